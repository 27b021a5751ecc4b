"""Takes `content/` and the pages beside it and writes everything generated into one folder; knows the order of the steps.

`docs/` lies beside `content/`, in the project as in the toy of the tests.
A file is written only if its bytes changed, so that a watcher sees real changes only.
"""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

from assessment.build.addresses import Addresses, app_folder, model_name
from assessment.build.cards import card_fragments
from assessment.build.citations import cited_on
from assessment.build.content import Content
from assessment.build.example import example_code, example_fragments
from assessment.build.example_team import example_codes
from assessment.build.fragments import fragments, rendered
from assessment.build.gate import passed
from assessment.build.guide import glossary_json, guide_fragments
from assessment.build.hashes import checked
from assessment.build.output import write, write_folder
from assessment.build.pages import Page, read_pages
from assessment.build.schemas import schemas
from assessment.build.shipped import shipped
from assessment.build.worked import worked_fragments
from assessment.core.model import Model

WEB = Path(__file__).resolve().parents[1] / "web"


def build(content: Path, out: Path, progress: Callable[[str], None] = print, meanwhile: Callable[[], None] = lambda: None) -> None:
    """Write model.json, schemas, engine, fragments, form and glossary.json into `out`; raises Faulty, with nothing written, if the content, or a file of a package, has a fault.

    The engine knows nothing of the content and is made beside it; `meanwhile` is called as soon as all but the engine is written.
    """
    from assessment.build.engine import build_engine  # here, so that checking content needs no Node
    from assessment.build.vendored import vendored

    docs = content.parent / "docs"
    read = passed(content, docs)
    checked()
    with ThreadPoolExecutor(1) as beside:
        engine = beside.submit(build_engine, out, progress)
        _write(read, docs, out, Addresses(app_folder(WEB, vendored()), model_name(model_json(read.model).encode())), progress)
        meanwhile()
        engine.result()


def _write(read: Content, docs: Path, out: Path, addresses: Addresses, progress: Callable[[str], None]) -> None:
    model, pages = model_json(read.model).encode(), read_pages(docs)
    files = {"model.json": int(write(out / "model.json", model)), "schemas": write_folder(out / "schemas", schemas())}
    files["fragments"] = write_folder(out / "fragments", pieces(read, pages, addresses))
    files["glossary.json"] = int(write(out / "glossary.json", glossary_json(read, pages)))
    progress("content: " + (", ".join(f"{name}: {n} changed" for name, n in files.items() if n) or "unchanged"))


def model_json(model: Model) -> str:
    """The model as `model.json` holds it: the same model gives the same text."""
    return json.dumps(asdict(model), ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n"


def pieces(read: Content, pages: tuple[Page, ...], addresses: Addresses) -> dict[str, str]:
    """Every fragment by its path below the folder of fragments."""
    from assessment.build.form import compare_shell, questionnaire, result_shell, stored_shell, team_shell

    model = read.model
    made = dict(fragments(model, read.sources, pages, frozenset(page.path for page in pages), cited_on(read, pages), addresses.app))
    made |= dict(guide_fragments(read, pages, addresses.app))
    made |= dict(worked_fragments(model))
    made |= dict(card_fragments(model))
    made["licences.html"] = rendered("licences.html", "assessment/build/shipped.py and the locked packages", works=shipped())
    made["questionnaire.html"] = questionnaire(model, addresses, {source.id: source.short for source in read.sources})
    example = example_code(model, read.example) if read.example else ""
    if read.example:
        made |= dict(example_fragments(model, read.example))
    made["result.html"] = result_shell(model, addresses, example)
    made["stored.html"] = stored_shell(model, addresses)
    made["compare.html"] = compare_shell(model, addresses)
    made["team.html"] = team_shell(model, addresses, example_codes(model, read.example_team) if read.example_team else ())
    return made
