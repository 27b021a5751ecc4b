"""Claims about the house: who may know whom, how a module opens, how long it gets, and what no file may hold."""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CORE = ROOT / "assessment" / "core"

# All that the browser has to carry besides our own code.
STANDARD = {"__future__", "collections", "collections.abc", "dataclasses", "fractions", "hashlib", "json", "math", "re", "struct"}

# Design, section 2: later storeys may know earlier ones, never the other way round.
STOREYS = (
    {"model"}, {"answers"}, {"scoring"}, {"targets", "priorities", "team", "compare", "code"}, {"outcome"}, {"chart"}, {"report"}, {"api"},
)  # fmt: skip

# Names that only somebody needs who counts levels together.
RULES = re.compile(r"(?<!-)\b(weight|weighted|coverage|uneven|blocked_by|capped|level_range|top3_share|to_target|median|rwg|deviation)\b|3 ?/ ?4|0\.75\b|2\.5\b|4\.5\b")

# In pieces, so that this file does not hold them.
HOSTS = ["pypi." + "org", "pythonhosted." + "org", "registry." + "npmjs", "npmjs." + "org", "yarnpkg." + "com", "deb.debian." + "org"]
MACHINE = re.compile("(?<![\\w.])/(?:root|home/\\w+|" + "Users/\\w+|" + "tmp)/|[A-Z]:\\\\" + "Users")


@cache
def ours(*suffixes):
    """Every file that git tracks or would track, with one of these suffixes (all without any)."""
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True)
    if listed.returncode:
        pytest.skip("not a git checkout: " + listed.stderr.decode().strip())
    names = sorted(set(listed.stdout.decode().split("\0")) - {""})
    return [ROOT / n for n in names if (ROOT / n).is_file() and (not suffixes or Path(n).suffix in suffixes)]


def shown(path):
    """The path as people write it."""
    return path.relative_to(ROOT).as_posix()


def imports(path):
    """The dotted names of all modules that a file imports anywhere, relative ones made whole."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            whole = ".".join(filter(None, (base, node.module)))
            if (ROOT / Path(*whole.split("."))).is_dir():  # `from package import module`
                yield from (f"{whole}.{alias.name}" for alias in node.names)
            else:
                yield whole


def core_graph():
    """Module of the core to the modules of the core that it imports."""
    graph = {}
    for path in CORE.rglob("*.py"):
        name = path.relative_to(CORE).with_suffix("").as_posix().replace("/", ".")
        graph[name] = {m.removeprefix("assessment.core.") for m in imports(path) if m.startswith("assessment.core.")}
    return graph


def reached(graph, start):
    """Everything that a module imports, also through others."""
    seen, waiting = set(), [start]
    while waiting:
        for following in graph.get(waiting.pop(), ()):
            if following not in seen:
                seen.add(following)
                waiting.append(following)
    return seen


def test_the_core_imports_only_itself_and_a_short_list():
    """Exactly this folder goes to the browser, so what it imports is what the browser has to load."""
    foreign = [f"{shown(p)} imports {m}" for p in CORE.rglob("*.py") for m in imports(p) if not m.startswith("assessment.core") and m not in STANDARD]
    assert not foreign


def test_the_core_goes_one_way():
    """A storey never knows a later one, not even through another module, and nothing runs in a circle."""
    graph = core_graph()
    storey = {name: place for place, names in enumerate(STOREYS) for name in names}
    backwards = [f"{a} knows {b}" for a in storey for b in reached(graph, a) if storey.get(b, -1) > storey[a]]
    circles = [name for name in graph if name in reached(graph, name)]
    assert "api" in graph and "model" in graph
    assert not backwards and not circles


def test_everything_in_the_core_is_behind_the_one_door():
    """What the door does not reach, nobody needs in the browser."""
    graph = core_graph()
    assert set(graph) - reached(graph, "api") - {"api", "__init__"} == set()


def test_whoever_stands_outside_comes_in_by_the_door():
    """The command line asks the door for results and knows no rule of scoring."""
    allowed = {"assessment.core.api", "assessment.core.code", "assessment.core.faults", "assessment.core.strictjson"}
    known = {m for m in imports(ROOT / "assessment" / "__main__.py") if m.startswith("assessment.core")}
    assert "assessment.core.api" in known and known <= allowed


def test_the_page_has_no_rule_of_scoring():
    """Scripts of the page know shapes of JSON and classes of CSS; no name that only a calculation needs, and none of its numbers."""
    found = []
    for path in sorted((ROOT / "assessment" / "web").glob("*.*js")):
        # Style and messages may speak of such things; only code outside comments counts.
        code = re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", path.read_text(encoding="utf-8"), flags=re.S)
        found += [f"{shown(path)}: {m[0]}" for m in RULES.finditer(code)]
    assert not found


def test_no_pillar_is_known_by_name():
    """Any instrument in this YAML works: no id of this one stands in code that ships."""
    ids = {p.stem for p in (ROOT / "content" / "dimensions").glob("*.yml")}
    assert len(ids) == 11
    code = [p for p in (ROOT / "assessment").rglob("*") if p.suffix in {".py", ".mjs", ".js"} and "__pycache__" not in p.parts]
    found = [f"{shown(p)}: {i}" for p in code for i in ids if re.search(rf"[\"'`]{i}[\"'`.]", p.read_text(encoding="utf-8"))]
    assert not found


def test_every_module_opens_with_its_sentence():
    """The first line says what the module is for, and ends with a full stop."""
    missing = []
    for path in ours(".py"):
        source = path.read_text(encoding="utf-8")
        words = ast.get_docstring(ast.parse(source)) or ""
        if source and not re.match(r"[A-Z`].*[.:]$", words.split("\n")[0] if words else ""):
            missing.append(shown(path))
    for path in ours(".mjs", ".js", ".css"):
        if not re.match(r"/[/*]\*?\s*(\S[^\n]*)", path.read_text(encoding="utf-8")):
            missing.append(shown(path))
    assert not missing


def test_no_file_of_code_is_longer_than_300_lines():
    """Over 300 a file holds two ideas."""
    code = ours(".py", ".mjs", ".js", ".css", ".html", ".jinja", ".j2", ".sh")
    long = [f"{shown(p)}: {n}" for p in code if (n := len(p.read_text(encoding="utf-8").splitlines())) > 300]
    assert not long


def test_no_file_names_a_registry_or_a_path_of_a_machine():
    """Locks and settings work for everybody, wherever their packages come from and wherever the checkout lies."""
    found = []
    for path in ours():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture
        found += [f"{shown(path)}: {host}" for host in HOSTS if host in text]
        found += [f"{shown(path)}: {m[0]}" for m in MACHINE.finditer(text)]
        if str(ROOT) in text:
            found.append(f"{shown(path)}: the path of this checkout")
    assert not found


def test_generated_files_are_not_tracked():
    """What a command makes is not kept."""
    top = {shown(path).split("/")[0] for path in ours()}
    assert not top & {".build", "site", ".venv", "node_modules", "dist"}
