"""Takes exact figures and gives the sums that lead to them as text, such as `(3 + 4 + 3 + 4) / 4 = 3.5`; knows no storey and no model.

A sum is exact: a figure of more than four decimals stands in it as a fraction such as `10/3`.
Only its outcome is rounded, and then `≈` stands before it. Signs: `+` `−` `×` `/`, and `min`, `max` and `floor` (rounded down).
"""

import re
from fractions import Fraction

DECIMALS = 10**4


def exact(x: Fraction | int) -> str:
    """A figure as it enters a sum: `3`, `3.25`, or `10/3` where four decimals do not hold it."""
    if x.denominator == 1:
        return str(x.numerator)
    return _decimal(x.numerator * (DECIMALS // x.denominator)) if DECIMALS % x.denominator == 0 else f"{x.numerator}/{x.denominator}"


def rounded(x: Fraction | int) -> str:
    """A figure as it is printed: at most four decimals, half-even."""
    return exact(x if DECIMALS % x.denominator == 0 else round(x, 4))


def _decimal(tenthousandths: int) -> str:
    whole, rest = divmod(tenthousandths, DECIMALS)
    return f"{whole}.{rest:04d}".rstrip("0") if rest else str(whole)


def equation(expression: str, outcome: Fraction | int) -> str:
    """The expression with its outcome; `≈` where the printed outcome is rounded."""
    sign = "=" if DECIMALS % outcome.denominator == 0 else "≈"
    return f"{expression} {sign} {rounded(outcome)}"


def weighted_mean(pairs: list[tuple[int, Fraction]]) -> str:
    """The expression of a mean of (weight, figure): a weight of 1 is not written."""
    terms = [exact(x) if weight == 1 else f"{weight} × {exact(x)}" for weight, x in pairs]
    over = " + ".join(terms)
    return f"{over if over.replace('.', '').isdigit() else f'({over})'} / {sum(weight for weight, _ in pairs)}"


def total(figures: list[Fraction | int]) -> str:
    """The expression of a plain sum, in brackets unless it is one plain figure."""
    terms = " + ".join(map(exact, figures))
    return terms if terms.replace(".", "").isdigit() else f"({terms})"


def smallest(figures: list[int]) -> str:
    """The expression of the smallest of some whole numbers."""
    return str(figures[0]) if len(figures) == 1 else f"min({', '.join(map(str, figures))})"


_SPOKEN = (
    (re.compile(r"min\(floor\(([^()]*)\), (.*)\)(?= [=≈] )"), r"\1 rounded down, but at most \2"),
    (re.compile(r"floor\(([^()]*)\)"), r"\1 rounded down"),
    (re.compile(r"min\(([^()]*)\)"), r"the smallest of (\1)"),
    (re.compile(r"max\(0, ([^()]*)\)"), r"\1, but at least 0"),
)


def spoken(told: str) -> str:
    """A sum for people who write no programs: `3.5 rounded down = 3` for `floor(3.5) = 3`; numbers, order and outcome stay."""
    for pattern, words in _SPOKEN:
        told = pattern.sub(words, told)
    return told
