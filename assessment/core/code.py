"""Takes checked answers and gives a short code that carries them where a file can't go, and back; knows nothing of scores.

Bits, highest first: mode 1 (1 = quick), role 4 (place in the model's roles, 0 = unsaid), model hash 25, respondent 40,
3 for each item in scope (0 blank, 1 to 5, 6 dk, 7 na), check 25 (first bits of the SHA-256 of all bits before, as text of 0 and 1).
Padded with zeros to whole Crockford base32 symbols, a dash after each seventh (design, section 5).
Notes, reasons, evidence, scope and targets do not travel.
"""

import hashlib
import re
from dataclasses import dataclass

from assessment.core.answers import SYMBOLS, Answer, Answers
from assessment.core.faults import Fault, Faulty, quoted
from assessment.core.model import Model, in_scope, model_hash

PREFIX = "TU1"
CHECK_BITS = 25
WHOLE = "Copy it again, from TU1 to its last symbol."
_STATES = {"dk": 6, "na": 7}
_ANSWERS = {str(n): Answer(level=n) for n in range(1, 6)} | {"6": Answer(state="dk"), "7": Answer(state="na")}
_KNOWN = set(SYMBOLS)
_BASE_32 = bytes.maketrans(SYMBOLS.encode(), b"0123456789abcdefghijklmnopqrstuv")  # of bytes, not of text: much faster
SAME = str.maketrans({"O": "0", "I": "1", "L": "1"})
_PREFIXES = (PREFIX, "TUI", "TUL")
_LINE_BREAK = re.compile(r"=?(?:\r\n|[\r\n\u2028\u2029])[>\s]*")
_SPACE_AND_DASHES = (
    r"\s\u00ad\u200b-\u200f\u2060\ufeff\u2043\u2212"
    r"\u002d\u058a\u05be\u1400\u1806\u2010-\u2015\u2e17\u2e1a\u2e3a\u2e3b\u2e40\u2e5d\u301c\u3030\u30a0\ufe31\ufe32\ufe58\ufe63\uff0d\U00010ead"  # Unicode's Pd
)
_SKIPPED = re.compile(f"[{_SPACE_AND_DASHES}]+")
NOISE = f"[{_SPACE_AND_DASHES}>=]"
"""One character that mail programs and people put into a code; of one class, so that no text makes the search slow."""


@dataclass(frozen=True, slots=True)
class Packed:
    """What a code holds, not unfolded: `said` has one of `0` to `7` for each item that the mode asks, in model order."""

    mode: str
    role: str | None
    respondent: str | None
    said: str


class Codec:
    """Writes and reads the codes of one model; made once for many codes."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.head = int(model_hash(model), 16) >> 7  # its first 25 bits
        self.items = {mode: tuple(i for d in model.dimensions for i in in_scope(d, mode)) for mode in ("quick", "full")}
        self.roles = [r.id for r in model.roles]
        self._applies = {mode: re.compile("".join("." if i.na_allowed else "[^7]" for i in items)) for mode, items in self.items.items()}

    def due(self, mode: str) -> int:
        """How many symbols a code of a mode has after its prefix."""
        return -(-(70 + 3 * len(self.items[mode]) + CHECK_BITS) // 5)

    def encode(self, answers: Answers) -> str:
        """The code of the answers that their mode asks; 56 characters for 44 items, 33 for 11."""
        role = answers.scope.get("role")
        place = self.roles.index(role) + 1 if role in self.roles else 0
        given = map(answers.get, (i.id for i in self.items[answers.mode]))
        said = "".join(str(a.level or _STATES.get(a.state, 0)) for a in given)
        return self.pack(Packed(answers.mode, self.roles[place - 1] if place else None, answers.respondent, said))

    def pack(self, packed: Packed) -> str:
        """The code of what is packed."""
        place = self.roles.index(packed.role) + 1 if packed.role else 0
        bits = f"{packed.mode == 'quick':b}{place:04b}{self.head:025b}{_number(packed.respondent or '00000000'):040b}"
        bits += "".join(f"{int(digit):03b}" for digit in packed.said)
        bits += f"{_check(bits):025b}"
        bits += "0" * (-len(bits) % 5)
        symbols = "".join(SYMBOLS[int(bits[n : n + 5], 2)] for n in range(0, len(bits), 5))
        return "-".join([PREFIX, *(symbols[n : n + 7] for n in range(0, len(symbols), 7))])

    def unpack(self, symbols: str) -> Packed:
        """What the symbols after the prefix hold; they are upper case and without noise. Raises Faulty."""
        if len(symbols) >= 6 and _KNOWN.issuperset(symbols[:6]) and _number(symbols[:6]) & (1 << 25) - 1 != self.head:
            raise Faulty([Fault("code", "was made with other questions than these, or is damaged at its start.", WHOLE)])
        if not _KNOWN.issuperset(symbols):
            raise Faulty([Fault("code", f"has symbols that no code has: {quoted(' '.join(sorted(set(symbols) - _KNOWN)[:5]))}.", WHOLE)])
        mode = "quick" if symbols[:1] >= SYMBOLS[16] else "full"
        items, due = self.items[mode], self.due(mode)
        if len(symbols) != due:
            raise Faulty([Fault("code", f"has {len(symbols)} symbols after TU1.", f"A whole one has {due}. {WHOLE}")])
        number = _number(symbols)
        bits = f"{number:0{5 * due}b}"
        end = 70 + 3 * len(items)
        check = end + CHECK_BITS
        if "1" in bits[check:] or int(bits[end:check], 2) != _check(bits[:end]):
            raise Faulty([Fault("code", "is damaged: its check does not fit.", WHOLE)])
        place = int(bits[1:5], 2)
        if place > len(self.roles):
            raise Faulty([Fault("code", "names a role that these questions do not have.", WHOLE)])
        said = f"{number >> 5 * due - end:o}"[-len(items) :].zfill(len(items)) if items else ""
        if "7" in said and not self._applies[mode].fullmatch(said):
            wrong = next(item.id for item, digit in zip(items, said, strict=True) if digit == "7" and not item.na_allowed)
            raise Faulty([Fault("code", f"says “not applicable” to {wrong}, which applies to everybody.", WHOLE)])
        respondent = symbols[6:14]
        return Packed(mode, self.roles[place - 1] if place else None, None if respondent == "00000000" else respondent, said)

    def unfold(self, packed: Packed) -> Answers:
        """The answers of what is packed."""
        pairs = zip(self.items[packed.mode], packed.said, strict=True)
        return Answers(
            model_id=self.model.id,
            model_version=self.model.version,
            model_hash=model_hash(self.model),
            respondent=packed.respondent,
            mode=packed.mode,
            scope={"role": packed.role} if packed.role else {},
            answers={item.id: _ANSWERS[digit] for item, digit in pairs if digit != "0"},
        )


def is_code(text: str) -> bool:
    """True for a text that wants to be a code, rightly or not."""
    return _joined(text[:100]).startswith(_PREFIXES)


def _joined(text: str) -> str:
    """The symbols alone, in upper case, without what people and mail programs put between them."""
    return _SKIPPED.sub("", _LINE_BREAK.sub("", text)).lstrip("#>").rstrip(".,;:)>").upper()


def encode(model: Model, answers: Answers) -> str:
    """The code of one set of answers."""
    return Codec(model).encode(answers)


def decode(text: str, model: Model) -> Answers:
    """The answers in a code, forgiving what people and mail programs do to one. Raises Faulty."""
    joined = _joined(text)
    symbols = joined[len(PREFIX) :].translate(SAME)
    if not joined.startswith(_PREFIXES):
        raise Faulty([Fault("code", "is not a code of this assessment.", "Such a code begins with TU1-.")])
    if not symbols or len(symbols) > 10_000:
        raise Faulty([Fault("code", f"has {len(symbols):,} symbols after TU1.", WHOLE)])
    codec = Codec(model)
    return codec.unfold(codec.unpack(symbols))


def _check(bits: str) -> int:
    digest = hashlib.sha256(bits.encode()).digest()
    return int.from_bytes(digest[:4]) >> 7


def _number(symbols: str) -> int:
    return int(symbols.encode().translate(_BASE_32), 32)
