"""The code that carries answers: what it holds, what it forgives, what it refuses (design, section 5)."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.core.code import decode, encode, is_code
from assessment.core.faults import Faulty
from assessment.core.model import in_scope
from door import Door
from instruments import answered, dimension, instrument

ELEVEN = instrument(*(tuple(dimension(f"d{p}{n}") for n in range(count)) for p, count in enumerate((3, 4, 4))))
SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
VALUES = {False: [None, 1, 2, 3, 4, 5, "dk"], True: [None, 1, 2, 3, 4, 5, "dk", "na"]}


def some(mode, seed=1, model=ELEVEN, **more):
    dice = random.Random(seed)
    said = {i.id: dice.choice(VALUES[i.na_allowed]) for d in model.dimensions for i in in_scope(d, mode)}
    return answered(model, said, mode, **more)


@pytest.mark.parametrize(("mode", "length", "groups"), [("full", 56, 7), ("quick", 33, 4)])
def test_length(mode, length, groups):
    """56 characters carry 44 answers, 33 carry 11; a dash stands after each seventh symbol."""
    code = encode(ELEVEN, some(mode, respondent="7K3M9QXZ"))
    assert len(code) == length
    head, *parts = code.split("-")
    assert head == "TU1" and len(parts) == groups and {len(p) for p in parts[:-1]} == {7}


def test_bits_by_hand():
    """Mode, role, hash, respondent, answers and check lie where the design puts them; the bits are made here, apart."""
    import hashlib

    from assessment.core.model import model_hash

    model = instrument((dimension("d", (1, 1, 1)),))
    answers = answered(model, {"d.0": 5, "d.1": "dk", "d.2": "na"}, "full", respondent="00000001", scope={"role": "front"})
    bits = "0" + "0010" + f"{int(model_hash(model), 16):032b}"[:25] + "0" * 35 + "00001" + "101" + "110" + "111"
    bits += "".join(f"{byte:08b}" for byte in hashlib.sha256(bits.encode()).digest())[:25]
    bits += "0" * (-len(bits) % 5)
    symbols = "".join(SYMBOLS[int(bits[n : n + 5], 2)] for n in range(0, len(bits), 5))
    assert encode(model, answers) == "TU1-" + "-".join(symbols[n : n + 7] for n in range(0, len(symbols), 7))


@settings(max_examples=30, deadline=None, derandomize=True, database=None)
@given(st.integers(0, 10**6), st.sampled_from(["quick", "full"]), st.sampled_from([None, "7K3M9QXZ", "ZZZZZZZZ"]), st.sampled_from([None, "lead", "front"]))
def test_there_and_back(seed, mode, respondent, role):
    """Decoding gives the answers, mode, respondent and role that were encoded."""
    sent = some(mode, seed, respondent=respondent, scope={"role": role})
    came = decode(encode(ELEVEN, sent), ELEVEN)
    assert (came.answers, came.mode, came.respondent, came.scope.get("role")) == (sent.answers, mode, respondent, role)
    assert encode(ELEVEN, came) == encode(ELEVEN, sent)


def test_a_code_scores_as_the_file_it_came_from():
    """The door takes a code wherever it takes answers, and says what cannot travel as missing."""
    door, sent = Door(ELEVEN), some("full")
    file = sent.as_dict()
    for entry in file["answers"].values():
        if entry.get("state") == "na":
            entry["reason"] = "no such thing"
    code = door.ask("encode", answers=file)["code"]
    assert door.ask("score", answers=code) == door.ask("score", answers=file)
    assert door.ask("decode", code=code)["answers"] == door.ask("check", answers=code)["answers"]
    assert {a.get("reason", "") for a in door.ask("decode", code=code)["answers"]["answers"].values()} == {""}


def test_a_changed_symbol_is_refused():
    """Each of the 31 wrong symbols in each place of one code is refused.

    The check has 25 bits, so a change before it slips through once in 2^25, about 33.6 million; a change in the check or the padding never does.
    """
    code = encode(ELEVEN, some("quick", respondent="7K3M9QXZ"))
    for place, right in enumerate(code):
        if place > 3 and right != "-":
            for wrong in SYMBOLS.replace(right, ""):
                with pytest.raises(Faulty):
                    decode(code[:place] + wrong + code[place + 1 :], ELEVEN)


@pytest.mark.parametrize("change", [lambda c: c[:-1], lambda c: c + "0", lambda c: c[:4] + c[5:], lambda c: c[:5] + c[4:], lambda c: c[:4], lambda c: c + c[3:]])
def test_a_missing_or_double_symbol_is_refused(change):
    """A code of another length is no code."""
    with pytest.raises(Faulty):
        decode(change(encode(ELEVEN, some("quick"))), ELEVEN)


NOISE = {
    "lower case": str.lower,
    "typed O for 0, I and L for 1": lambda c: "TU1" + c[3:].replace("0", "O").replace("1", "l"),
    "no dashes": lambda c: c.replace("-", ""),
    "en dashes": lambda c: c.replace("-", "–"),
    "non-breaking hyphens": lambda c: c.replace("-", "‑"),
    "minus signs": lambda c: c.replace("-", "−"),
    "spaces": lambda c: c.replace("-", " "),
    "no-break spaces around": lambda c: f"\u00a0{c}\u00a0",
    "soft hyphens": lambda c: "\u00ad".join(c),
    "zero-width characters": lambda c: "\u200b".join(c),
    "a byte-order mark": lambda c: "\ufeff" + c,
    "the fragment of a link": lambda c: "#" + c,
    "a full stop at the end of its sentence": lambda c: c + ".",
    "wrapped by a mail program": lambda c: f"> {c[:20]}\r\n> {c[20:]}\r\n",
    "quoted-printable": lambda c: f"{c[:20]}=\r\n{c[20:]}",
    "prefix typed with a letter": lambda c: "TUI" + c[3:],
    "prefix typed with a small l": lambda c: "tul" + c[3:],
    "vertical and other scripts' dashes": lambda c: c.replace("-", "\ufe31", 1).replace("-", "\u05be", 1).replace("-", "\u2e3a", 1),
}


@pytest.mark.parametrize("noise", NOISE)
def test_noise_is_forgiven(noise):
    """What typing, mail and word processors do to a code does not harm it, in `decode` and wherever answers are taken."""
    sent = some("full", respondent="7K3M9QXZ")
    noisy = NOISE[noise](encode(ELEVEN, sent))
    assert decode(noisy, ELEVEN).answers == sent.answers
    assert is_code(noisy), "the command line and the page must know it for a code"


def test_a_code_of_other_questions_is_refused():
    """The hash in a code names the questions it answers."""
    other = instrument((dimension("d"),))
    with pytest.raises(Faulty, match="other questions"):
        decode(encode(ELEVEN, some("quick")), other)


def test_a_fault_shows_no_raw_character():
    """What a fault repeats from a code is printable: no escape, no line break, no half character."""
    door = Door(ELEVEN)
    for text in ("TU1-\x1b[31m\x07", "TU1-\u202e", "TU1-\ud800", "TU1-\x00"):
        for fault in door.faults(text):
            assert all(part.isprintable() for part in fault.values()), (text, fault)
