"""Takes any mass of text, or an answers file, and gives the hand-ins in it and every fault; knows no figure.

A bad one never harms the others: each is named by itself, with the line it stands in.
"""

import re

from assessment.core.answers import SYMBOLS, Answers
from assessment.core.code import NOISE, SAME, Codec
from assessment.core.faults import Fault, Faulty, quoted
from assessment.core.handline import HandIn
from assessment.core.intake import read_answers
from assessment.core.tally import DIGITS, KINDS, kind_of

MOST_FAULTS = 100
_DIGIT = dict(zip(KINDS, DIGITS, strict=True))
_DASH = re.compile("[-\u2010-\u2015\u2212=]")
# The prefix, not inside a word; what stands between its letters is what mail programs put there.
# With its dash it may stand behind anything, even behind another code: no code has a U in it.
# No word such as “tulip”; and none with nothing behind it but the next one, of which a text may have millions.
# Cases are written out, for so the search begins at a T at once.
_START = re.compile(
    rf"[Tt](?>(?<![0-9A-Za-z].){NOISE}{{0,40}}[Uu]{NOISE}{{0,40}}|[Uu](?=[1IiLl]{_DASH.pattern})|(?<=%23.)[Uu]|(?<=%2523.)[Uu])"
    rf"(?:1|[IiLl](?![A-Za-z]))(?!{NOISE}{{1,200}}+[Tt]{NOISE}{{0,40}}[Uu]{NOISE}{{0,40}}[1IiLl])"
)
# Dashes, and what takes no room, as web pages write them.
_ENTITY = re.compile(r"&(?:#x?[0-9a-f]{1,6}|nbsp|shy|ndash|mdash|minus|hyphen|dash|zwnj|zwj|ZeroWidthSpace|NoBreak|lrm|rlm);|<wbr\s*/?>", re.IGNORECASE)
LOOSE = 6  # a code with more than five characters of noise to each symbol is no code
_TYPED = re.compile("[OIL]")
_NOISE = re.compile(f"{NOISE}+")
_RUN = re.compile("[0-9A-Za-z]*")
_SYMBOL = re.compile(rf"{NOISE}{{0,200}}([0-9A-Za-z])")


def collect(text: str, codec: Codec, name: str = "", first: int | None = None) -> tuple[list[HandIn], list[Fault]]:
    """Hand-ins and faults of a text with codes in it, or of an answers file that begins with a brace, or of one in each line.

    `name` is the file's; `first` is the number of the first line where the text is a piece of a larger one, which may hold no code.
    """
    where = f"{quoted(name)}: " if name else ""
    if text.lstrip("\ufeff \t\r\n").startswith("{") and ('"format"' in text or not _START.search(text)):
        return _from_files(text, codec, where, first)
    text = _unwritten(text)
    found, faults, place, line, counted = [], [], 0, first or 1, 0
    while match := _START.search(text, place):
        place = match.end()
        symbols, end = _symbols(text, place, codec)
        if not symbols:
            continue
        try:
            packed = codec.unpack(symbols)
        except Faulty as faulty:
            if _is_word(match[0], text[place : place + 40]):
                continue
            if len(faults) > MOST_FAULTS:
                faults.append(faults[0])  # counted, not told
                continue
            line, counted = line + text.count("\n", counted, match.start()), match.start()
            faults += [Fault(f"{where}line {line}", f"the code {quoted(text[match.start() : match.start() + 24])} {f.wrong}", f.right) for f in faulty.faults]
            continue
        place = end
        found.append(HandIn(packed.mode, packed.role, packed.respondent, None, packed.said, {}))
    if not found and not faults and first is None:
        faults.append(Fault(f"{where}text", "holds no code.", "A code begins with TU1-; paste the message as it came, or drop the file."))
    return found, few(faults)


def _is_word(prefix: str, behind: str) -> bool:
    """True for words such as “TU I will”: not written TU1, no dash behind it, and no digit in the next seven letters, which few codes lack. No whole code is asked."""
    return prefix.upper() != "TU1" and not _DASH.match(behind) and not any(map(str.isdigit, _NOISE.sub("", behind)[:7]))


def _unwritten(text: str) -> str:
    """The text with a dash for each sign that a web page has written as an entity: dashes and what takes no room, in codes."""
    if "&" in text or "<wbr" in text.lower():
        text = _ENTITY.sub("-", text)
    return text


def few(faults: list[Fault]) -> list[Fault]:
    """The first hundred, and how many more there are."""
    more = len(faults) - MOST_FAULTS
    return faults if more <= 0 else [*faults[:MOST_FAULTS], Fault("text", f"has {more:,} further faults like these.", "Mend the first ones, and try again.")]


def _symbols(text: str, start: int, codec: Codec) -> tuple[str, int]:
    """As many symbols as a code of its mode has, upper case and without noise, and where they end; fewer if the text ends before."""
    first = _SYMBOL.match(text, start)
    if not first:
        return "", start
    due = codec.due("quick" if first[1].upper() in SYMBOLS[16:] else "full")
    end = start + due + -(-due // 7)
    plain = text[start:end].replace("-", "")
    if len(plain) != due or not (plain.isascii() and plain.isalnum()) or "U" in plain.upper():  # not as it was made
        following = _START.search(text, first.start(1), start + LOOSE * due)
        chunk = text[start : following.start() if following else start + LOOSE * due]
        plain = _RUN.match(_NOISE.sub("", chunk))[0][:due]
        if len(plain) == due:
            end = start + _nth_symbol(chunk, due)
    plain = plain.upper()
    return plain.translate(SAME) if _TYPED.search(plain) else plain, end


def _nth_symbol(chunk: str, due: int) -> int:
    """Behind which place of a chunk its symbol number `due` stands."""
    for place, letter in enumerate(chunk):
        due -= letter.isascii() and letter.isalnum()
        if not due:
            return place + 1
    return len(chunk)


def _from_files(text: str, codec: Codec, where: str, first: int | None) -> tuple[list[HandIn], list[Fault]]:
    """One answers file, or one in each line."""
    lines = [(f"{where}line {n}: ", line) for n, line in enumerate(text.split("\n"), first or 1) if line.strip()]
    each_line = first is not None or (len(lines) > 1 and lines[0][1].rstrip().endswith("}"))
    found, faults = [], []
    for at, part in lines if each_line else [(where, text)]:
        try:
            answers, _ = read_answers(part, codec.model)
            if answers.kind != "own":
                raise Faulty([Fault("kind", "is “agreed”: a team's answers, not one person's.", "Hand in what each person answered.")])
            found.append(packed_answers(answers, codec))
        except Faulty as faulty:
            faults += [Fault(f"{at}{f.where}", f.wrong, f.right) for f in faulty.faults]
    return found, few(faults)


def packed_answers(answers: Answers, codec: Codec) -> HandIn:
    """An answers file as a hand-in; notes go along, evidence and plans do not."""
    items = codec.items[answers.mode]
    role = answers.scope.get("role")
    said = "".join(_DIGIT[kind_of(answers.get(i.id))] for i in items)
    notes = {i.id: note for i in items if (note := answers.get(i.id).note.strip())}
    return HandIn(answers.mode, role if role in codec.roles else None, answers.respondent, answers.date, said, notes)
