"""The command line `team`: files of every kind and size, in any order, and what is wrong with them told in lines."""

import io
import json
import random
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment import team_files
from assessment.__main__ import main
from assessment.core.api import call
from assessment.core.code import Codec, Packed
from assessment.core.model import from_json

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden"
CONTENT = GOLDEN / "content"
SIX = GOLDEN / "teams" / "six.answers.jsonl"
SHEETS = [json.loads(line) for line in SIX.read_text("utf-8").splitlines()]
CONTEXT = ("--size", "small", "--exchange", "continuous")
LONG = "respondent,role,item,answer\n"


@pytest.fixture(scope="module")
def garden_json():
    from assessment.build import model_json

    return model_json(CONTENT)


@pytest.fixture
def run(capfdbinary, monkeypatch, garden_json):
    """`run(*arguments)` gives exit status, standard output and standard error; the model is read once."""
    monkeypatch.setattr("assessment.build.model_json", lambda folder: garden_json)

    def one(*arguments):
        status = main(["team", *map(str, arguments), "--content", str(CONTENT)])
        sys.stdout.flush()
        sys.stderr.flush()
        out, err = capfdbinary.readouterr()
        return status, out.decode("utf-8"), err.decode("utf-8")

    return one


def told(outcome):
    """The lines of a refusal: exit status 2, nothing printed, no traceback."""
    status, out, err = outcome
    assert (status, out) == (2, "") and err.endswith("\n") and "Traceback" not in err
    return err.splitlines()


def good(outcome):
    """What was printed."""
    status, out, err = outcome
    assert (status, err) == (0, ""), err
    return out


@cache
def codes(garden_json):
    """The codes of the six."""
    call(json.dumps({"do": "load", "model": json.loads(garden_json)}))
    return [json.loads(call(json.dumps({"do": "encode", "answers": sheet})))["result"]["code"] for sheet in SHEETS]


@cache
def rows(garden_json):
    """The six as a long table: a row for each question of the quick check."""
    items = [i["id"] for p in json.loads(garden_json)["pillars"] for d in p["dimensions"] for i in d["items"] if i.get("core")]
    said = lambda a: str(a.get("level") or a.get("state") or "")
    return [f"{s['respondent']},garden,{i},{said(s['answers'].get(i, {}))}" for s in SHEETS for i in items]


def counted(lines):
    """A long table as one of counts."""
    tails = [line.partition(",")[2] for line in lines]
    return "role,item,answer,count\n" + "".join(f"{tail},{tails.count(tail)}\n" for tail in dict.fromkeys(tails))


def test_the_golden_team_in_a_process_of_its_own():
    """Six files, one a line, come to the bytes that were worked by hand, whatever the terminal's language."""
    done = subprocess.run([sys.executable, "-m", "assessment", "team", str(SIX), "--content", str(CONTENT), *CONTEXT], cwd=ROOT, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"") and done.stdout == (GOLDEN / "teams" / "six.team.json").read_bytes()


def test_every_kind_of_file_comes_to_the_same(run, tmp_path, garden_json):
    """Six files, codes in a mail, a long table, counts, and a mix of all: the same bytes, for every figure follows from the counts."""
    six, lines = codes(garden_json), rows(garden_json)
    each = []
    for number, sheet in enumerate(SHEETS):
        each.append(tmp_path / f"{number}.json")
        each[-1].write_text(json.dumps(sheet, indent=2), "utf-8")
    (tmp_path / "mail.txt").write_text("Hi,\n> " + " thanks\n> ".join(six), "utf-8")
    (tmp_path / "long.csv").write_bytes(("\ufeff" + (LONG + "\n".join(lines)).replace(",", ";").replace("\n", "\r\n")).encode())
    (tmp_path / "counts.csv").write_text(counted(lines), "utf-8")
    (tmp_path / "half.txt").write_text(LONG + "\n".join(lines[16:32]) + "\n", "utf-8")
    (tmp_path / "rest.csv").write_text(counted(lines[32:]), "utf-8")
    expected = (GOLDEN / "teams" / "six.team.json").read_text("utf-8")
    for files in (each, ["mail.txt"], ["long.csv"], ["counts.csv"], [each[0], six[1].lower(), "half.txt", "rest.csv"]):
        assert good(run(*(tmp_path / f if isinstance(f, str) and "." in f else f for f in files), *CONTEXT)) == expected, files


def test_standard_input(run, monkeypatch):
    """`-` is one of the files."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SIX.read_bytes())))
    assert good(run("-", *CONTEXT)) == (GOLDEN / "teams" / "six.team.json").read_text("utf-8")


def test_forms(run):
    """Markdown tells how many of those invited; CSV has its head; JSON where none is named."""
    assert "6 of 9 people invited answered; 3 are missing." in good(run(SIX, "--invited", 9, "--format", "markdown"))
    assert good(run(SIX, "--format", "csv")).startswith("group,kind,id,hidden,n,")
    assert json.loads(good(run(SIX)))["dimensions"][0]["target"] == 3


def test_somebody_in_two_files(run, tmp_path):
    """The later day wins, whatever the order of the files; and a note says that it happened."""
    old, new = (SHEETS[0] | {"date": day, "answers": SHEETS[0]["answers"] | {"soil.kind": {"level": level}}} for day, level in (("2026-11-01", 1), ("2026-11-02", 5)))
    for name, sheet in (("old", old), ("new", new)):
        (tmp_path / f"{name}.json").write_text(json.dumps(sheet), "utf-8")
    both = good(run(tmp_path / "new.json", tmp_path / "old.json"))
    found = json.loads(both)
    assert (found["n"], found["items"][0]["counts"]["5"], found["items"][0]["n"]) == (1, 1, 1)
    assert [n["code"] for n in found["notes"]] == ["quick", "again", "few"]
    assert both == good(run(tmp_path / "old.json", tmp_path / "new.json"))


@settings(max_examples=25, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10**6), st.integers(1, 6), st.integers(40, 400))
def test_files_in_any_order_and_blocks_of_any_size(run, tmp_path, garden_json, seed, into, block):
    """People dealt out to files of several kinds, the files in any order, read in small blocks: the same bytes."""
    dice = random.Random(seed)
    shuffled = dice.sample(SHEETS, 6)
    files = []
    old, team_files.BLOCK = team_files.BLOCK, block
    try:
        for number in range(into):
            part = shuffled[number::into]
            if not part:
                continue
            kind, file = dice.choice(["jsonl", "txt", "csv", "counts"]), tmp_path / f"{seed}-{number}"
            lines = [row for row in rows(garden_json) if row[:8] in [s["respondent"] for s in part]]
            texts = {
                "jsonl": lambda: "\n".join(map(json.dumps, part)) + "\n",
                "txt": lambda: "".join(f"see below {'.' * dice.randrange(200)}\n\n> {c[:20]}=\n> {c[20:]}\n" for c, s in zip(codes(garden_json), SHEETS, strict=True) if s in part),
                "csv": lambda: LONG + "\n".join(lines),
                "counts": lambda: counted(lines),
            }
            file.write_text(texts[kind](), "utf-8")
            files.append(file)
        assert good(run(*dice.sample(files, len(files)), *CONTEXT)) == (GOLDEN / "teams" / "six.team.json").read_text("utf-8")
    finally:
        team_files.BLOCK = old


BAD = {
    "empty": (b"", "holds no code"),
    "white space": (b" \n\n", "holds no code"),
    "UTF-16": ("respondent;role;item;answer\na;;soil.kind;3\n".encode("utf-16"), "UTF-16"),
    "UTF-16 without a mark": ("respondent;role;item;answer\na;;soil.kind;3\n".encode("utf-16-le"), "not a text"),
    "Windows letters": (LONG.encode() + b"J\xf6rg,garden,soil.kind,3\n", "line 2: is not UTF-8"),
    "binary": (bytes(range(256)) * 100, "not a text"),
    "words": (b"hello\nworld\n", "holds no code"),
    "a damaged code": (b"TU1-0000000-0000000\n", "line 1: the code"),
    "another table": (b"name,age\nAnn,40\n", "holds no code and is no table"),
    "a cut answers file": (b'{"format": "touchstone-answers/1",\n', "not JSON"),
    "no answers in the table": (LONG.encode(), "hold no answers"),
    "a question of another model": (LONG.encode() + b"a,,nothing.here,3\n", "line 2: names the question"),
    "HTML in a role": (LONG.encode() + b"a,<script>alert(1)</script>,soil.kind,3\n", "line 2: names the role"),
    "an escape sequence": (LONG.encode() + b"a,\x1b[31mred\x07,soil.kind,3\n", "line 2: names the role"),
    "a line without end": (b"respondent,role,item,answer\n" + b"x" * 9_000_000, "has a line of more than"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files(run, tmp_path, name):
    """One line tells the file and what is wrong in it; the file stays."""
    data, words = BAD[name]
    file = tmp_path / "some.file"
    file.write_bytes(data)
    lines = told(run(file))
    assert len(lines) == 1 and words in lines[0] and lines[0].startswith((str(file), "files: hold")) and lines[0].isprintable()
    assert file.read_bytes() == data


def test_what_is_named_csv_is_read_as_a_table(run, tmp_path):
    """Wrong columns are told as wrong columns."""
    file = tmp_path / "answers.CSV"
    file.write_text("respondent,item,answer\na,soil.kind,3\n")
    assert "line 1: is “respondent,item,answer”. It is respondent,role,item,answer or role,item,answer,count." in told(run(file))[0]


def test_every_fault_of_every_file(run, tmp_path):
    """A missing file, a folder and a bad table are told together; a good one beside them changes nothing."""
    bad = tmp_path / "bad.csv"
    bad.write_text(LONG + "a,garden,soil.kind,9\nb,garden,none,3\n")
    lines = told(run(tmp_path / "nowhere", SIX, tmp_path, bad))
    assert [line.split(": ")[0] for line in lines] == [str(tmp_path / "nowhere"), str(tmp_path), str(bad), str(bad)]


def test_hundreds_of_bad_codes(run, tmp_path, garden_json):
    """At most a hundred or so lines are told, with the line in the file."""
    file = tmp_path / "codes.txt"
    file.write_text("".join(f"{codes(garden_json)[0][:30]}\n\n" for _ in range(300)))
    lines = told(run(file))
    assert 100 <= len(lines) <= 102 and "line 1: " in lines[0] and "line 3: " in lines[1]


def test_reading_ends_where_too_much_is_wrong(run, tmp_path, monkeypatch):
    """A file of damaged codes is read up to the piece with the hundredth, one without end no further than a short one; it says where it stopped, and that a file named after it was not read."""
    asked = []
    collect = team_files.Team._collect
    monkeypatch.setattr(team_files, "PIECE", 10_000)
    monkeypatch.setattr(team_files.Team, "_collect", lambda team, source, text, line=None: asked.append(len(text)) or collect(team, source, text, line))
    file = tmp_path / "codes.txt"
    for lines in (2_000, 20_000):
        file.write_text("TU1-ABC\n" * lines)
        told_of = told(run(file, SIX))
        assert sum(asked) < 30_000 and len(told_of) == 102
        assert told_of[100].startswith(f"{file}: line 1250: is where reading ended") and told_of[101].startswith("files: named after these were not read: 1.")
        asked.clear()


def test_a_text_without_line_breaks(run, tmp_path, garden_json, monkeypatch):
    """Codes in one line far longer than what is read at once, cut at any place: all are found."""
    file = tmp_path / "codes.txt"
    file.write_text(" é – ".join(codes(garden_json) * 200), "utf-8")
    for piece in (100, 999, 1_000_000):
        monkeypatch.setattr(team_files, "PIECE", piece)
        monkeypatch.setattr(team_files, "SPAN", 500)
        monkeypatch.setattr(team_files, "BLOCK", 7 * piece)
        assert json.loads(good(run(file)))["n"] == 6


def test_invited_is_a_number_that_can_be(run):
    """A negative one is told by the door."""
    assert told(run(SIX, "--invited", "-3")) == ["invited: is “-3”. It is how many were invited, a whole number, or null."]


def most_memory(file):
    """The most memory in MB that the command takes for a file, and what it printed."""
    code = "import resource, sys; from assessment.__main__ import main; main(sys.argv[1:]); print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code, "team", str(file), "--content", str(CONTENT)], cwd=ROOT, capture_output=True, check=True)
    return int(done.stderr.split()[-1]) / (1024 if sys.platform != "darwin" else 1024**2), json.loads(done.stdout)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no getrusage")
def test_a_person_who_hands_in_a_code_takes_little_memory(tmp_path, garden_json):
    """20,000 people more take less than 500 bytes each, so that a million take less than 500 MB."""
    codec, most = Codec(from_json(json.loads(garden_json))), []
    for number in (20_000, 40_000):
        file = tmp_path / "codes.txt"
        with open(file, "w", encoding="utf-8") as out:
            for person in range(number):
                out.write(codec.pack(Packed("quick", None, f"{person:08d}", "1" * len(codec.items["quick"]))) + "\n")
        memory, found = most_memory(file)
        assert found["n"] == number
        most.append(memory)
    assert most[1] - most[0] < 20_000 * 500 / 1e6


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no getrusage")
def test_memory_does_not_grow_with_the_table(tmp_path, garden_json):
    """Twenty times the rows of a table take no more memory than a block or two."""
    lines, most = rows(garden_json), []
    for times in (4_000, 80_000):
        file = tmp_path / "long.csv"
        with open(file, "w", encoding="utf-8") as out:
            out.write(LONG)
            for _ in range(times // 40):
                out.write("\n".join(lines) + "\n")
        memory, found = most_memory(file)
        most.append(memory)
        assert found["n"] == 6 * (times // 40)
    assert most[1] < most[0] + 60
