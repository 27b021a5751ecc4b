"""Codes and files in any mass of text: what mail programs do to them, what is damaged, what is not ours, and how long much of it takes."""

import json
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.core import handin
from door import Door
from handlines import fields
from instruments import answered, dimension, instrument
from test_code import ELEVEN, NOISE, SYMBOLS, some

DOOR = Door(ELEVEN)
ONE = DOOR.ask("encode", answers=some("full", 1, respondent="7K3M9QXZ").as_dict())["code"]
QUICK = DOOR.ask("encode", answers=some("quick", 3, respondent="0000000A").as_dict())["code"]


def collect(text, **more):
    return DOOR.ask("collect", text=text, **more)


def said(found):
    return [(one["respondent"], one["mode"], one["answers"]) for one in map(fields, found["handed"])]


WHOLE = said(collect(ONE)) + said(collect(QUICK))


def test_the_two_codes_by_themselves():
    """What the noisy ones below are compared with: two people, a full and a quick one, each with the digits of the sheet."""
    sheet = some("quick", 3)
    digits = "".join({"dk": "6", "na": "7"}.get(a.state, str(a.level or 0)) for a in (sheet.get(d.items[0].id) for d in ELEVEN.dimensions))
    assert [(who, mode, len(digits_)) for who, mode, digits_ in WHOLE] == [("7K3M9QXZ", "full", 44), ("0000000A", "quick", 11)]
    assert WHOLE[1][2] == digits


MAIL = {
    "one after the other": lambda a, b: f"{a} {b}",
    "in sentences": lambda a, b: f"Here is mine: {a}. And Ann's ({b}), thanks!",
    "in links": lambda a, b: f"<https://example.org/assessment/result/#{a}> and <https://example.org/assessment/result/#{b}>",
    "in links that a mail program rewrote": lambda a, b: f"https://safe.example/?url=https%3A%2F%2Fexample.org%2Fassessment%2Fresult%2F%23{a}&data=05%7C01 https://x.example/?u=https%253A%252F%252Fe.org%252F%2523{b}%26x",
    "after a brace": lambda a, b: f"{{Ann}} {a}\n{{Bo}} {b}",
    "quoted": lambda a, b: f"> {a[:30]}\r\n> {a[30:]}\r\n>> {b}\r\n",
    "quoted-printable": lambda a, b: f"{a[:40]}=\r\n{a[40:]}\r\n{b[:9]}=\r\n{b[9:]}\r\n",
    "flowed": lambda a, b: f"{a[:20]} \r\n{a[20:41]} \r\n{a[41:]}\r\n\r\n{b}",
    "a table of a spreadsheet": lambda a, b: f"name\tcode\r\nAnn\t{a}\r\nBo\t\"{b}\"\r\n",
    "with names of HTML": lambda a, b: f"From: <script>alert(1)</script> <img src=x onerror=alert(1)>\n{a}\n&lt;b&gt; {b}",
    "no space between": lambda a, b: f"{a},{b};",
    "right-to-left marks": lambda a, b: f"\u200f{a}\u200e \u2068{b}\u2069",
    "after words that begin alike": lambda a, b: f"TU12 tulip, TU Braunschweig, tui.com {a} Tulsa {b}",
    "glued together": lambda a, b: f"{a}{b}",
    "a cut one glued before": lambda a, b: f"{a} {b[:20]}{b}",
    "glued to a word": lambda a, b: f"Code{a}\nvalue=3D{b}",
    "in JSON": lambda a, b: json.dumps([{"text": f"my code:\n{a}"}, {"text": b}]),
    "in an address": lambda a, b: f"mailto:x?body=Code%20{a} {b}",
    "as a web page writes them": lambda a, b: f"<p>{a.replace('-', '&#8209;')}</p><p>{b.replace('-', '-<wbr>').replace('TU1', '&shy;TU1')}&nbsp;</p>",
    "marked": lambda a, b: f"_{a}_ and **{b}**",
    "a byte-order mark first": lambda a, b: f"\ufeff{a}\n{b}",
}


@pytest.mark.parametrize("mail", MAIL)
def test_two_codes_in_a_mail(mail):
    """Both are found whatever stands around them, and no fault is told."""
    found = collect(MAIL[mail](ONE, QUICK))
    assert said(found) == WHOLE
    assert found["faults"] == [] or mail in ("after words that begin alike", "a cut one glued before")


@pytest.mark.parametrize("noise", NOISE)
def test_noise_in_two_codes(noise):
    """What is forgiven in one code is forgiven in two."""
    found = collect(f"first {NOISE[noise](ONE)}\nthen {NOISE[noise](QUICK)}\nend")
    assert (said(found), found["faults"]) == (WHOLE, [])


@pytest.mark.parametrize(
    ("bad", "words"),
    [(ONE[:30], "symbols after TU1"), (ONE[:-1] + ("0" if ONE[-1] != "0" else "1"), "damaged"), (ONE.replace(ONE[30:32], ONE[31] + ONE[30]), "damaged"), (ONE[:8] + "!" + ONE[9:], ""), ("TU1-0000000", "other questions"), (ONE[:20] + "U" + ONE[21:], "no code has")],
)
def test_a_bad_code_harms_no_other(bad, words):
    """It is told with its line; the good ones before and behind it are there."""
    found = collect(f"{QUICK}\n\n{bad}\n\n{ONE}")
    assert said(found) == [WHOLE[1], WHOLE[0]]
    assert len(found["faults"]) == 1 and found["faults"][0]["where"] == "line 3" and words in found["faults"][0]["wrong"]


def test_a_code_of_other_questions():
    """It is told as what it is, next to a good one."""
    other = Door(instrument((dimension("x"),)))
    code = other.ask("encode", answers=answered(instrument((dimension("x"),)), {"x.0": 3}).as_dict())["code"]
    found = collect(f"{code}\n{ONE}")
    assert said(found) == WHOLE[:1] and "other questions" in found["faults"][0]["wrong"]


def test_the_same_code_twice_is_found_twice():
    """Finding does not judge; gathering makes one of them."""
    found = collect(f"{ONE}\n{ONE}")
    assert said(found) == WHOLE[:1] * 2
    gathered = DOOR.ask("gather", handed=found["handed"])
    assert (gathered["people"], gathered["again"]) == (1, [1])


@pytest.mark.parametrize("text", ["", " \n", "no code", "TU", "tu1", "TU1-", "\x00\x01", "TU1" * 50, "-" * 1000, "T" + "-" * 5000 + "U1"])
def test_text_without_a_code(text):
    """There is a fault, never a hand-in, never a crash; a piece of a larger text may hold none."""
    found = collect(text)
    assert found["handed"] == [] and found["faults"]
    if "holds no code" in found["faults"][0]["wrong"]:
        assert collect(text, line=7) == {"handed": [], "faults": []}


@pytest.mark.parametrize("words", ["TU I will come", "Tu, l'as-tu dit ?", "Tu l’ as vu", "TU 1st floor", "tui flights to Palma", "(tul) is a word", "tulip", "Statu I saw", "TU\nI have no answer"])
def test_words_are_no_damaged_code(words):
    """A word that could begin a code is none where letters alone follow: nothing is told of it, and a good code behind it counts."""
    assert [f["wrong"] for f in collect(words)["faults"]] == ["holds no code."]
    assert collect(f"{words}. {ONE}") == collect(ONE)


@pytest.mark.parametrize("start", ["TU1-", "tu1-", "TU1 ", "TUI-", "TUl-", "TU=\n1-", "T U 1-", "TUI ", "TU 1 "])
def test_a_damaged_code_is_told_however_it_begins(start):
    """It has a digit among its first seven symbols, as all but 7 of 100 have; a prefix that is written out, or has a dash behind it, needs none."""
    found = collect(start + ONE[4:30])
    assert found["handed"] == [] and "symbols after TU1" in found["faults"][0]["wrong"]


def test_a_code_of_letters_alone_is_told_where_its_prefix_is_plain():
    """No digit in it, and yet TU1, or a dash behind the prefix, says what it wants to be."""
    for start in ("TU1", "TU1-", "tu1 ", "TUI-", "T U L-"):
        assert "holds no code." not in collect(f"{start}ABCDEFG-HJKMNPQ")["faults"][0]["wrong"], start


def test_prefixes_one_behind_the_other_are_no_work(monkeypatch):
    """Of ten thousand prefixes only the last is looked at; a code behind them is found."""
    looks = []
    symbols = handin._symbols
    monkeypatch.setattr(handin, "_symbols", lambda text, start, codec: looks.append(start) or symbols(text, start, codec))
    for junk in ("TU1-", "tu1 ", "T-U=1\n>", "TUI -", "tulip "):
        assert said(collect(junk * 10_000 + ONE)) == WHOLE[:1] and len(looks) == 1, junk
        looks.clear()


def test_lines_are_counted_from_where_the_piece_begins():
    """A piece of a larger text tells lines of the whole."""
    assert collect(f"\n\n{ONE[:30]}\n", line=100)["faults"][0]["where"] == "line 102"
    assert collect(f"\n{ONE[:30]}\n", name="<b>mail.eml")["faults"][0]["where"] == "“<b>mail.eml”: line 2"


def file_of(seed, **more):
    return some("full", seed, **more).as_dict() | {"scope": {"role": "lead"}}


def test_files():
    """An answers file, and one in each line, with notes; a bad line is told and the others count; U+2028 in a note ends no line."""
    file = file_of(1, respondent="7K3M9QXZ", date="2026-11-22")
    for entry in file["answers"].values():
        if entry.get("state") == "na":
            entry["reason"] = ""
    first = next(i for i, a in file["answers"].items() if "level" in a)
    file["answers"][first]["note"] = "It\u2028is <b>so</b>."
    text = json.dumps(file, ensure_ascii=False)
    one = collect("\ufeff" + json.dumps(file, indent=2, ensure_ascii=False))
    assert one["faults"] == [] and len(one["handed"]) == 1
    assert fields(one["handed"][0]) | {"answers": ""} == {"respondent": "7K3M9QXZ", "role": "lead", "mode": "full", "date": "2026-11-22", "answers": "", "notes": {first: "It\u2028is <b>so</b>."}}
    lines = collect(f'{text}\n{{"format": 1}}\n\n{text}\r\n{{cut')
    assert [len(lines["handed"]), [f["where"] for f in lines["faults"]]] == [2, ["line 2: format", "line 5: file, line 1"]]


def test_what_a_team_agreed_on_is_no_hand_in():
    """An answers file of kind `agreed` is refused: counted as a person's it would count everybody twice."""
    found = collect(json.dumps(file_of(1) | {"kind": "agreed"}))
    assert found["handed"] == [] and "agreed" in found["faults"][0]["wrong"]


def test_a_role_that_the_model_does_not_have_is_none():
    """A file may name its role freely; only the model's own roles are groups."""
    assert collect(json.dumps(some("quick").as_dict() | {"scope": {"role": "Boss <b>"}}))["handed"][0].startswith("quick - ")


@pytest.mark.parametrize("wrong", [{"text": None}, {"text": ["x"]}, {"text": "x", "line": 0}, {"text": "x", "line": True}, {"text": "x", "line": "2"}])
def test_a_wrong_request(wrong):
    """It is told where."""
    answer = DOOR.raw(json.dumps({"do": "collect"} | wrong))
    assert not answer["ok"] and answer["faults"][0]["where"] in ("text", "line")


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.lists(st.sampled_from(["good", "quick", "cut", "flipped", "words"]) | st.text("TU1L-> =\n.ABC017xé\u00ad", max_size=30), max_size=8), st.integers(0, 10**6))
def test_every_whole_code_is_found_in_any_text(kinds, seed):
    """Between any junk each good code is found once, in order, and no code that is not there."""
    dice = random.Random(seed)
    at = dice.randrange(4, len(ONE))
    flipped = ONE[:at] + dice.choice(SYMBOLS.replace(ONE[at], "")) + ONE[at + 1 :]
    parts = {"good": ONE, "quick": QUICK, "cut": ONE[: dice.randrange(5, 50)], "flipped": flipped if ONE[at] != "-" else "TU1-", "words": "mine is below, TU Wien"}
    found = collect("".join(f"\n.\n{parts.get(kind, kind)}\n.\n" for kind in kinds))
    assert said(found) == [WHOLE[kind == "quick"] for kind in kinds if kind in ("good", "quick")]


def timed(work):
    start = time.process_time()
    work()
    return time.process_time() - start


@pytest.mark.parametrize(
    "junk",
    [lambda n: "T" * n, lambda n: "TU1" * (n // 3), lambda n: ("T" + "-" * 40) * (n // 41), lambda n: "TU1" + "-" * n, lambda n: "TU1-" + " >=\n" * (n // 4), lambda n: "TU1-A" + "\u00ad" * n, lambda n: ("TU1-" + "A" * 50 + "\n") * (n // 55)],
    ids=["T", "TU1", "dashes between", "dashes behind", "line breaks", "soft hyphens", "damaged codes"],
)
def test_no_text_makes_the_search_slow(junk):
    """Four times the text takes about four times as long, not sixteen."""
    timed(lambda: collect(junk(1000)))
    short, long = (min(timed(lambda: collect(junk(n))) for _ in range(2)) for n in (20_000, 80_000))
    assert long < 10 * short + 0.05
