"""Takes a browser's context and gives the list of what went wrong in it; knows the promise of the pages: no foreign request, no breach of the policy, no console error."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

TELL_VIOLATIONS = """
addEventListener("securitypolicyviolation", e => console.error(`policy: ${e.violatedDirective} refused ${e.blockedURI} at ${e.sourceFile}:${e.lineNumber}`));
"""


@dataclass
class Watch:
    """Collects faults; `allow` names those that a test expects."""

    origins: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)

    def allow(self, pattern: str) -> None:
        """Expect faults in whose text this regular expression is found."""
        self.allowed.append(pattern)

    def over(self, context) -> None:
        """Watch every page and worker of a Playwright context from now on."""
        context.add_init_script(TELL_VIOLATIONS)
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.faults.append(f"uncaught: {error.error}"))

    def unexpected(self) -> list[str]:
        """The faults that the test did not expect."""
        return [f for f in self.faults if not any(re.search(p, f) for p in self.allowed)]

    def _request(self, request) -> None:
        self.requests.append(request.url)
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss", "ftp") and f"{parts.scheme}://{parts.netloc}" not in self.origins:
            self.faults.append(f"request to another origin: {request.method} {request.url}")

    def _console(self, message) -> None:
        where = message.location or {}
        # The browser asks for this one itself, also where the site lives below a sub-path.
        own_icon = urlsplit(where.get("url", "")).path == "/favicon.ico"
        if message.type == "error" and not own_icon:
            self.faults.append(f"console: {message.text} ({where.get('url', '')}:{where.get('lineNumber', '')})")
