// Takes where the engine's bundle lies and gives Python's door to the page: start() and call(); knows no question, no score and no words of the page.
//
//   const engine = new Engine({ engineBase, hash, modelAddress, onprogress, onstate });
//   const answer = await engine.call({ do: "report", answers });      // {ok: true, result} or {ok: false, faults}
//
// Nothing is fetched before the first start() or call(). States, told as onstate(state, detail):
//   idle → loading → ready; or blocked (WebAssembly is not allowed here), or failed. detail = {kind, text}, kind being
//   "blocked", "missing", "refused", "lost", "silent" (nothing for 60 s), "model" (the model was refused) or "crashed".
// After "failed" the next start() or call() tries anew, with a fresh worker and the bytes that are here already.

import { downloadText } from "./download.mjs";
import { Parts } from "./parts.mjs";

const EMPTY_MODULE = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
const PATIENCE = { silence: 60000, stall: 20000, pause: 1000, tries: 3 };
const TEXTS = {
  blocked: "WebAssembly is not allowed in this browser, so Python cannot run here.",
  missing: "A part of the engine is not where it should be.",
  refused: "The server refused a part of the engine.",
  lost: "The connection was lost several times while the engine was loading.",
  silent: "The engine did not start within a minute after its last byte came.",
  model: "The engine could not read the questions.",
  crashed: "The engine stopped.",
};

export class EngineError extends Error {
  constructor(kind, cause) {
    super(TEXTS[kind], { cause });
    this.name = "EngineError";
    this.kind = kind;
  }

  // Whatever went wrong, as one of the kinds above.
  static of(error) {
    return error instanceof EngineError ? error : new EngineError(error?.kind in TEXTS ? error.kind : "crashed", error);
  }
}

// WebAssembly.validate says true everywhere; only this tells.
async function webAssemblyWorks() {
  try {
    await WebAssembly.instantiate(EMPTY_MODULE);
    return true;
  } catch {
    return false;
  }
}

export class Engine {
  state = "idle";
  model = null; // {id, version, hash} once ready
  #base;
  #hash;
  #modelAddress;
  #onprogress;
  #onstate;
  #patience;
  #parts = null; // what has been fetched, kept for a restart
  #cache = "default";
  #starting = null;
  #worker = null;
  #calls = new Map();
  #number = 0;
  #fail = () => {}; // ends the start that is under way

  constructor({ engineBase, hash, modelAddress, onprogress = () => {}, onstate = () => {}, patience = {} }) {
    this.#base = new URL(engineBase, document.baseURI);
    this.#hash = hash;
    this.#modelAddress = new URL(modelAddress, document.baseURI);
    this.#onprogress = onprogress;
    this.#onstate = onstate;
    this.#patience = { ...PATIENCE, ...patience };
  }

  // Resolves when the door has answered a first call. May be called at any time, also twice.
  start() {
    this.#starting ??= this.#start().catch((error) => {
      this.#starting = null;
      this.#stopWorker(error);
      this.#tell(error.kind === "blocked" ? "blocked" : "failed", { kind: error.kind, text: error.message, cause: String(error.cause?.message ?? "") });
      throw error;
    });
    return this.#starting;
  }

  // One request to the door (an object, or the JSON text of one), one answer; rejects with an EngineError if the engine can't be started or stops on the way.
  async call(request) {
    await this.start();
    return JSON.parse(await this.#ask(typeof request === "string" ? request : JSON.stringify(request)));
  }

  #tell(state, detail = {}) {
    this.state = state;
    this.#onstate(state, detail);
  }

  #ask(text) {
    const worker = this.#worker;
    if (!worker) return Promise.reject(new EngineError("crashed"));
    return new Promise((resolve, reject) => {
      const id = ++this.#number;
      this.#calls.set(id, { resolve, reject });
      worker.postMessage({ id, text });
    });
  }

  async #start() {
    if (!(await webAssemblyWorks())) throw new EngineError("blocked");
    performance.mark("touchstone:engine-start");
    this.#tell("loading");
    let renewed = false;
    for (let tried = 1; ; tried++) {
      try {
        await this.#attempt();
        break;
      } catch (error) {
        this.#stopWorker(error);
        // After a deploy the old address is gone: the new one stands in current.json.
        const gone = error.kind === "missing" || (error.kind === "crashed" && tried > 1);
        if (gone && !renewed && (renewed = await this.#renew())) continue;
        if (error.kind !== "crashed" || tried >= this.#patience.tries) throw error;
        await new Promise((resolve) => setTimeout(resolve, this.#patience.pause));
      }
    }
    performance.mark("touchstone:engine-ready");
    this.#tell("ready");
  }

  // True if the site has another bundle by now; then that one is loaded from its beginning.
  async #renew() {
    try {
      const address = new URL("current.json", this.#base);
      const { hash } = JSON.parse(await downloadText(address, { ...this.#patience, cache: "no-store" }));
      if (!/^[0-9a-f]+$/.test(hash) || hash === this.#hash) return false;
      this.#hash = hash;
      this.#parts = null;
      return true;
    } catch {
      return false;
    }
  }

  async #attempt() {
    const turn = { over: false };
    let timer;
    const failed = new Promise((_, reject) => { this.#fail = reject; });
    failed.catch(() => {});
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.#fail(new EngineError("silent")), this.#patience.silence);
    };
    wait();
    const parts = (this.#parts ??= new Parts({ engineBase: this.#base, hash: this.#hash, modelAddress: this.#modelAddress, patience: this.#patience, cache: this.#cache }));
    parts.onbytes = (progress) => (wait(), progress.total && this.#onprogress(progress));
    parts.failed.catch((error) => this.#fail(EngineError.of(error)));
    try {
      await Promise.race([this.#boot(parts, turn), failed]);
    } catch (error) {
      const told = EngineError.of(error);
      if (parts.broken) told.kind === "crashed" ? this.#forget() : (this.#parts = null);
      throw told;
    } finally {
      turn.over = true;
      parts.onbytes = () => {};
      clearTimeout(timer);
    }
  }

  async #boot(parts, turn) {
    const [{ lock }, script] = await Promise.all([parts.manifest, parts.script]);
    if (turn.over) return; // the next turn has begun meanwhile
    const blob = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    const worker = new Worker(blob, { type: "module" });
    this.#worker = worker;
    const ready = new Promise((resolve) => {
      worker.onmessage = ({ data }) => this.#hear(worker, data, parts, blob, resolve);
    });
    worker.onerror = (event) => (event.preventDefault?.(), this.#crash(worker, new Error(event.message ?? "worker error")));
    worker.onmessageerror = () => this.#crash(worker, new Error("a message could not be read"));
    worker.postMessage({ base: parts.base, lock });
    parts.sendTo(worker);
    await ready;
    const answer = JSON.parse(await this.#ask(`{"do":"load","model":${await parts.model}}`));
    if (!answer.ok) throw new EngineError("model", new Error(JSON.stringify(answer.faults)));
    this.model = answer.result;
  }

  #hear(worker, data, parts, blob, ready) {
    if (worker !== this.#worker) return;
    if (data.fatal !== undefined) {
      this.#crash(worker, new Error(data.fatal));
    } else if (data.state === "imported") {
      URL.revokeObjectURL(blob);
      parts.countImported();
    } else if (data.state === "ready") ready();
    else {
      const waiting = this.#calls.get(data.id);
      this.#calls.delete(data.id);
      waiting?.resolve(data.text);
    }
  }

  // The bytes that came are not what they should be, and the browser may have kept them.
  #forget() {
    this.#parts = null;
    this.#cache = "reload";
  }

  // The worker is of no use any more; whoever waits for it is told.
  #crash(worker, cause) {
    if (worker !== this.#worker) return;
    const error = new EngineError("crashed", cause);
    const wasReady = this.state === "ready";
    this.#stopWorker(error);
    this.#fail(error);
    if (!wasReady) return; // the start that is under way says what follows
    this.#starting = null;
    this.#tell("failed", { kind: error.kind, text: error.message, cause: String(error.cause?.message ?? "") });
  }

  #stopWorker(error) {
    this.#worker?.terminate();
    this.#worker = null;
    for (const { reject } of this.#calls.values()) reject(error);
    this.#calls.clear();
  }
}
