// Takes a name and gives the safest place that this browser has for values: IndexedDB, else localStorage, else the memory of the page; knows not what is kept.

import { alterAll, alterOne, getOne, localKeys, localValue, openDatabase, putAtOnce, putLocally, worksLocally } from "./database.mjs";

export class Shelf {
  /** `onDeleted()` is told when somebody else deletes the database, and with it everything. */
  constructor(name, onDeleted) {
    Object.assign(this, { name, onDeleted, kind: "memory", memory: new Map(), database: null });
  }

  /** Open what can be opened: `kind` is then "indexeddb", "localstorage" or "memory". */
  async open() {
    try {
      this.database = await openDatabase(this.name, this.onDeleted);
      this.kind = "indexeddb";
    } catch {
      this.kind = worksLocally(this.name) ? "localstorage" : "memory";
    }
  }

  /** The value under a key, or null. */
  async get(key) {
    if (this.kind === "indexeddb") return this.#retried(() => getOne(this.database, key));
    return this.#plain(key);
  }

  /** `work(value or null, put)` runs inside one transaction and must not wait for anything. Resolves with what it gives when it is safe. */
  async alter(key, work) {
    if (this.kind === "indexeddb") return this.#retried(() => alterOne(this.database, key, work));
    return work(this.#plain(key), (place, value) => this.#putPlain(place, value));
  }

  /** The same with all that is kept: `work(entries, put)`, where `entries` is a Map from key to value. */
  async alterAll(work) {
    if (this.kind === "indexeddb") return this.#retried(() => alterAll(this.database, work));
    const keys = this.kind === "memory" ? [...this.memory.keys()] : localKeys(`${this.name}:`);
    return work(new Map(keys.map((key) => [key, this.#plain(key)])), (key, value) => this.#putPlain(key, value));
  }

  /** Put a value without waiting for anything. Throws where the database is closed, or there is no room. */
  putAtOnce(key, value) {
    if (this.kind === "indexeddb") putAtOnce(this.database, key, value);
    else this.#putPlain(key, value);
  }

  // A database may be closed under a page (the system wanted room, another version waits): open it once more. No room is no matter of opening.
  async #retried(action) {
    try {
      return await action();
    } catch (failed) {
      if (failed?.name === "QuotaExceededError") throw failed;
      this.database.close();
      this.database = await openDatabase(this.name, this.onDeleted);
      return action();
    }
  }

  #plain(key) {
    if (this.kind === "memory") return this.memory.get(key) ?? null;
    return localValue(`${this.name}:${key}`);
  }

  #putPlain(key, value) {
    if (this.kind === "memory") return value === null ? this.memory.delete(key) : this.memory.set(key, structuredClone(value));
    putLocally(`${this.name}:${key}`, value);
  }
}
