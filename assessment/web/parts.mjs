// Takes the address of the engine's bundle and gives its parts as promises, all asked for at once; knows not how they are packed, nor what they do.

import { DownloadError, download, downloadText } from "./download.mjs";
import { load } from "./loader.mjs";

const SENT = ["wasm", "python_stdlib.zip", "core.zip"]; // what the engine's worker gets
const PIECE = 64 * 1024; // bytes of the glue that are unpacked at once, about 2 ms of work on a fast machine
const LOADER = new URL("loader.mjs", import.meta.url).href;

// Has the loader work in a worker of its own; gives a function that stops it. Such a worker is made of a blob, so that the page's content security policy holds in it.
function loadAside(order, sizes, tell) {
  const text = `const sizes = new Promise((resolve) => { onmessage = ({ data }) => resolve(data); });
import(${JSON.stringify(LOADER)}).then(({ load }) => load(${JSON.stringify(order)}, sizes, (what, moved) => postMessage(what, moved)), () => postMessage({ isAbsent: true }));`;
  const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  const worker = new Worker(address, { type: "module" });
  let stop = () => worker.terminate();
  const loadHere = () => {
    stop();
    stop = load(order, sizes, tell); // after a deploy the module's address may be gone; the page has it
  };
  worker.onerror = (event) => (event.preventDefault?.(), loadHere());
  worker.onmessageerror = loadHere; // compiled wasm that may not leave its worker
  worker.onmessage = ({ data }) => {
    URL.revokeObjectURL(address);
    data.isAbsent ? loadHere() : tell(data);
  };
  sizes.then((known) => worker.postMessage(known), () => {});
  return () => stop();
}

export class Parts {
  broken = false; // true when a part could not be had: then make new Parts
  onbytes = () => {}; // told {loaded, total} as bytes come; total is 0 until the manifest is here
  failed; // rejects with the first error, and with nothing else
  #stop = new AbortController();
  #aside = new Map(); // by name: {promise, resolve}
  #loaded = 0;
  #total = 0;
  #imported = 0; // bytes that the engine's worker imports itself

  // `cache`: how the browser's own cache is used, as `fetch` takes it.
  constructor({ engineBase, hash, modelAddress, patience, cache }) {
    const base = new URL(`${hash}/`, engineBase);
    const order = { base: base.href, options: { ...patience, cache } };
    const options = { ...order.options, signal: this.#stop.signal };
    this.base = base.href;
    this.failed = new Promise((_, reject) => { this.reject = reject; });
    this.failed.catch(() => {});
    this.manifest = this.#keep(downloadText(new URL("manifest.json", base), options).then(JSON.parse));
    const sizes = this.#keep(this.manifest.then((manifest) => this.#read(manifest)));
    const size = this.#keep(sizes.then((known) => known["worker.js.gz"] ?? null));
    const onbytes = (bytes) => this.#count(bytes);
    this.script = this.#keep(download(new URL("worker.js.gz", base), { ...options, size, onbytes, piece: PIECE }, (stream) => new Response(stream).blob())); // never a text here: a megabyte would hold the page up
    this.model = this.#keep(this.#fetchModel(modelAddress, new URL("../model.json", engineBase), options));
    for (const name of SENT) {
      const one = {};
      one.promise = new Promise((resolve) => { one.resolve = resolve; });
      this.#aside.set(name, one);
    }
    const stop = loadAside(order, sizes, (what) => this.#hear(what));
    this.#stop.signal.addEventListener("abort", stop);
    Promise.all([...this.#aside.values()].map(({ promise }) => promise)).then(stop); // it has done its work
  }

  // What it needs goes to this worker as soon as it is here.
  sendTo(worker) {
    for (const [part, { promise }] of this.#aside) promise.then((value) => worker.postMessage({ part, value }));
  }

  // The worker has imported pyodide.mjs.
  countImported() {
    this.#count(this.#imported);
    this.#imported = 0;
  }

  #hear({ bytes, part, value, failed }) {
    if (part) this.#aside.get(part).resolve(value);
    else if (failed) this.#break(failed.kind ? new DownloadError(failed.kind, failed.address, failed.why) : new Error(failed.why));
    else this.#count(bytes);
  }

  // Gives bytes by file.
  #read({ bytes, files }) {
    const sizes = Object.fromEntries(files.map(({ name, bytes: size }) => [name, size]));
    this.#total = bytes;
    this.#imported = sizes["pyodide.mjs"] ?? 0;
    this.#count(0);
    return sizes;
  }

  #count(bytes) {
    this.#loaded += bytes;
    this.onbytes({ loaded: this.#total ? Math.min(this.#loaded, this.#total) : this.#loaded, total: this.#total });
  }

  // One part that can't be had makes the others useless.
  #break(error) {
    if (this.broken) return;
    this.broken = true;
    this.reject(error);
    this.#stop.abort(error);
  }

  #keep(promise) {
    promise.catch((error) => this.#break(error));
    return promise;
  }

  // The model of the page's own day, or today's where that is gone after a deploy.
  async #fetchModel(address, todays, options) {
    try {
      return await downloadText(address, options);
    } catch (error) {
      if (error.kind !== "missing") throw error;
      return downloadText(todays, { ...options, cache: "no-cache" });
    }
  }
}
