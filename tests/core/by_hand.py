"""Scores answers a second time, apart from the code under test: plain loops after section 4 of the design; and reads sums back.

`scored_by_hand(model, answers)` imports nothing of the core but the classes it is given; `value_of(text)` evaluates one side of a sum.
"""

import re
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction as F

EXACT = Context(prec=80, rounding=ROUND_HALF_EVEN)


def printed(x):
    """A figure as the design prints it: half-even to four decimals; None stays None."""
    return None if x is None else float(EXACT.quantize(EXACT.divide(Decimal(x.numerator), Decimal(x.denominator)), Decimal("0.0001")))


def asked(dimension, mode):
    return [i for i in dimension.items if mode == "full" or i.core]


def whole_part(x):
    """The largest whole number that is not above x."""
    return max(n for n in range(0, 7) if n <= x)


def part(weight, value, low, high, coverage, lower, upper, level):
    return {"weight": weight, "applicable": True, "value": value, "low": low, "high": high, "coverage": coverage, "lower": lower, "upper": upper, "level": level}


def apart(weight=1):
    return {"weight": weight, "applicable": False} | dict.fromkeys(("value", "low", "high", "coverage", "lower", "upper", "level"))


def one_item(item, answer):
    if answer is not None and answer.state == "na":
        return apart(item.weight)
    if answer is None or answer.level is None:
        return part(item.weight, None, F(1), F(5), F(0), 1, 5, None)
    x = answer.level
    return part(item.weight, F(x), F(x), F(x), F(1), x, x, x)


def mean(parts, key):
    top = bottom = F(0)
    for p in parts:
        top += p[key] * p["weight"]
        bottom += p["weight"]
    return top / bottom


def storey(parts, ids, mode, cap):
    """All that the design says of one storey, as a dict; `cap` for a pillar and the whole."""
    live = [p for p in parts if p["applicable"]]
    none = {"status": "not-applicable", "blocked_by": [], "capped": False, "cap": None, "parts": parts}
    if len(parts) - len(live) > F(len(parts), 2) or not live:
        return none | dict.fromkeys(("coverage", "point", "value", "low", "high", "lower", "upper", "level"))
    known = [p for p in live if p["value"] is not None]
    coverage, low, high = mean(live, "coverage"), mean(live, "low"), mean(live, "high")
    value = mean(known, "value") if known else None
    if coverage * 2 < 1:
        status = "not-enough"
    elif coverage < 1 or mode == "quick":
        status = "provisional"
    else:
        status = "scored"
    lower, upper, most, capped = whole_part(low), whole_part(high), None, False
    if cap:
        most = min(p["lower"] for p in live) + 1
        capped = most < lower
        lower, upper = min(lower, most), min(upper, min(p["upper"] for p in live) + 1)
    point = None if status == "not-enough" else value
    blocking = []
    if lower < 5:
        named = [(p["level"] or 1, n) for n, (p, _) in enumerate(zip(parts, ids, strict=True)) if p["applicable"] and (p["level"] or 1) < lower + 1]
        blocking = [ids[n] for _, n in sorted(named)]
    level = lower if lower == upper and point is not None else None
    return {
        "status": status, "coverage": coverage, "point": point, "value": value, "low": low, "high": high, "lower": lower, "upper": upper,
        "level": level, "blocked_by": blocking, "capped": capped, "cap": most, "parts": parts,
    }  # fmt: skip


def as_part(s):
    if s["status"] == "not-applicable":
        return apart()
    return part(1, s["value"], s["low"], s["high"], s["coverage"], s["lower"], s["upper"], s["level"])


def scored_by_hand(model, answers):
    """(kind, id) to a storey; the answers may be any with `mode` and `answers`."""
    found, above = {}, []
    for pillar in model.pillars:
        below = []
        for d in pillar.dimensions:
            items = asked(d, answers.mode)
            s = storey([one_item(i, answers.answers.get(i.id)) for i in items], [i.id for i in items], answers.mode, False)
            found["dimension", d.id] = s
            below.append(as_part(s))
        s = storey(below, [d.id for d in pillar.dimensions], answers.mode, True)
        found["pillar", pillar.id] = s
        above.append(as_part(s))
    found["overall", "overall"] = storey(above, [p.id for p in model.pillars], answers.mode, True)
    return found


TOKEN = re.compile(r"\s*(\d+\.\d+|\d+|floor|min|max|[-+×/(),−])")


def value_of(text):
    """The exact value of an expression: + − × / from left to right with the usual precedence, brackets, floor, min and max."""
    tokens, at = [], 0
    while at < len(text):
        found = TOKEN.match(text, at)
        assert found, f"no sign of a sum at {text[at:]!r}"
        tokens.append(found[1])
        at = found.end()
    place = 0

    def peek():
        return tokens[place] if place < len(tokens) else None

    def take(wanted=None):
        nonlocal place
        token = peek()
        assert token is not None and wanted in (None, token), (wanted, token, text)
        place += 1
        return token

    def several():
        take("(")
        values = [sums()]
        while peek() == ",":
            take(",")
            values.append(sums())
        take(")")
        return values

    def single():
        if peek() == "(":
            (inner,) = several()
            return inner
        token = take()
        if token == "floor":
            (inner,) = several()
            return F(inner.numerator // inner.denominator)
        return {"min": min, "max": max}[token](several()) if token in ("min", "max") else F(token)

    def products():
        value = single()
        while peek() in ("×", "/"):
            value = value * single() if take() == "×" else value / single()
        return value

    def sums():
        value = products()
        while peek() in ("+", "−"):
            value = value + products() if take() == "+" else value - products()
        return value

    value = sums()
    assert place == len(tokens), text
    return value


def comes_out(sum_text):
    """The exact value of the left side; the right side is checked to be what the design prints, and the sign to be honest."""
    left, sign, right = re.fullmatch(r"(.*) ([=≈]) (\S+)", sum_text).groups()
    value = value_of(left)
    assert float(right) == printed(value), sum_text
    assert (sign == "=") == (F(right) == value), sum_text
    return value


def holds(comparison):
    """True if a chain such as `1/2 ≤ 0.75 < 1` is true."""
    pieces = re.split(r"\s([<>≤≥=])\s", comparison)
    values, signs = [value_of(p) for p in pieces[::2]], pieces[1::2]
    kinds = {"<": lambda a, b: a < b, ">": lambda a, b: a > b, "≤": lambda a, b: a <= b, "≥": lambda a, b: a >= b, "=": lambda a, b: a == b}
    return bool(signs) and all(kinds[sign](a, b) for sign, a, b in zip(signs, values, values[1:], strict=False))
