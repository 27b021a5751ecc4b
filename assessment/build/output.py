"""Takes the bytes of generated files and writes those that changed; knows not what they hold."""

from pathlib import Path


def write(path: Path, text: str | bytes) -> bool:
    """Write the file unless it holds these bytes already; True if it was written."""
    content = text.encode() if isinstance(text, str) else text
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return True


def write_folder(folder: Path, files: dict[str, str]) -> int:
    """Make the folder hold exactly these files, by path below it; gives how many were written or removed."""
    changed = sum(write(folder / path, text) for path, text in files.items())
    if folder.is_dir():
        wanted = {folder / path for path in files}
        for path in sorted(folder.rglob("*"), reverse=True):
            if path.is_file() and path not in wanted:
                path.unlink()
                changed += 1
            elif path.is_dir() and not any(path.iterdir()):
                path.rmdir()
    return changed
