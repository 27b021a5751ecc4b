// Takes the address of the engine's bundle and gives its parts as promises, all asked for at once; knows how they are packed, not what they do.

import { download, downloadBytes, downloadText } from "./download.mjs";

const ARCHIVES = ["python_stdlib.zip", "core.zip"];

// Compiled while it comes. The result can be sent to a worker, and again to the next one.
async function compile(stream) {
  const response = new Response(stream, { headers: { "content-type": "application/wasm" } });
  if (WebAssembly.compileStreaming) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

export class Parts {
  values = {}; // "python_stdlib.zip", "core.zip": ArrayBuffer; "wasm": WebAssembly.Module
  sent = [...ARCHIVES, "wasm"]; // those that the worker gets
  broken = false; // true when a part could not be had: then make new Parts
  onbytes = () => {}; // told {loaded, total} as bytes come; total is 0 until the manifest is here
  failed; // rejects with the first error, and with nothing else
  #stop = new AbortController();
  #loaded = 0;
  #total = 0;
  #imported = 0; // bytes that the worker imports itself

  constructor({ engineBase, hash, modelAddress, patience }) {
    const base = new URL(`${hash}/`, engineBase);
    const options = { ...patience, signal: this.#stop.signal };
    this.base = base.href;
    this.failed = new Promise((_, reject) => { this.reject = reject; });
    this.failed.catch(() => {});
    this.manifest = this.#keep(downloadText(new URL("manifest.json", base), options).then(JSON.parse));
    const sizes = this.#keep(this.manifest.then((manifest) => this.#read(manifest)));
    const part = (name, take) => {
      const size = this.#keep(sizes.then((known) => known.get(name) ?? null));
      return this.#keep(take(new URL(name, base), { ...options, size, onbytes: (bytes) => this.#count(bytes) }));
    };
    this.script = part("worker.js.gz", (address, how) => download(address, how, (stream) => new Response(stream).blob())); // never a text here: a megabyte would hold the page up
    this.values.wasm = part("pyodide.asm.wasm.gz", (address, how) => download(address, how, compile));
    for (const name of ARCHIVES) this.values[name] = part(`${name}.gz`, downloadBytes);
    this.model = this.#keep(this.#fetchModel(modelAddress, new URL("../model.json", engineBase), options));
  }

  // The worker has imported pyodide.mjs.
  countImported() {
    const bytes = this.#imported;
    this.#imported = 0;
    this.#count(bytes);
  }

  #read(manifest) {
    const sizes = new Map(manifest.files.map(({ name, bytes }) => [name, bytes]));
    this.#total = manifest.bytes;
    this.#imported = sizes.get("pyodide.mjs") ?? 0;
    this.#count(0);
    return sizes;
  }

  #count(bytes) {
    this.#loaded += bytes;
    this.onbytes({ loaded: this.#total ? Math.min(this.#loaded, this.#total) : this.#loaded, total: this.#total });
  }

  // One part that can't be had makes the others useless.
  #keep(promise) {
    promise.catch((error) => {
      if (this.broken) return;
      this.broken = true;
      this.reject(error);
      this.#stop.abort(error);
    });
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
