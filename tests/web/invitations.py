"""What the tests of invitations share: the format told a second time in Python, the form put into a page, and a reader of pictures."""

import base64
import json
import struct
import zlib

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def check(body: str) -> str:
    """Five symbols of 25 bits of 32-bit FNV-1a (offset 2166136261, prime 16777619), highest first."""
    number = 2166136261
    for byte in body.encode():
        number = ((number ^ byte) * 16777619) % 2**32
    bits = f"{number:032b}"[:25]
    return "".join(SYMBOLS[int(bits[at : at + 5], 2)] for at in range(0, 25, 5))


def sealed(data: bytes) -> str:
    """The text of an invitation that holds these bytes, with a check that fits: what somebody with bad intentions can make."""
    body = base64.urlsafe_b64encode(data).decode().rstrip("=")
    return f"TI1-{body}{check(body)}"


def written(*parts) -> str:
    """The text of an invitation with these parts: hash, `q` or `f`, roles (0, 1 or a list), invited, unit, period, size, exchange."""
    return sealed(json.dumps(parts, ensure_ascii=False, separators=(",", ":"))[1:-1].encode())


def unsealed(text: str) -> list:
    """The parts in a text that the page wrote; its check is looked at too."""
    assert text.startswith("TI1-") and check(text[4:-5]) == text[-5:]
    body = text[4:-5]
    return json.loads(b"[" + base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)) + b"]")


MODULES = """async () => {
  const app = document.querySelector("script[src$='questions.mjs']").src.replace("questions.mjs", "");
  globalThis.Made = { ...await import(`${app}invitation.mjs`), ...await import(`${app}inviting.mjs`) };
  globalThis.model = Made.modelOf(document.getElementById("ts-assessment").dataset);
}"""

# The form where the questions were; the page of the team does the same in its first step.
MOUNTED = """(invitation) => {
  globalThis.told = [];
  globalThis.inviting = new Made.Inviting({ invitation, model, questionsAt: "../questions/", changed: (one) => told.push(one), say: (text) => (globalThis.said = text) });
  document.querySelector(".tq-form").replaceWith(inviting.section);
}"""


def modules(form):
    """Load the page's own modules, as `Made`, and what they know of the questions, as `model`."""
    form.page.evaluate(MODULES)
    return form


def mounted(form, invitation=None):
    """The form that makes an invitation, on the page instead of the questions."""
    modules(form).page.evaluate(MOUNTED, invitation)
    return form


def hash_of(form) -> str:
    """The hash of the model, as the page names it."""
    return form.page.evaluate("document.getElementById('ts-assessment').dataset.hash")


def grey(png: bytes) -> memoryview:
    """The first channel of an 8-bit PNG as browsers write it, one byte a pixel, as rows of a memoryview."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    at, data = 8, b""
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        if kind == b"IHDR":
            width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", png[at + 8 : at + 21])
            assert depth == 8 and not interlaced
            size = {0: 1, 2: 3, 4: 2, 6: 4}[colour]
        elif kind == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += length + 12
    raw, rows, before = zlib.decompress(data), bytearray(), bytes(width * size)
    for y in range(height):
        start = y * (width * size + 1)
        row = _unfiltered(raw[start], bytearray(raw[start + 1 : start + 1 + width * size]), before, size)
        rows += row[::size]
        before = row
    return memoryview(bytes(rows)).cast("B", (height, width))


def _unfiltered(kind: int, row: bytearray, above: bytes, size: int) -> bytearray:
    for x in range(len(row)):
        left, up, corner = (row[x - size] if x >= size else 0), above[x], (above[x - size] if x >= size else 0)
        guess = left + up - corner
        nearest = min((left, up, corner), key=lambda one: abs(guess - one))
        row[x] = (row[x] + (0, left, up, (left + up) // 2, nearest)[kind]) % 256
    return row
