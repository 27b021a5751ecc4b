"""Takes finished HTML pages and gives their content security policy; knows which constructs the policy would break, and nothing of the pages' meaning.

One policy serves all pages: it holds the hashes of the inline scripts of every page, because a page that is entered from another must not differ in what it allows.
"""

import base64
import hashlib
import re
from functools import lru_cache
from html.parser import HTMLParser

from .spaces import TAG

DIRECTIVES = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{hashes}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; base-uri 'self'; form-action 'none'"
)
SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL | re.IGNORECASE)
DATA_BLOCK = re.compile(r"""\btype\s*=\s*["']?(?:application/(?:ld\+)?json|text/plain)""", re.IGNORECASE)
CHARSET = re.compile(r"<meta charset=[^>]*>", re.IGNORECASE)
META = re.compile(r"""\s*<meta http-equiv="Content-Security-Policy"[^>]*>""", re.IGNORECASE)
PROGRAM = re.compile(r"""(<script(?:[^<>"']++|"[^"]*"|'[^']*')*+>).*?(?=</script)""", re.DOTALL | re.IGNORECASE)
ELSEWHERE = re.compile(r"^\s*(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)

# What a browser fetches without a click, by element; `link` is judged by its rel.
LOADS = {
    "script": ("src", "href"), "img": ("src", "srcset"), "source": ("src", "srcset"), "video": ("src", "poster"), "audio": ("src",), "track": ("src",),
    "iframe": ("src",), "frame": ("src",), "embed": ("src",), "object": ("data",), "input": ("src",), "use": ("href", "xlink:href"),
    "image": ("href", "xlink:href"), "feimage": ("href", "xlink:href"), "base": ("href",), "form": ("action",), "button": ("formaction",),
}  # fmt: skip
AHEAD = {"next", "prefetch", "prerender"}  # a policy without `prefetch-src` refuses them, and Firefox takes even `next` for one
PASSIVE_RELS = {"canonical", "prev", "next", "alternate", "license", "author", "help", "edit"}


def inline_script_hashes(page: str) -> set[str]:
    """The CSP sources (`'sha256-…'`) of the inline scripts that a page runs; data blocks such as JSON need none."""
    texts = (m["text"] for m in SCRIPT.finditer(page) if not re.search(r"\bsrc\s*=", m["attributes"]) and not DATA_BLOCK.search(m["attributes"]))
    return {f"'sha256-{base64.b64encode(hashlib.sha256(t.encode()).digest()).decode()}'" for t in texts}


def policy(hashes: set[str]) -> str:
    """The policy as it stands in the meta element."""
    return DIRECTIVES.format(hashes="".join(f" {h}" for h in sorted(hashes)))


def with_policy(page: str, text: str) -> str:
    """The page with the policy right after its charset, in place of an older one; ValueError if the page has no charset."""
    if "content-security-policy" in page.lower():  # looking for the whole element takes longer than all else here
        page = META.sub("", page)
    found = CHARSET.search(page)
    if not found:
        raise ValueError("no <meta charset> to put the policy after")
    return f'{page[: found.end()]}\n      <meta http-equiv="Content-Security-Policy" content="{text}">{page[found.end() :]}'


class _Scan(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "style":
            self._fault("a <style> element, which the policy blocks: put the rules into a style sheet")
        if tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
            self._fault("a <meta http-equiv=refresh>, which leaves the page past any policy")
        if tag == "link" and (ahead := AHEAD & set(values.get("rel", "").lower().split())):
            self._fault(f"a <link rel={min(ahead)}>, which browsers fetch ahead and the policy blocks: leave it out")
        for name, value in values.items():
            if name == "style":
                self._fault(f'style="{value}" on <{tag}>, which the policy blocks: use a class')
            if name.startswith("on"):
                self._fault(f"{name}= on <{tag}>, which the policy blocks: use a script")
            if value.strip().lower().startswith("javascript:"):
                self._fault(f"a javascript: address on <{tag}>, which the policy blocks")
            if self._loads(tag, name, values) and any(ELSEWHERE.match(part) for part in value.split(",")):
                self._fault(f'<{tag} {name}="{value}"> loads from another origin: keep the file in this project')

    handle_startendtag = handle_starttag

    def _loads(self, tag: str, name: str, values: dict[str, str]) -> bool:
        if tag == "link":
            return name == "href" and not set(values.get("rel", "").lower().split()) <= PASSIVE_RELS
        return name in LOADS.get(tag, ())

    def _fault(self, wrong: str) -> None:
        self.faults.append((self.getpos()[0], wrong))


def faults(page: str) -> list[tuple[int, str]]:
    """Everything in a page that the policy would block or that would ask another origin: line and what is wrong."""
    return [] if _plain(page) else _scanned(page)


def _plain(page: str) -> bool:
    """True if each tag by itself is without fault, and nothing stands between them that a parser might read as one; most tags were seen before."""
    bare = PROGRAM.sub(r"\1", page)
    tags = TAG.findall(bare)
    # A mark that begins no tag, or one inside a tag, is for the parser to judge; so is any comment.
    return len(tags) == bare.count("<") and bare.count("<!") <= 1 and all(map(_harmless, set(tags)))


@lru_cache(maxsize=1 << 15)
def _harmless(tag: str) -> bool:
    return not _scanned(tag)


def _scanned(text: str) -> list[tuple[int, str]]:
    scan = _Scan()
    scan.feed(text)
    scan.close()
    return scan.faults
