"""Takes commands from a shell and gives results on standard output, faults on standard error; knows no rule of scoring.

Exit status: 0 done, 2 for any input that is not as it should be.
"""

import argparse
import json
import re
import sys
from pathlib import Path

from assessment.core.api import call
from assessment.core.code import is_code
from assessment.core.faults import Fault, Faulty
from assessment.core.strictjson import MOST_CHARACTERS
from assessment.team_files import Team

HERE = Path(__file__).resolve().parent
CONTENT = HERE.parent / "content"
SHIPPED = HERE / "model.json"
FORMS = ("json", "markdown", "html", "csv", "svg", "radar")
EXPLAIN_FORMS = ("json", "markdown")
PLAN_FORMS = ("markdown", "csv", "ics")


def model_text(content: Path | None) -> str:
    """The model as JSON text: from YAML where there is some, else the one that came with the package. Raises Faulty."""
    folder = content or (CONTENT if (CONTENT / "model.yml").exists() else None)
    if folder is None:
        return SHIPPED.read_text(encoding="utf-8")
    from assessment.build import model_json  # needs Pydantic and YAML, which a shipped model does not

    return model_json(folder)


def answers_text(source: str) -> str:
    """The text of an answers file, of standard input for `-`, or a code as it is. Raises Faulty."""
    if is_code(source) and not Path(source).exists():  # a file may be called tu1.json
        return source
    most = 4 * MOST_CHARACTERS
    try:
        if source == "-":
            data = sys.stdin.buffer.read(most + 1)
        else:
            with open(source, "rb") as file:
                data = file.read(most + 1)
    except OSError as error:
        raise Faulty([Fault(source, f"can't be read: {error.strerror}.", "Name an answers file, a code, or - for standard input.")]) from None
    if len(data) > most:
        raise Faulty([Fault(source, "is far too large.", f"An answers file has at most {MOST_CHARACTERS:,} characters.")])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Faulty([Fault(source, "is not UTF-8 text.", "Load the file as it was downloaded.")]) from None


def ask(request: dict) -> object:
    """What the door answers. Raises Faulty."""
    answer = json.loads(call(json.dumps(request, ensure_ascii=False)))
    if not answer["ok"]:
        raise Faulty([Fault(**fault) for fault in answer["faults"]])
    return answer["result"]


def run_score(options: argparse.Namespace) -> None:
    """Prints the result of one answers file or code."""
    text = answers_text(options.answers)
    ask({"do": "load", "model": json.loads(model_text(options.content))})
    sys.stdout.write(ask({"do": "score", "answers": text, "as": options.format}))


def run_explain(options: argparse.Namespace) -> None:
    """Prints how each figure of one answers file or code came about."""
    text = answers_text(options.answers)
    ask({"do": "load", "model": json.loads(model_text(options.content))})
    sys.stdout.write(ask({"do": "explain", "answers": text, "as": options.format}))


def run_plan(options: argparse.Namespace) -> None:
    """Prints the plan in one answers file, or the one that is proposed for it."""
    text = answers_text(options.answers)
    ask({"do": "load", "model": json.loads(model_text(options.content))})
    sys.stdout.write(ask({"do": "plan", "answers": text, "as": options.format, "date": options.date}))


def run_compare(options: argparse.Namespace) -> None:
    """Prints what changed between the first file or code and each later one."""
    sources, texts, faults = options.answers + options.later, [], []
    for source in sources:
        try:
            texts.append(answers_text(source))
        except Faulty as faulty:
            faults += faulty.faults
    if faults:
        raise Faulty(faults)
    ask({"do": "load", "model": json.loads(model_text(options.content))})
    try:
        sys.stdout.write(ask({"do": "compare", "files": texts, "as": options.format}))
    except Faulty as faulty:
        raise Faulty([Fault(_named(f.where, sources), f.wrong, f.right) for f in faulty.faults]) from None


def _named(where: str, sources: list[str]) -> str:
    """A place in a list of files with the name of the file that the person gave."""
    found = re.fullmatch(r"files\[(\d+)\]\.(.*)", where, re.DOTALL)
    return f"{sources[int(found[1])]}: {found[2]}" if found else where


def run_team(options: argparse.Namespace) -> None:
    """Prints what the answers in all files come to together."""
    ask({"do": "load", "model": json.loads(model_text(options.content))})
    team = Team(ask)
    for source in options.files:
        team.read(source)
    scope = {"size": options.size, "exchange": options.exchange}
    sys.stdout.write(ask({"do": "team", "parts": team.parts(), "invited": options.invited, "scope": scope, "as": options.format}))


def run_check(options: argparse.Namespace) -> None:
    """Prints what was checked; raises every fault of the content."""
    from assessment.build import check

    folder = options.content or CONTENT
    docs = folder.parent / "docs"
    faults = check(folder, docs if docs.is_dir() else None)
    if faults:
        raise Faulty(faults)
    print(f"{folder}: no fault found.")


def run_build(options: argparse.Namespace) -> None:
    """Builds everything generated."""
    from assessment.build import build

    build(options.content or CONTENT, options.out, progress=lambda line: print(line, file=sys.stderr))


def parser() -> argparse.ArgumentParser:
    """The command line as design, section 6, fixes it."""
    top = argparse.ArgumentParser(prog="python -m assessment", description="Customer Experience Management maturity self-assessment.")
    commands = top.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: object, text: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=text, description=text)
        one.add_argument("--content", type=Path, metavar="DIR", help="folder with model.yml (default: this project's)")
        one.set_defaults(run=run)
        return one

    def reading(name: str, run: object, text: str, forms: tuple[str, ...]) -> argparse.ArgumentParser:
        one = command(name, run, text)
        one.add_argument("answers", metavar="FILE|CODE|-", help="an answers file, a code, or - for standard input")
        one.add_argument("--format", choices=forms, default=forms[0])
        return one

    reading("score", run_score, "Score one answers file or code.", FORMS)
    reading("explain", run_explain, "Tell how each figure came about, and what one step up would change.", EXPLAIN_FORMS)
    plan = reading("plan", run_plan, "Print the plan in the answers, or propose one.", PLAN_FORMS)
    plan.add_argument("--date", metavar="YYYY-MM-DD", help="the day from which the plan counts (default: the date of the answers)")
    compare = command("compare", run_compare, "Compare answers files or codes, each with the first.")
    compare.add_argument("answers", metavar="OLD", nargs=1, help="the first: an answers file, a code, or - for standard input")
    compare.add_argument("later", metavar="NEW", nargs="+", help="one or more that came later")
    compare.add_argument("--format", choices=("json", "markdown", "csv"), default="json")
    team = command("team", run_team, "Tell what many answers come to together, and where they differ.")
    team.add_argument("files", metavar="FILE", nargs="+", help="answers files, files with codes, one answers file a line, tables of answers or of counts, or -")
    team.add_argument("--format", choices=("json", "markdown", "csv"), default="json")
    team.add_argument("--invited", type=int, metavar="N", help="how many were asked to answer (told in Markdown)")
    team.add_argument("--size", choices=("small", "large"), help="the organization's size, for the suggested targets")
    team.add_argument("--exchange", choices=("discrete", "continuous"), help="how customers buy, for the suggested targets")
    command("check", run_check, "Tell every fault in the content, with file and line.")
    build = command("build", run_build, "Generate model, schemas, fragments, form and engine.")
    build.add_argument("--out", type=Path, default=HERE.parent / ".build", metavar="DIR")
    return top


def main(arguments: list[str] | None = None) -> int:
    """Runs one command and gives its exit status."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", newline="\n")  # the same bytes on every system
    sys.stderr.reconfigure(errors="backslashreplace")  # a name of raw bytes must not break the message about it
    options = parser().parse_args(arguments)
    try:
        options.run(options)
        sys.stdout.flush()
    except Faulty as faulty:
        for fault in faulty.faults:
            print(" ".join(str(fault).split()), file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 0
    except OSError as error:  # a full disk, a drive that went away: nobody's input is wrong
        print(f"The result could not be written: {error.strerror or error}.", file=sys.stderr)
        sys.stdout = None  # what is left in it can't be written either
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
