"""Takes a valid input and a source of chance and gives a broken one, in text or in the structure of JSON; knows no parser."""

import json
from random import Random

LONGEST = 1_000_000  # characters
TOKENS = (
    "", " ", "\t", "\n", "\r\n", "\r", "\0", "\x1b[2J", "\x7f", "\x85", "\u00a0", "\u00ad", "\u200b", "\u200d", "\u202e", "\u2028", "\ufeff", "\ufffd", "\U0001f469\u200d\U0001f4bb", "\U000e0041",
    "ß", "İ", "٣", "１", "²", "Ⅷ", "=1+1", "+1", "-1", "@SUM(A1)", "＝1", "<script>globalThis.hit=1</script>", "<img src=x onerror=alert(1)>", "javascript:alert(1)", "&#x2d;", "&shy;", "]]>", "<!--",
    "{", "}", "[", "]", ":", ",", ";", '"', "'", "\\", "\\u0000", "\\ud800", "\\x", "`", "|", "#", "%", "%00", "%E0%A4", "&a", "*a", "!!python/object/apply:os.system", "!!int", "<<: *a", "---\n", "...\n", "- ", "? ", "> ", "| ",
    "null", "true", "NaN", "Infinity", "-0", "1e999", "0x10", "1_000", "9" * 30, "9" * 5000, "~", "__proto__", "constructor", "toString", "TU1-", "TU1", "tu1", "TUI-", "TI1-", "TI2-", "TU1-TU1-",
)  # fmt: skip
VALUES = (
    None, True, False, 0, -1, 1, 2, 3, 5, 6, 3.0, 0.1, -0.0, 1e300, 10**30, "", " ", "3", "dk", "na", "quick", "full", "agreed", "0000-00-00", "2026-02-29", "2024-02-29", "2026-02-28 ", "9999-12-31", "0123ABCD", "x" * 2000, "x" * 2001,
    "\ud800", "\0", "\u202e", "=1+1", "<b>", "\U0001f642" * 1000, [], {}, [None], {"": 1}, {"__proto__": {"polluted": 1}}, {"constructor": {"prototype": {"polluted": 1}}}, [[[[]]]], {"level": 3}, {"state": "dk"},
)  # fmt: skip


def text(base: str, rng: Random, other: str = "") -> str:
    """The text with one to four small changes; once in a thousand, one of them makes it long."""
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 4))):
        base = _changed(base, rng, other)
    return base


def _changed(base: str, rng: Random, other: str) -> str:
    start = rng.randint(0, len(base))
    end = min(len(base), start + rng.choice((0, 1, 1, 2, 5, 20)))
    how = rng.random()
    if how < 0.40:
        return base[:start] + rng.choice(TOKENS) + base[end:]
    if how < 0.55:
        return base[:start] + base[end:]
    if how < 0.65:
        return base[:start] + base[start:end] * rng.choice((2, 2, 3, 10)) + base[end:]
    if how < 0.72:
        return base[:start] + chr(rng.choice((rng.randrange(128), rng.randrange(0x3000), rng.randrange(0xD800)))) + base[end:]
    if how < 0.80:
        return base[:start] + base[start:end].swapcase() + base[end:]
    if how < 0.86:
        return base[start:end] + base[:start] + base[end:]
    if how < 0.92:
        cut = rng.randint(0, len(other))
        return base[:start] + other[cut : cut + rng.choice((3, 20, 200))] + base[end:]
    if how < 0.96:
        return base[:start]
    if how < 0.999:
        return base[start:]
    return (base[:start] + (base[start : start + 40] or rng.choice(TOKENS)) * rng.choice((500, 2000, 5000)) + base[end:])[:LONGEST]


def data(base: str, rng: Random, keys: tuple[str, ...]) -> str:
    """JSON text whose structure is changed in one to three places; `keys` are names that mean something where they stand."""
    found = json.loads(base)
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        found = _structure(found, rng, keys)
    written = json.dumps(found, ensure_ascii=rng.random() < 0.5, indent=rng.choice((None, None, 2)))
    if rng.random() < 0.02:
        depth = rng.choice((10, 49, 51, 2000))
        return written[:-1] + f', {json.dumps(rng.choice(keys))}: {"[" * depth}{"]" * depth}}}' if written.endswith("}") else written
    return written.replace("{", '{"' + rng.choice(keys) + '": 1, ', 1) if rng.random() < 0.02 else written


def _structure(found: object, rng: Random, keys: tuple[str, ...]) -> object:
    """The same data with one place in it changed; how deep is left to chance."""
    if isinstance(found, dict) and found and rng.random() < 0.85:
        key = rng.choice(list(found))
        how = rng.random()
        if how < 0.65:
            found[key] = _structure(found[key], rng, keys)
        elif how < 0.75:
            del found[key]
        elif how < 0.88:
            found[rng.choice(keys)] = found[key]
        else:
            found[rng.choice((rng.choice(TOKENS), rng.choice(keys)))] = _value(rng, keys)
        return found
    if isinstance(found, list) and found and rng.random() < 0.85:
        place = rng.randrange(len(found))
        how = rng.random()
        if how < 0.7:
            found[place] = _structure(found[place], rng, keys)
        elif how < 0.8:
            del found[place]
        elif how < 0.95:
            found.insert(place, found[rng.randrange(len(found))])
        else:
            found[:] = found * rng.choice((2, 3, 50))
        return found
    if isinstance(found, str) and rng.random() < 0.4:
        return text(found, rng)
    return _value(rng, keys)


def _value(rng: Random, keys: tuple[str, ...]) -> object:
    value = rng.choice(VALUES) if rng.random() < 0.7 else rng.choice(keys)
    return json.loads(json.dumps(value)) if isinstance(value, dict | list) else value
