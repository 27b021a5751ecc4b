"""The command line `score`, `explain`, `plan` and `check`: formats, sources and bad input (design, section 6)."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assessment.__main__ import main

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden"
CONTENT = GOLDEN / "content"
ANSWERS = GOLDEN / "uneven.answers.json"


@pytest.fixture(scope="module")
def garden_json():
    from assessment.build import model_json

    return model_json(CONTENT)


@pytest.fixture
def run(capfdbinary, monkeypatch, garden_json):
    """`run(*arguments)` gives exit status, standard output and standard error as text; the model is read once."""
    real = __import__("assessment.build", fromlist=["model_json"]).model_json
    monkeypatch.setattr("assessment.build.model_json", lambda folder: garden_json if folder == CONTENT else real(folder))

    def one(*arguments, content=CONTENT):
        status = main([*map(str, arguments), "--content", str(content)])
        sys.stdout.flush()
        sys.stderr.flush()
        out, err = capfdbinary.readouterr()
        return status, out.decode("utf-8"), err.decode("utf-8")

    return one


def shell(*arguments, **more):
    """The command as a shell starts it."""
    return subprocess.run([sys.executable, "-m", "assessment", *arguments], capture_output=True, cwd=ROOT, **more)


def refused(outcome, lines):
    """Asserts exit status 2, nothing on standard output, and one line a fault; gives the lines."""
    status, out, err = outcome
    assert (status, out) == (2, "") and err.endswith("\n")
    told = err.splitlines()
    assert len(told) == lines and "Traceback" not in err
    assert all(line.count(": ") >= 1 and line.endswith(".") for line in told)
    return told


def written(folder, data):
    file = folder / "answers.json"
    file.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
    return file


@pytest.mark.parametrize(("form", "start", "end"), [("json", '{\n  "format": "touchstone-result/1"', "}\n"), ("markdown", "# Result", "\n"), ("html", "<!doctype html>", "</html>\n"), ("csv", "id,pillar,", "\r\n")])
def test_formats(run, form, start, end):
    """Each format goes whole to standard output, and nothing to standard error; its line ends are those of the door."""
    from assessment.core.api import call

    status, out, err = run("score", ANSWERS, "--format", form)
    assert (status, err) == (0, "") and out.startswith(start) and out.endswith(end)
    request = {"do": "score", "answers": ANSWERS.read_text(encoding="utf-8"), "as": form}
    assert out == json.loads(call(json.dumps(request)))["result"]


def test_json_is_the_format_where_none_is_given(run):
    """`score FILE` prints what `--format json` prints."""
    assert run("score", ANSWERS) == run("score", ANSWERS, "--format", "json")


def test_standard_input(run, monkeypatch):
    """`-` reads the answers from standard input, with or without a byte-order mark."""
    expected = run("score", ANSWERS)
    for mark in (b"", b"\xef\xbb\xbf"):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(mark + ANSWERS.read_bytes())))
        assert run("score", "-") == expected


def test_a_code_as_argument_and_in_a_file(run, tmp_path):
    """A code scores like the file it came from, as an argument and as the content of a file."""
    from assessment.core.api import call

    status, out, _ = run("score", ANSWERS)
    code = json.loads(call(json.dumps({"do": "encode", "answers": ANSWERS.read_text(encoding="utf-8")})))["result"]["code"]
    pasted = run("score", code)
    assert pasted[0] == 0 and pasted == run("score", written(tmp_path, code.encode())) == run("score", code.lower())
    undated = json.loads(out) | {"date": None}
    assert json.loads(pasted[1]) == undated


def test_a_damaged_code(run):
    """One wrong symbol is told in one line."""
    assert "code" in refused(run("score", "TU1-AAAAAAA"), 1)[0]


def test_many_faults_one_line_each(run, tmp_path):
    """Every fault has its line with place, wrong and right."""
    data = json.loads(ANSWERS.read_text(encoding="utf-8")) | {"mode": "slow", "targets": {"soil": 6, "sand": 3}}
    told = refused(run("score", written(tmp_path, data)), 3)
    assert [line.split(": ")[0] for line in told] == ["mode", "targets.soil", "targets[“sand”]"]


BAD = {
    "empty": (b"", "not JSON"),
    "not UTF-8": (b"\xff\xfe{\x00}", "UTF-8"),
    "not JSON": (b"hello", "not JSON"),
    "a list": (b"[]", "not an answers file"),
    "another format": (b'{"format": "x/1"}', "touchstone-answers/1"),
    "100,000 brackets": (b"[" * 100_000, "too deep"),
    "6 MB of junk": (b"x" * 6_000_000, "5,000,000"),
    "50 MB of junk": (b"\x00" * 50_000_000, "5,000,000"),
    "a double key": (b'{"format": "touchstone-answers/1", "format": "touchstone-answers/1"}', "twice"),
    "an escape sequence": (b'{"format": "touchstone-answers/1", "\\u001b[31m\\nhidden\\u202e": 1, "model": {"id": "golden-garden", "version": "1.2.0"}, "mode": "full", "answers": {}}', "not a key"),
    "half a character": (b'{"format": "touchstone-answers/1", "\\ud800": 1, "model": {"id": "golden-garden", "version": "1.2.0"}, "mode": "full", "answers": {}}', "not a key"),
    "HTML": (b'{"format": "<script>alert(1)</script>"}', "<script>"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input(run, tmp_path, name):
    """A broken file is told in one line, with exit status 2 and nothing printed; its file stays as it was."""
    data, words = BAD[name]
    file = written(tmp_path, data)
    assert words in refused(run("score", file), 1)[0]
    assert file.read_bytes() == data and list(tmp_path.iterdir()) == [file]


def test_a_file_that_is_not_there(run, tmp_path):
    """A missing file and a folder are told by name."""
    assert "nowhere.json" in refused(run("score", tmp_path / "nowhere.json"), 1)[0]
    assert str(tmp_path) in refused(run("score", tmp_path), 1)[0]
    refused(run("score", ""), 1)


def test_a_file_name_with_a_line_break(run, tmp_path):
    """A strange name does not break the rule of one line a fault."""
    refused(run("score", tmp_path / "no\nsuch.json"), 1)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file names of raw bytes")
@pytest.mark.parametrize("argument", [b"no\xffsuch.json", b"TU1-\xff"])
def test_an_argument_that_is_not_utf_8(argument):
    """Raw bytes on the command line are refused like any other bad input."""
    done = shell("score", argument, "--content", str(CONTENT))
    assert (done.returncode, done.stdout) == (2, b"") and b"Traceback" not in done.stderr and done.stderr.count(b"\n") == 1


def test_no_content_there(run, tmp_path):
    """A folder without a model is told, by score and by check."""
    for command in (["score", str(ANSWERS)], ["check"]):
        status, out, err = run(*command, content=tmp_path / "nothing")
        assert (status, out) == (2, "") and "model.yml" in err and "Traceback" not in err


def test_check_passes_the_small_instrument(run):
    """The golden instrument has no fault, and check says so in one line."""
    status, out, err = run("check")
    assert (status, err, out.count("\n")) == (0, "", 1) and "no fault" in out


def test_check_tells_file_and_line(run, tmp_path):
    """A fault in the content names its file and line, one line each, with exit status 2."""
    import shutil

    folder = tmp_path / "content"
    shutil.copytree(CONTENT, folder)
    soil = folder / "dimensions" / "soil.yml"
    lines = soil.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if "weight: 3" in line)
    lines[at] = lines[at].replace("3", "0")
    soil.write_text("".join(lines), encoding="utf-8")
    told = refused(run("check", content=folder), 1)[0]
    assert f"soil.yml:{at + 1}" in told and "soil.kind" in told
    assert refused(run("score", ANSWERS, content=folder), 1)[0] == told


@pytest.mark.parametrize("arguments", [[], ["score"], ["score", "a", "--format", "pdf"], ["dance"], ["score", "a", "b"]])
def test_usage(arguments, capfd):
    """Wrong usage ends with status 2 and a word on how to use it."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    out, err = capfd.readouterr()
    assert out == "" and "usage:" in err


def test_as_a_shell_starts_it():
    """Status, streams and bytes of one good and one bad call in processes of their own."""
    good = shell("score", str(ANSWERS), "--content", str(CONTENT))
    assert (good.returncode, good.stderr) == (0, b"") and good.stdout == (GOLDEN / "uneven.result.json").read_bytes()
    bad = shell("score", "-", "--content", str(CONTENT), input=b'{"format": 1}')
    assert (bad.returncode, bad.stdout, bad.stderr.count(b"\n")) == (2, b"", 1) and b"Traceback" not in bad.stderr


READERS = {"explain": {"json": ('{\n  "format": "touchstone-trace/1"', "}\n"), "markdown": ("# How each figure came about\n", "\n")}, "plan": {"markdown": ("# Plan for the next 90 days\n", "\n"), "csv": ("dimension,title,from,", "\r\n")}}


@pytest.mark.parametrize(("command", "form"), [(c, f) for c, forms in READERS.items() for f in forms])
def test_explain_and_plan_print_what_the_door_answers(run, command, form):
    """Each format goes whole to standard output; the first one is that of no format given."""
    from assessment.core.api import call

    status, out, err = run(command, ANSWERS, "--format", form)
    start, end = READERS[command][form]
    assert (status, err) == (0, "") and out.startswith(start) and out.endswith(end)
    request = {"do": command, "answers": ANSWERS.read_text(encoding="utf-8"), "as": form}
    assert out == json.loads(call(json.dumps(request)))["result"]
    if form == next(iter(READERS[command])):
        assert run(command, ANSWERS) == (0, out, "")


def test_a_plan_counts_from_the_date_that_is_given(run):
    """The answers are of 21 November: the first proposal is due 30 days later, or 30 days after another date that is given."""
    for date, due in (([], "20261221"), (["--date", "2026-12-01"], "20261231")):
        status, out, err = run("plan", GOLDEN / "ties.answers.json", "--format", "ics", *date)
        assert (status, err) == (0, "") and f"DTSTART;VALUE=DATE:{due}\r\n" in out and out.endswith("END:VCALENDAR\r\n")
    assert "nothing to propose" in refused(run("plan", ANSWERS, "--format", "ics"), 1)[0]


@pytest.mark.parametrize("date", ["2026-13-01", "2026-02-29", "tomorrow", "", "20261201", "\n"])
def test_a_day_that_is_none(run, date):
    """A wrong date is told in one line, with what is right."""
    told = refused(run("plan", ANSWERS, "--date", date), 1)[0]
    assert told.startswith("date: ") and "YYYY-MM-DD" in told


@pytest.mark.parametrize("command", READERS)
@pytest.mark.parametrize("name", ["empty", "not UTF-8", "another format", "100,000 brackets", "50 MB of junk"])
def test_bad_input_to_explain_and_plan(run, tmp_path, command, name):
    """They refuse what `score` refuses, in the same words."""
    data, words = BAD[name]
    assert words in refused(run(command, written(tmp_path, data)), 1)[0]
    assert "nowhere.json" in refused(run(command, tmp_path / "nowhere.json"), 1)[0]
    assert "code" in refused(run(command, "TU1-AAAAAAA"), 1)[0]


@pytest.mark.parametrize("arguments", [["explain"], ["explain", "a", "--format", "csv"], ["plan", "a", "--format", "json"], ["plan", "a", "--date"]])
def test_usage_of_explain_and_plan(arguments, capfd):
    """Wrong usage ends with status 2 and a word on how to use it."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2 and capfd.readouterr().out == ""


LATER = GOLDEN / "targets.answers.json"
OLDER = GOLDEN / "older-version.answers.json"


def test_compare_prints_the_golden_bytes(run):
    """JSON where nothing is said; Markdown and CSV by name; three files are a list."""
    status, out, err = run("compare", OLDER, LATER)
    assert (status, err) == (0, "") and out == (GOLDEN / "comparisons/versions.comparison.json").read_text("utf-8")
    assert run("compare", OLDER, LATER, "--format", "markdown")[1].startswith("# What changed since 2026-11-21\n")
    assert run("compare", OLDER, LATER, "--format", "csv")[1].startswith("older_version,")
    assert [c["newer"]["version"] for c in json.loads(run("compare", OLDER, LATER, ANSWERS)[1])] == ["1.2.0", "1.2.0"]


def test_compare_tells_the_faults_of_each_file_under_its_name(run, tmp_path):
    """One line a fault: two broken files and one that is missing, each by the name that was given."""
    bad = written(tmp_path, {"format": "x"})
    told = refused(run("compare", bad, LATER, GOLDEN / "index.json"), 2)
    assert told[0].startswith(f"{bad}: format: is ") and told[1].startswith(f"{GOLDEN / 'index.json'}: format: is ")
    assert "nowhere.json" in refused(run("compare", OLDER, tmp_path / "nowhere.json"), 1)[0]


def test_compare_takes_codes(run, garden_json):
    """A code stands for a file; against itself nothing has changed."""
    from assessment.core.api import call

    run("score", ANSWERS)
    code = json.loads(call(json.dumps({"do": "encode", "answers": ANSWERS.read_text(encoding="utf-8")})))["result"]["code"]
    status, out, _ = run("compare", ANSWERS, code)
    assert status == 0 and {d["delta"] for d in json.loads(out)["dimensions"]} == {0.0, None}
