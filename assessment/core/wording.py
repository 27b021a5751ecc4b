"""Takes figures and gives them in words and short print; knows no rule of scoring and no markup."""

from fractions import Fraction

from assessment.core.model import Model

STATUS = {"scored": "complete", "provisional": "provisional", "not-enough": "not enough answers", "not-applicable": "not applicable"}

CONTEXT_WORDS = {"small": "fewer than 50 people", "large": "50 people or more", "discrete": "single purchases", "continuous": "ongoing relationships"}


def straight(text: str) -> str:
    """Text without the two signs that override the direction of writing (U+202D, U+202E): they would turn round what stands after it."""
    return text.replace("\u202d", "").replace("\u202e", "")


def figure(x: Fraction) -> str:
    """A figure with at most 2 decimals and no idle zeros: 3, 3.5, 3.25."""
    whole, rest = divmod(abs(x.numerator) * 100, x.denominator)
    whole += 2 * rest > x.denominator or (2 * rest == x.denominator and whole % 2)  # half-even, in whole numbers
    text = f"{whole // 100}.{whole % 100:02}".rstrip("0").rstrip(".")
    return f"-{text}" if x < 0 and whole else text


def span(low: Fraction, high: Fraction) -> str:
    """An interval, or the one figure where it has no width: `2.5 to 4`, `3`."""
    return figure(low) if low == high else f"{figure(low)} to {figure(high)}"


def percent(share: Fraction) -> str:
    """A share 0 to 1 in whole per cent; never 100 for less than all, never 0 for more than none."""
    whole = min(max(round(share * 100), 1), 99) if 0 < share < 1 else int(share * 100)
    return f"{whole} %"


def level_words(model: Model, lower: int, upper: int) -> str:
    """A level with its name, or a range of levels: `3 by rule`, `2 to 4`."""
    if lower == upper:
        return f"{lower} {model.scale[lower - 1].name}"
    return f"{lower} or {upper}" if upper == lower + 1 else f"{lower} to {upper}"


def listing(words: list[str]) -> str:
    """Words as a person says them: `a`, `a and b`, `a, b and c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def lower_first(text: str) -> str:
    """A title inside a sentence; one that begins with an abbreviation stays as it is."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def count(number: int, one: str, many: str) -> str:
    """`1 question`, `4 questions`."""
    return f"{number} {one if number == 1 else many}"
