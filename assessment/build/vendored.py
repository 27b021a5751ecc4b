"""Takes the locked npm packages and gives the modules of others that the page's own modules import, with their licences; knows nothing of what they do.

They are published below the page's own, so that an import names them by a relative address.
"""

import json
from pathlib import Path

from .engine import EngineFault

NODE_MODULES = Path(__file__).resolve().parents[2] / "node_modules"
MODULES = {"lean-qr": "index.mjs"}
FOLDER = "vendor"


def vendored(packages: Path = NODE_MODULES) -> dict[str, bytes]:
    """Name below the page's own modules to bytes: `vendor/<package>.mjs` and its licence. Raises EngineFault where one is not installed."""
    found = {}
    for package, module in MODULES.items():
        folder = packages / package
        try:
            about = json.loads((folder / "package.json").read_text("utf-8"))
            code, licence = (folder / module).read_bytes(), (folder / "LICENSE").read_bytes()
        except FileNotFoundError as missing:
            raise EngineFault(f"node_modules/{package} is missing. Run `npm ci` in the project's folder (scripts/serve.py and scripts/test.py do it), then build again.") from missing
        head = f"// {package} {about['version']}, {about['license']} licence: see {package}.LICENSE.txt beside this file.\n"
        found[f"{FOLDER}/{package}.mjs"] = head.encode() + code
        found[f"{FOLDER}/{package}.LICENSE.txt"] = licence
    return found
