"""Takes a way to run script, press keys and move the pointer in some browser and gives the moves of a person; knows neither engine nor site."""

import time
from abc import ABC, abstractmethod

PATIENCE = 180  # seconds: Python has to start in the page, and machines are busy

# Brings an element into view and gives its middle, if that is where a click would meet it; `text` is the whole text or label of the one that is meant.
AIM = """
const [css, text] = args;
const plain = (e) => (e.textContent || e.value || "").replace(/\\s+/g, " ").trim();
const all = [...document.querySelectorAll(css)].filter((e) => e.checkVisibility({ visibilityProperty: true }) && (text === null || plain(e) === text));
if (!all.length) return `nothing to see for ${css}${text === null ? "" : ` with “${text}”`}`;
const [one] = all;
one.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
const place = () => one.getClientRects()[0] ?? one.getBoundingClientRect();
const frame = () => new Promise((go) => requestAnimationFrame(() => setTimeout(go)));
await frame();
const before = JSON.stringify(place());
await frame();
if (JSON.stringify(place()) !== before) return `${css} is moving`;
const { left, top, width, height } = place();
const [x, y] = [left + width / 2, top + height / 2];
const hit = document.elementFromPoint(x, y);
if (!hit || !(one.contains(hit) || hit.contains(one) || hit.closest("label")?.contains(one))) return `${css} is covered by ${hit?.outerHTML.slice(0, 120) ?? "nothing"} at ${x}, ${y}`;
return [x, y];
"""
CHOOSE = """
const [css, name, text] = args;
const input = document.querySelector(css);
const data = new DataTransfer();
data.items.add(new File([text], name, { type: "application/json" }));
input.files = data.files;
input.dispatchEvent(new Event("input", { bubbles: true }));
input.dispatchEvent(new Event("change", { bubbles: true }));
"""
PASTE = """
const [css, text] = args;
const data = new DataTransfer();
data.setData("text/plain", text);
const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
if (!event.clipboardData?.getData("text/plain")) Object.defineProperty(event, "clipboardData", { value: data }); // WebKit makes it without the data
document.querySelector(css).dispatchEvent(event);
"""


class Driver(ABC):
    """One window of a browser."""

    name: str
    version: str

    @abstractmethod
    def go(self, address: str) -> None:
        """Enter an address and wait until it has loaded."""

    @abstractmethod
    def reload(self) -> None:
        """Load the page again."""

    @abstractmethod
    def run(self, script: str, *args):
        """What the body of an async function with `args` returns, as JSON holds it. Raises RuntimeError with what it threw."""

    @abstractmethod
    def tap(self, x: float, y: float) -> None:
        """Press and let go at a place of the window, as a mouse does."""

    @abstractmethod
    def press(self, key: str) -> None:
        """One key: a character, or "Tab", "Enter", "Space", "ArrowDown"."""

    @abstractmethod
    def write(self, text: str) -> None:
        """Type where the focus is."""

    @abstractmethod
    def shot(self) -> bytes:
        """A PNG of the window."""

    @abstractmethod
    def taken(self) -> dict[str, bytes]:
        """The files that were downloaded so far, by name."""

    @abstractmethod
    def close(self) -> None:
        """End the browser and all that was started for it."""

    def requests(self) -> list[str] | None:
        """Every address that the browser itself says it asked for on behalf of pages and workers, or None where it does not tell."""
        return None

    def faults(self) -> list[str]:
        """What the browser complained about: errors that nobody caught, breaches of the policy, errors on the console."""
        return []

    def until(self, script: str, *args, seconds: float = PATIENCE):
        """Run until it returns something true, and give that."""
        ends, seen = time.monotonic() + seconds, None
        while time.monotonic() < ends:
            try:
                if seen := self.run(script, *args):
                    return seen
            except (RuntimeError, OSError) as moved:  # the page was left while the script ran
                seen = moved
            time.sleep(0.05)
        raise AssertionError(f"{self.name}: never so within {seconds} s: {script.strip()} {args} (at the end: {seen!r}; at {self.address})\n{self.text('main')[:1500]}")

    def click(self, css: str, text: str | None = None, seconds: float = 30) -> None:
        """Click on what can be seen and reached; `text` says which of several."""
        ends = time.monotonic() + seconds
        while isinstance(found := self.run(AIM, css, text), str):
            if time.monotonic() > ends:
                raise AssertionError(f"{self.name}: {found} (at {self.address})")
            time.sleep(0.1)
        self.tap(*found)

    def choose_file(self, css: str, name: str, text: str) -> None:
        """Choose a file, as its dialogue would hand it over."""
        self.run(CHOOSE, css, name, text)

    def paste(self, css: str, text: str) -> None:
        """Paste a text, as the keys would."""
        self.run(PASTE, css, text)

    def text(self, css: str) -> str:
        """The text of the first element as people see it; empty where there is none."""
        return self.run("return document.querySelector(args[0])?.innerText ?? ''", css)

    def file(self, ending: str, seconds: float = 30) -> bytes:
        """The newest download whose name ends so, once it is whole."""
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            found = [data for name, data in self.taken().items() if name.endswith(ending) and data]
            if found:
                return found[-1]
            time.sleep(0.1)
        raise AssertionError(f"{self.name}: no download that ends with {ending}, only {list(self.taken())}")

    @property
    def address(self) -> str:
        """Where the window is."""
        return self.run("return location.href")
