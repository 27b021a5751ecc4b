"""Takes a checkout and a memory and gives the pages as `mkdocs build --strict` writes them, without making again what has not changed; knows MkDocs, nothing of content or finishing.

For the build process behind scripts/serve.py only: the published site is built by MkDocs' own command (docs/about/decisions/0001), and a test holds the bytes of the two together.
The working directory must be the checkout, because the snippets extension looks below it.
"""

import hashlib
import logging
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType
from unittest.mock import patch

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from mkdocs.commands import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme
from mkdocs.utils.yaml import yaml_load

from assessment.build.memory import Memory

MARKDOWN, TEMPLATE = "markdown", "template"
INCLUDE = re.compile(r'^[ \t]*-+8<-+ +"([^"\n]+)"[ \t]*$', re.MULTILINE)
SCISSORS = re.compile(r"-+8<-+")
# What a page says of itself and no other page shows.
PRIVATE = ("checked", "description")


class Pages:
    """MkDocs inside this process, again and again."""

    def __init__(self, root: Path, memory: Memory):
        self.root, self.memory, self._templates = root, memory, _Templates()

    def build(self, target: Path) -> list[str]:
        """Write the pages into `target`; gives what MkDocs would have told as warnings or errors, nothing if all is well."""
        told = _Told()
        logger = logging.getLogger("mkdocs")
        logger.addHandler(told)
        try:
            config = load_config(str(self.root / "mkdocs.yml"), strict=True, site_dir=str(target))
            with self._patched(_settings(config), told):
                config.plugins.on_startup(command="build", dirty=False)
                build.build(config)
        except (Abort, ConfigurationError) as stopped:
            told.lines.append(f"ERROR   -  {stopped}")
        finally:
            logger.removeHandler(told)
        return told.lines

    @contextmanager
    def _patched(self, common: str, told: "_Told") -> Iterator[None]:
        render, build_page, get_env = Page.render, build._build_page, Theme.get_env
        beside: dict[str, str] = {}  # what is the same for all pages of this build, found at the first

        def once(name: str, find: Callable[[], object]) -> str:
            if name not in beside:
                beside[name] = _digest(find())
            return beside[name]

        def rendered(page: Page, config: MkDocsConfig, files) -> None:
            def make() -> tuple:
                render(page, config, files)
                links = {file.src_uri: links for file, links in (page.links_to_anchors or {}).items()}
                return page.content, page.toc, page._title_from_render, page.present_anchor_ids, links

            place, warned = page.file.src_uri, len(told.lines)
            key = _digest(common, once("files", lambda: [file.src_uri for file in files]), page.markdown, self._included(page.markdown, config))
            page.content, page.toc, page._title_from_render, page.present_anchor_ids, links = self.memory.get(MARKDOWN, place, key, make)
            page.links_to_anchors = {files.get_file_from_path(path): found for path, found in links.items()}
            if len(told.lines) > warned:
                self.memory.forget(MARKDOWN, place)  # a warning has to be told each time

        def built(page: Page, config, doc_files, nav, env, *rest, **more) -> None:
            index = config.plugins["material/search"].search_index.entries
            target = Path(page.file.abs_dest_path)

            def make() -> tuple[bytes, list]:
                before = len(index)
                build_page(page, config, doc_files, nav, env, *rest, **more)
                found = target.read_bytes(), index[before:]
                del index[before:]
                return found

            key = _digest(common, once("pages", lambda: [_outside(one) for one in nav.pages]), page.content, repr(page.meta), _toc(page.toc), page.canonical_url, page.edit_url)
            text, entries = self.memory.get(TEMPLATE, page.file.src_uri, key, make)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text)
            index.extend(entries)

        def environment(theme: Theme) -> Environment:
            made = get_env(theme)
            made.bytecode_cache = self._templates
            names = made.loader.list_templates
            # Thousands of icons, which MkDocs would leave out one by one.
            made.loader.list_templates = lambda: self.memory.get("theme", "", common, lambda: [name for name in names() if not name.startswith(".")])
            return made

        with patch.object(Page, "render", rendered), patch.object(build, "_build_page", built), patch.object(Theme, "get_env", environment):
            yield

    def _included(self, text: str, config: MkDocsConfig) -> list[str]:
        """What a page includes, and what that includes; a form of including that this does not know makes the page new each time."""
        folders = [self.root / folder for folder in config.mdx_configs.get("pymdownx.snippets", {}).get("base_path", ["."])]
        found, waiting = [], [text]
        while waiting:
            here = waiting.pop()
            if "8<" not in here:
                continue
            names = INCLUDE.findall(here)
            if len(names) != len(SCISSORS.findall(here)):
                return [os.urandom(8).hex()]
            for name in names:
                path = next((folder / name for folder in folders if (folder / name).is_file()), None)
                found.append(path.read_text("utf-8") if path else "")
                waiting.append(found[-1])
        return found


class _Told(logging.Handler):
    """Warnings and errors as MkDocs' command prints them."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname:<7} -  {record.getMessage()}")


class _Templates(BytecodeCache):
    """The theme's templates, compiled once a process."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        known = self._known.get(bucket.key)
        if known and known[0] == bucket.checksum:
            bucket.code = known[1]

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known[bucket.key] = (bucket.checksum, bucket.code)


def _settings(config: MkDocsConfig) -> str:
    """A digest of what all pages depend on: the configuration with what it takes from the environment, and our templates."""
    with open(config.config_file_path, "rb") as file:
        read = yaml_load(file)  # with the file that it inherits from
    ours = Path(config.theme.custom_dir) if config.theme.custom_dir else None
    templates = sorted(path for path in ours.rglob("*") if path.is_file()) if ours else []
    return _digest(read, [(path.relative_to(ours).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()) for path in templates])


def _outside(page: Page) -> tuple:
    """What other pages show of a page."""
    return page.file.src_uri, page.url, page.title, repr({name: value for name, value in page.meta.items() if name not in PRIVATE})


def _toc(items) -> list:
    return [(item.id, item.title, item.level, _toc(item.children)) for item in items]


def _digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()
