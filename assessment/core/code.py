"""Takes checked answers and gives a short code that carries them where a file can't go, and back; knows nothing of scores.

Bits, highest first: mode 1 (1 = quick), role 4 (place in the model's roles, 0 = unsaid), model hash 25, respondent 40,
3 for each item in scope (0 blank, 1 to 5, 6 dk, 7 na), check 25 (first bits of the SHA-256 of all bits before, as text of 0 and 1).
Padded with zeros to whole Crockford base32 symbols, a dash after each seventh (design, section 5).
Notes, reasons, evidence, scope and targets do not travel.
"""

import hashlib
import re

from assessment.core.answers import SYMBOLS, Answer, Answers
from assessment.core.faults import Fault, Faulty, quoted
from assessment.core.model import Item, Model, in_scope, model_hash

PREFIX = "TU1"
CHECK_BITS = 25
_STATES = {"dk": 6, "na": 7}
_SAME = str.maketrans({"O": "0", "I": "1", "L": "1"})
_PREFIXES = (PREFIX, "TUI", "TUL")
_LINE_BREAK = re.compile(r"=?(?:\r\n|[\r\n\u2028\u2029])[>\s]*")
_SKIPPED = re.compile(
    r"[\s\u00ad\u200b-\u200f\u2060\ufeff\u2043\u2212"
    r"\u002d\u058a\u05be\u1400\u1806\u2010-\u2015\u2e17\u2e1a\u2e3a\u2e3b\u2e40\u2e5d\u301c\u3030\u30a0\ufe31\ufe32\ufe58\ufe63\uff0d\U00010ead]+"  # Unicode's Pd
)


def _items(model: Model, mode: str) -> tuple[Item, ...]:
    return tuple(i for d in model.dimensions for i in in_scope(d, mode))


def _check(bits: str) -> str:
    digest = hashlib.sha256(bits.encode()).digest()
    return f"{int.from_bytes(digest[:4]):032b}"[:CHECK_BITS]


def _head(model: Model) -> str:
    return f"{int(model_hash(model), 16):032b}"[:25]


def encode(model: Model, answers: Answers) -> str:
    """The code of the answers that their mode asks; 56 characters for 44 items, 33 for 11."""
    roles = [r.id for r in model.roles]
    role = answers.scope.get("role")
    bits = "1" if answers.mode == "quick" else "0"
    bits += f"{roles.index(role) + 1 if role in roles else 0:04b}" + _head(model)
    bits += "".join(f"{SYMBOLS.index(s):05b}" for s in answers.respondent or "00000000")
    for item in _items(model, answers.mode):
        answer = answers.get(item.id)
        bits += f"{answer.level or _STATES.get(answer.state, 0):03b}"
    bits += _check(bits)
    bits += "0" * (-len(bits) % 5)
    symbols = "".join(SYMBOLS[int(bits[n : n + 5], 2)] for n in range(0, len(bits), 5))
    return "-".join([PREFIX, *(symbols[n : n + 7] for n in range(0, len(symbols), 7))])


def is_code(text: str) -> bool:
    """True for a text that wants to be a code, rightly or not."""
    return _joined(text[:100]).startswith(_PREFIXES)


def _joined(text: str) -> str:
    """The symbols alone, in upper case, without what people and mail programs put between them."""
    return _SKIPPED.sub("", _LINE_BREAK.sub("", text)).lstrip("#>").rstrip(".,;:)>").upper()


def decode(text: str, model: Model) -> Answers:
    """The answers in a code, forgiving what people and mail programs do to one. Raises Faulty."""
    joined = _joined(text)
    symbols = joined[len(PREFIX) :].translate(_SAME)
    whole = "Copy it again, from TU1 to its last symbol."
    if not joined.startswith(_PREFIXES):
        raise Faulty([Fault("code", "is not a code of this assessment.", "Such a code begins with TU1-.")])
    if not symbols or len(symbols) > 10_000:
        raise Faulty([Fault("code", f"has {len(symbols):,} symbols after TU1.", whole)])
    strange = sorted(set(symbols) - set(SYMBOLS))
    if strange:
        raise Faulty([Fault("code", f"has symbols that no code has: {quoted(' '.join(strange[:5]))}.", whole)])
    bits = "".join(f"{SYMBOLS.index(s):05b}" for s in symbols)
    mode = "quick" if bits[0] == "1" else "full"
    items = _items(model, mode)
    end = 70 + 3 * len(items)
    if bits[5:30] != _head(model):
        raise Faulty([Fault("code", "was made with other questions than these, or is damaged at its start.", whole)])
    due = -(-(end + CHECK_BITS) // 5)
    if len(symbols) != due:
        raise Faulty([Fault("code", f"has {len(symbols)} symbols after TU1.", f"A whole one has {due}. {whole}")])
    if bits[end : end + CHECK_BITS] != _check(bits[:end]) or bits[end + CHECK_BITS :].strip("0"):
        raise Faulty([Fault("code", "is damaged: its check does not fit.", whole)])
    place = int(bits[1:5], 2)
    if place > len(model.roles):
        raise Faulty([Fault("code", "names a role that these questions do not have.", whole)])
    given = {}
    for n, item in enumerate(items):
        said = int(bits[70 + 3 * n : 73 + 3 * n], 2)
        if said == 7 and not item.na_allowed:
            raise Faulty([Fault("code", f"says “not applicable” to {item.id}, which applies to everybody.", whole)])
        if said:
            given[item.id] = Answer(level=said) if said <= 5 else Answer(state="dk" if said == 6 else "na")
    respondent = "".join(SYMBOLS[int(bits[n : n + 5], 2)] for n in range(30, 70, 5))
    return Answers(
        model_id=model.id,
        model_version=model.version,
        model_hash=model_hash(model),
        respondent=None if respondent == "00000000" else respondent,
        mode=mode,
        scope={"role": model.roles[place - 1].id} if place else {},
        answers=given,
    )
