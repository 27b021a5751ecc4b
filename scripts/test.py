"""Sets up, finds the browsers, builds the site, and runs every test that CI runs; knows no test.

`python3 scripts/test.py [what pytest takes]`, such as `-k scoring` or `tests/core`.
"""

import os
import sys

sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
from scripts import setup  # noqa: E402

setup.require_python()


def main():
    """Exit status: pytest's own, or 2 where something is missing or the site cannot be built."""
    setup.enter(__file__)
    import time

    from assessment.build.site import BuildFailed, build_site
    from scripts import browser, browsers

    began = time.monotonic()
    try:
        os.environ["CHROME"] = browser.get(progress=_tell)
        browsers.get(progress=_tell)
        build_site(progress=_tell)
    except (browser.NoBrowser, BuildFailed) as failed:
        _tell(str(failed))
        return 2
    _tell("browser and site were ready after %d s; now the tests" % (time.monotonic() - began))
    import pytest

    os.chdir(setup.ROOT)
    return int(pytest.main(workers(sys.argv[1:]) + sys.argv[1:]))


def workers(asked):
    """Two workers, each file whole on one of them, unless the caller says how many or wants to look into one."""
    own = ("-n", "--numprocesses", "--pdb", "-s", "--collect-only", "--co", "-p")
    if any(a == o or a.startswith(o + "=") or (o == "-n" and a.startswith("-n")) for a in asked for o in own):
        return []
    return ["-n", "2", "--dist", "loadfile"]


def _tell(line):
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
