"""Makes a made-up checkout with ten times the dimensions and pages, and shows how the cost of building and scoring grows; knows no budget of the browser.

`python3 scripts/bench_build.py [--times 10]` prints one table; `rows()` gives it as data.
Times are processor seconds of one process, so that other work on the machine disturbs little; the engine is left out, because it knows no content.
"""

import os
import sys

sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
from scripts import setup  # noqa: E402

setup.require_python()

import argparse  # noqa: E402
import json  # noqa: E402
import re  # noqa: E402
import shutil  # noqa: E402
import subprocess  # noqa: E402
import tempfile  # noqa: E402
import time  # noqa: E402
from pathlib import Path  # noqa: E402

ROOT = Path(setup.ROOT)
SLACK = 1.2
"""A cost may grow by this much more than the content."""
TAKEN = ("assessment", "content", "docs", "overrides", "mkdocs.yml", "package-lock.json", ".build/engine", ".build/engine.stamp")


def rows(times=10):
    """One dict a step: `step`, `once` and `times` (processor seconds for the content as it is and for the grown one), `ratio`; after those of `pages` and `questions`, which count.

    Raises subprocess.CalledProcessError where a step fails, with its words on standard error.
    """
    with tempfile.TemporaryDirectory(prefix="touchstone-bench-") as folder:
        found = []
        for name, factor in (("once", 1), ("times", times)):
            checkout = Path(folder, name)
            grow(checkout, factor)
            told = subprocess.run([setup.venv_python(), "-m", "scripts.bench_build", "--measure", str(checkout)], cwd=checkout, env={**os.environ, "PYTHONPATH": str(checkout)},
                                  stdout=subprocess.PIPE, encoding="utf-8", check=True)
            found.append(json.loads(told.stdout))
    one, many = found
    return [{"step": step, "once": one[step], "times": many[step], "ratio": many[step] / one[step]} for step in one]


def grow(checkout, factor):
    """Write a checkout with `factor` times the dimensions and pages of this one; needs `.build/engine`. The added ones are copies under other names."""
    for name in (*TAKEN, "scripts"):
        source, target = ROOT / name, checkout / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, target)
    os.symlink(os.path.realpath(ROOT / "node_modules"), checkout / "node_modules")
    added = [path for n in range(2, factor + 1) for path in _more_dimensions(checkout, f"x{n}")]
    wanted, n = (factor - 1) * len(list((ROOT / "docs").rglob("*.md"))), 2
    while len(added) < wanted:  # whole copies only: their pages link to each other
        added += _more_guide(checkout, f"x{n}")
        n += 1
    if added:  # one section for each time the content grows, with parts as the site has them now
        sections = {}
        for path in added:
            group = path.rsplit("/", 1)[0]
            found = re.search(r"\bx(\d+)$", group)
            sections.setdefault(2 + (int(found[1]) - 2) % (factor - 1), {}).setdefault(group, []).append(path)
        lines = "".join(f"  - More x{n}:\n" + "".join(f"      - {group}:\n" + "".join(f"          - {path}\n" for path in paths) for group, paths in groups.items()) for n, groups in sections.items())
        text = (checkout / "mkdocs.yml").read_text("utf-8")
        (checkout / "mkdocs.yml").write_text(text.rstrip() + "\n" + lines, "utf-8")


def _more_dimensions(checkout, mark):
    """Copies of all pillars and dimensions, with their pages; the paths of the pages."""
    import yaml

    model_file, pages = checkout / "content/model.yml", []
    model = yaml.safe_load(model_file.read_text("utf-8"))
    for pillar in [one for one in model["pillars"] if "-x" not in one["id"]]:
        model["pillars"].append({"id": f"{pillar['id']}-{mark}", "title": f"{pillar['title']} {mark}", "dimensions": [f"{d}-{mark}" for d in pillar["dimensions"]]})
        for name in pillar["dimensions"]:
            text = (checkout / f"content/dimensions/{name}.yml").read_text("utf-8")
            text = re.sub(rf"^(\s*-? ?id: ){name}\b", rf"\g<1>{name}-{mark}", text, flags=re.MULTILINE)
            (checkout / f"content/dimensions/{name}-{mark}.yml").write_text(re.sub(r"^(title: .*)", rf"\1 {mark}", text, flags=re.MULTILINE), "utf-8")
        for page in sorted((checkout / "docs/pillars" / pillar["id"]).glob("*.md")):
            stem = page.stem if page.stem == "index" else f"{page.stem}-{mark}"
            text = re.sub(r"\]\((?=[a-z])(?!http)", f"](../{pillar['id']}/", page.read_text("utf-8"))  # neighbours are those of the original
            for name in pillar["dimensions"]:
                text = text.replace(f'"dimensions/{name}/', f'"dimensions/{name}-{mark}/')
            text = text.replace(f'"pillars/{pillar["id"]}.html"', f'"pillars/{pillar["id"]}-{mark}.html"')
            pages.append(_page(checkout, f"pillars/{pillar['id']}-{mark}/{stem}.md", text))
    model_file.write_text(yaml.safe_dump(model, allow_unicode=True, sort_keys=False), "utf-8")
    return pages


def _more_guide(checkout, mark):
    """Copies of the guide's pages, one folder deeper."""
    pages = sorted((ROOT / "docs/guide").glob("*.md"))
    return [_page(checkout, f"guide/{mark}/{page.name}", page.read_text("utf-8").replace("](../", "](../../")) for page in pages]


def _page(checkout, path, text):
    file = checkout / "docs" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(re.sub(r'"footnotes/[^"]+"', f'"footnotes/{path}"', text), "utf-8")
    return path


def measure(checkout):
    """Processor seconds by step, in this process, and what was counted; the working directory must be the checkout."""
    from assessment.build import gate, generate
    from assessment.build import site as building
    from assessment.build.finish import dressed, finish
    from assessment.build.live import Builder
    from assessment.core import answers, outcome, report, result
    from assessment.core.model import from_json

    found, out, docs = {}, checkout / ".build", checkout / "docs"
    os.environ["NO_MKDOCS_2_WARNING"] = "1"

    def timed(step, work):
        began = time.process_time()
        made = work()
        found[step] = time.process_time() - began
        return made

    content = timed("content read and checked", lambda: gate.passed(checkout / "content", docs))
    found = {"pages": len(list(docs.rglob("*.md"))), "questions": len(content.model.items), **found}
    timed("fragments written", lambda: generate.build(checkout / "content", out, progress=lambda line: None))
    builder = Builder(checkout / "site", progress=lambda line: None)
    following = out / "next"
    told = timed("pages built", lambda: builder.pages.build(following))
    assert not told, told
    timed("pages finished", lambda: finish(following, out, pages=dressed(following, out, memory=builder.memory)))
    builder.build()
    page = docs / "guide/history.md"
    page.write_text(page.read_text("utf-8").replace(" the ", " the very ", 1), "utf-8")
    told = timed("one sentence more", builder.build)
    assert told["made"] == {"markdown": 1, "template": 1, "finish": 1}, told
    model = from_json(json.loads((out / "model.json").read_text("utf-8")))
    given = answers.Answers(model_id=model.id, model_version=model.version, model_hash=None, mode="full", answers={i.id: answers.Answer(level=1 + n % 5) for n, i in enumerate(model.items)})

    def score():
        for _ in range(25):
            made = outcome.outcome(model, given)
            result.make_result(made, [])
            report.make_report(made, [])

    score()  # once for what is loaded and compiled at the first time
    timed("scored and reported, 25 times", score)
    assert building.ROOT == checkout
    return found


def table(found, times):
    """The rows as text, with a word on each that grows faster than the content."""
    lines = [f"{'step':32} {'once':>9} {f'{times} times':>9} {'ratio':>7}"]
    for row in found:
        counted = isinstance(row["once"], int)
        shown = [f"{row[k]:9}" if counted else f"{row[k]:9.2f}" for k in ("once", "times")]
        lines.append(f"{row['step']:32} {shown[0]} {shown[1]} {row['ratio']:7.1f}" + ("" if counted or row["ratio"] <= times * SLACK else "  grows faster than the content"))
    return "\n".join(lines)


def main():
    """Prints the table; exit status 1 where a cost grows faster than the content."""
    options = argparse.ArgumentParser(description="How the cost of building and scoring grows with the content.")
    options.add_argument("--times", type=int, default=10, help="default: 10")
    options.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.measure:
        print(json.dumps(measure(asked.measure.resolve())))
        return 0
    setup.enter(__file__)
    found = rows(asked.times)
    print(table(found, asked.times))
    return int(any(row["ratio"] > asked.times * SLACK for row in found if not isinstance(row["once"], int)))


if __name__ == "__main__":
    sys.exit(main())
