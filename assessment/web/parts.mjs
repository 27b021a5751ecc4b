// Takes the address of the engine's bundle and gives its parts as they come, all asked for at once; knows not what they do, nor how the worker unpacks them.

import { download, downloadText, passOn } from "./download.mjs";

const PACKED = ["pyodide.asm.wasm", "python_stdlib.zip", "core.zip"];

// The packed bytes of one part: told to whoever takes them, and kept for the next worker.
class Flow {
  pieces = [];
  isWhole = false;
  take = () => {};

  add(piece) {
    this.pieces.push(piece);
    this.take({ piece });
  }

  end() {
    this.isWhole = true;
    this.take({ isWhole: true });
  }

  // From the first byte on, to nobody else.
  tell(take) {
    this.take = take;
    for (const piece of this.pieces) take({ piece });
    if (this.isWhole) take({ isWhole: true });
  }
}

export class Parts {
  broken = false; // true when a part could not be had: then make new Parts
  onbytes = () => {}; // told {loaded, total} as bytes come; total is 0 until the manifest is here
  failed; // rejects with the first error, and with nothing else
  #stop = new AbortController();
  #loaded = 0;
  #total = 0;
  #imported = 0; // bytes that the worker imports itself
  #flows = new Map();

  // `cache`: how the browser's own cache is used, as `fetch` takes it.
  constructor({ engineBase, hash, modelAddress, patience, cache }) {
    const base = new URL(`${hash}/`, engineBase);
    const options = { ...patience, cache, signal: this.#stop.signal };
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
    for (const name of PACKED) {
      const flow = new Flow();
      this.#flows.set(name, flow);
      part(`${name}.gz`, (address, how) => passOn(address, how, (piece) => flow.add(piece)).then(() => flow.end()));
    }
    this.model = this.#keep(this.#fetchModel(modelAddress, new URL("../model.json", engineBase), options));
  }

  // All that is here and all that comes goes to this worker, and to the one before it no more.
  sendTo(worker) {
    for (const [part, flow] of this.#flows) flow.tell((what) => worker.postMessage({ part, ...what }));
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
