"""Starts Firefox and drives it by Marionette, the protocol that it brings: commands of WebDriver as JSON on a socket."""

import json
import socket

from scripts import browsers
from tests.browsers.driver import Driver
from tests.browsers.webdriver import WebDriver, once

# Nothing but the pages under test may ask for anything; downloads go to a folder without a question.
SETTINGS = {
    "marionette.port": 0,
    "remote.active-protocols": 0,
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.download.alwaysOpenPanel": False,
    "browser.download.folderList": 2,
    "browser.download.useDownloadDir": True,
    "browser.helperApps.neverAsk.saveToDisk": "application/json,text/markdown,text/csv,text/html,text/calendar,image/svg+xml",
    "browser.safebrowsing.downloads.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.disable_beforeunload": True,
    "media.gmp-manager.updateEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.dns.disablePrefetch": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
}
THROUGH = {"network.proxy.type": 1, "network.proxy.http": "127.0.0.1", "network.proxy.ssl": "127.0.0.1", "network.proxy.no_proxies_on": "127.0.0.1", "network.proxy.allow_hijacking_localhost": False}

# In the browser's own scope: every request that belongs to a page or a worker of one, as it goes to the network.
LISTEN = """
const seen = window.touchstoneSeen = [];
Services.obs.addObserver({ observe(subject) {
  const channel = subject.QueryInterface(Ci.nsIHttpChannel);
  const by = channel.loadInfo.triggeringPrincipal;
  if (channel.loadInfo.browsingContextID || channel.loadInfo.workerAssociatedBrowsingContextID || by.isContentPrincipal || by.isNullPrincipal) seen.push(channel.URI.spec);
} }, "http-on-modify-request");
const faults = window.touchstoneFaults = [];
Services.console.registerListener({ observe(message) {
  if (!(message instanceof Ci.nsIScriptError) || message.flags & Ci.nsIScriptError.warningFlag) return;
  if (/^(http|blob)/.test(message.sourceName) || /Content.Security/i.test(message.category)) faults.push(`${message.category}: ${message.errorMessage} (${message.sourceName}:${message.lineNumber})`);
} });
"""
VIEWPORT = """
const [width, height] = arguments;
const { style } = gBrowser.selectedBrowser;
for (const [key, value] of [["width", width], ["height", height]]) for (const edge of ["min-", "max-", ""]) style.setProperty(edge + key, `${value}px`, "important");
"""


def start(width: int, height: int, proxy: int | None) -> Driver:
    """A fresh Firefox without a window to see."""
    return Firefox(width, height, proxy)


class Firefox(WebDriver):
    """Marionette behind the common face."""

    name = "firefox"

    def __init__(self, width, height, proxy):
        super().__init__()
        profile = self.scratch / "profile"
        profile.mkdir()
        settings = {**SETTINGS, "browser.download.dir": str(self.scratch / "downloads"), **({**THROUGH, "network.proxy.http_port": proxy, "network.proxy.ssl_port": proxy} if proxy else {})}
        (profile / "user.js").write_text("".join(f"user_pref({json.dumps(key)}, {json.dumps(value)});\n" for key, value in settings.items()), "utf-8")
        self.rest, self.number, self.socket = b"", 0, None
        try:
            # A home of its own: as root, Firefox refuses one that belongs to somebody else.
            self.spawn(browsers.firefox(), "--headless", "--no-remote", "--marionette", "--remote-allow-system-access", "--profile", str(profile), HOME=str(self.scratch), MOZ_HEADLESS="1")
            self.socket = once(lambda: socket.create_connection(("127.0.0.1", int((profile / "MarionetteActivePort").read_text())), timeout=300), "Firefox's port")
            self._receive()
            self.version = self.send("NewSession", capabilities={"alwaysMatch": {}})["capabilities"]["browserVersion"]
            self.send("SetTimeouts", script=300_000, pageLoad=300_000)
            self.send("SetWindowRect", width=max(width, 500) + 20, height=height + 200)
            self.own(LISTEN)
            self.own(VIEWPORT, width, height)
        except BaseException:
            self.close()
            raise

    def send(self, command, **parameters):
        self.number += 1
        text = json.dumps([0, self.number, command if ":" in command else f"WebDriver:{command}", parameters]).encode()
        self.socket.sendall(b"%d:%s" % (len(text), text))
        _, _, error, value = self._receive()
        if error:
            raise RuntimeError(f"{command}: {error['error']}: {error['message']}")
        return value["value"] if isinstance(value, dict) and set(value) == {"value"} else value

    def _receive(self):
        while b":" not in self.rest:
            self.rest += self._more()
        size, _, self.rest = self.rest.partition(b":")
        while len(self.rest) < int(size):
            self.rest += self._more()
        text, self.rest = self.rest[: int(size)], self.rest[int(size):]
        return json.loads(text)

    def _more(self):
        data = self.socket.recv(1 << 16)
        if not data:
            raise RuntimeError("Firefox has gone")
        return data

    def own(self, script: str, *args):
        """Run script in the browser's own scope."""
        self.send("Marionette:SetContext", value="chrome")
        try:
            return self.send("ExecuteScript", script=script, args=list(args))
        finally:
            self.send("Marionette:SetContext", value="content")

    def requests(self):
        return self.own("return window.touchstoneSeen;")

    def faults(self):
        return self.own("return window.touchstoneFaults;")

    def close(self):
        if self.socket:
            try:
                self.send("Marionette:Quit", flags=["eForceQuit"])
            except (RuntimeError, OSError):
                pass
            self.socket.close()
        super().close()
