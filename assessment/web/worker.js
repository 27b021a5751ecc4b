// Takes the engine's bytes from the page and answers the door's texts; knows no question, no score and no network.
//
// The build puts Pyodide's glue in front of this text (it gives `_createPyodideModule`), and engine.mjs makes a blob
// module worker of both: such a worker inherits the page's content security policy, one from an address has none.
// To the worker: {base, lock}, then {part, value} for "wasm", "python_stdlib.zip", "core.zip", then {id, text}.
// From the worker: {state: "imported"}, {state: "ready"}, {id, text}, {fatal}.

// All that could open a connection or another thread goes before anything else runs, wherever it is defined.
const GONE = [
  "Worker", "SharedWorker", "XMLHttpRequest", "WebSocket", "WebSocketStream", "WebTransport", "EventSource", "indexedDB",
  "caches", "BroadcastChannel", "FontFace", "fonts", "importScripts", "fetch", "RTCPeerConnection", "Notification", "navigator",
  "webkitRequestFileSystem", "webkitRequestFileSystemSync", "webkitResolveLocalFileSystemURL", "webkitResolveLocalFileSystemSyncURL",
];
// Behind the browser's own `navigator` lie service workers (Firefox, WebKit) and storage buckets with caches (Chromium), which fetch; Pyodide asks it for these only.
const { userAgent, language, languages, hardwareConcurrency } = navigator;
const INSTEAD = { navigator: Object.freeze({ userAgent, language, languages: Object.freeze([...languages]), hardwareConcurrency }) };
for (const name of GONE) {
  for (let holder = globalThis; holder; holder = Object.getPrototypeOf(holder)) {
    if (Object.hasOwn(holder, name)) delete holder[name];
  }
  Object.defineProperty(globalThis, name, { value: INSTEAD[name], configurable: false, writable: name === "fetch" });
}

const parts = new Map();
// A promise that the page keeps by sending the part.
function part(name) {
  if (!parts.has(name)) {
    const one = {};
    one.promise = new Promise((resolve) => { one.resolve = resolve; });
    parts.set(name, one);
  }
  return parts.get(name);
}

// What Pyodide asks for while it starts lies here already, or the page is about to send it.
async function fetchPart(request) {
  const name = new URL(String(request?.url ?? request)).pathname.split("/").pop();
  if (name === "pyodide.asm.wasm") return new Response(null); // compiled already; see below
  if (name === "python_stdlib.zip") return new Response(await part(name).promise);
  throw new TypeError("The engine has no network.");
}

async function start({ base, lock }) {
  globalThis.fetch = fetchPart;
  WebAssembly.instantiateStreaming = async (response, imports) => {
    const module = await part("wasm").promise;
    try {
      return { module, instance: await WebAssembly.instantiate(module, imports) };
    } catch (error) {
      tellFatal(error); // Pyodide would only warn, and never start
      throw error;
    }
  };
  // Dynamic and absolute: a static import is refused here, and a relative one has nothing to be relative to.
  const { loadPyodide } = await import(new URL("pyodide.mjs", base).href);
  postMessage({ state: "imported" });
  const pyodide = await loadPyodide({
    indexURL: base,
    packageBaseUrl: base,
    lockFileContents: JSON.stringify(lock),
    createPyodideModule: _createPyodideModule,
    stdout: () => {},
    stderr: () => {},
  });
  pyodide.FS.writeFile("/lib/core.zip", new Uint8Array(await part("core.zip").promise));
  const door = pyodide.runPython("import sys; sys.path.insert(0, '/lib/core.zip'); import prepared; from assessment.core.api import call; call");
  const refuse = async () => { throw new TypeError("The engine has no network."); };
  Object.defineProperty(globalThis, "fetch", { value: refuse, writable: false, configurable: false });
  parts.clear();
  return door;
}

let door = null;
function tellFatal(error) {
  postMessage({ fatal: String(error?.message ?? error) });
}

globalThis.onmessage = async ({ data }) => {
  try {
    if (data.base) {
      door = await start(data);
      postMessage({ state: "ready" });
    } else if (data.part) {
      part(data.part).resolve(data.value);
    } else {
      postMessage({ id: data.id, text: door(data.text) });
    }
  } catch (error) {
    tellFatal(error); // the door itself never raises: whatever comes out here has broken the engine
  }
};
