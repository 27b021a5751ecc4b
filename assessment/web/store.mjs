// Takes changes to one record, and dated copies of it, and keeps them in this browser; knows neither questions nor page.
//
// IndexedDB with strict durability, because localStorage lost answers when the browser was killed.
// Each change is read, made and written in one transaction, so that two tabs never undo each other's answers.

const TABLE = "answers";
const CURRENT = "current";
const ASIDE = "aside"; // what was found and could not be used: kept for download, never read again
const SNAPSHOT = "snapshot:"; // and then the time and a number: a copy as it was kept, whatever version of the questions it answers
const STRICT = { durability: "strict" };
const PATIENCE = 4000; // ms; some browsers never answer a request to open a database

export class Store {
  /** `name` is `touchstone:<model id>`; `read(value)` gives a usable record or null; `onOther(record)` is told of other tabs. */
  constructor(name, { read, onOther = () => {} }) {
    Object.assign(this, { name, read, kind: "memory", memory: new Map(), database: null });
    this.channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(name) : null;
    if (this.channel) this.channel.onmessage = async () => onOther(await this.current());
  }

  /** Open what can be opened: `kind` is then "indexeddb", "localstorage" or "memory". */
  async open() {
    try {
      this.database = await openDatabase(this.name);
      this.kind = "indexeddb";
    } catch {
      this.kind = worksLocally(this.name) ? "localstorage" : "memory";
    }
    return this;
  }

  /** The stored record, or null. */
  async current() {
    const value = await this.#get(CURRENT);
    return value === null ? null : this.read(value);
  }

  /** What was found here and could not be read: any value, or null. */
  async unread() {
    const value = await this.#get(CURRENT);
    return value !== null && this.read(value) === null ? value : this.#get(ASIDE);
  }

  /**
   * Make a change and keep it: `edit(record or null)` gives the new record, or null to delete it.
   * Resolves with the new record when it is safe on the disk (or as safe as this browser can).
   */
  async change(edit) {
    return this.#telling(CURRENT, (value, put) => {
      const record = value === null ? null : this.read(value);
      if (value !== null && record === null) put(ASIDE, value);
      const next = edit(record);
      put(CURRENT, next);
      return next;
    });
  }

  /** Anything else that is kept under a name of its own ("team", "invitation"): the value as it was put, unread, or null. */
  kept(key) {
    return this.#get(key);
  }

  /** Keep a value under such a name, or delete it with null; resolves with the value when it is safe. Other tabs are told. */
  put(key, value) {
    return this.alter(key, () => value);
  }

  /** The same for a change: `edit(value or null)` gives the new value, or null; read, made and written in one transaction. */
  alter(key, edit) {
    return this.#telling(key, (before, put) => {
      const next = edit(before);
      put(key, next);
      return next;
    });
  }

  /** Write the record at once, because the page goes away and no answer of the database will reach it any more. */
  leave(record) {
    if (this.kind !== "indexeddb") return this.#putPlain(CURRENT, record);
    const transaction = this.database.transaction(TABLE, "readwrite", STRICT);
    transaction.objectStore(TABLE).put(record, CURRENT);
    transaction.commit?.();
  }

  /** The dated copies, oldest first: [{key, label, at, record}]; `at` is an ISO time, `record` what was kept, unread. */
  async snapshots() {
    const all = await this.#transactAll((entries) => entries);
    const isOne = ([key, value]) => key.startsWith(SNAPSHOT) && typeof value?.label === "string" && typeof value.at === "string" && typeof value.record === "object" && value.record;
    return [...all].filter(isOne).map(([key, value]) => ({ key, ...value })).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.key.localeCompare(b.key, "en", { numeric: true }))); // two in one millisecond: as they came
  }

  /** Keep a dated copy; resolves with its key when it is safe. */
  keep(label, record, at = new Date().toISOString()) {
    return this.#tellingAll((entries, put) => {
      let number = 0;
      while (entries.has(`${SNAPSHOT}${at}:${number}`)) number += 1;
      put(`${SNAPSHOT}${at}:${number}`, { label, at, record });
      return `${SNAPSHOT}${at}:${number}`;
    });
  }

  /** Delete one dated copy; resolves with a function that puts it back. */
  async drop(key) {
    const before = await this.#tellingAll((entries, put) => {
      put(key, null);
      return entries.get(key) ?? null;
    });
    return () => this.#tellingAll((entries, put) => before !== null && !entries.has(key) && put(key, before));
  }

  /** Delete everything that is kept here, or what `isMeant(key)`; resolves with a function that puts it back, beneath what has been answered since. */
  async clear(isMeant = () => true) {
    const before = await this.#tellingAll((entries, put) => {
      const meant = [...entries].filter(([key]) => isMeant(key));
      for (const [key] of meant) put(key, null);
      return new Map(meant);
    });
    return () => this.#tellingAll((entries, put) => {
      for (const [key, value] of before) if (key !== CURRENT && (key === ASIDE || !entries.has(key))) put(key, value);
      const [was, now] = [before.get(CURRENT) ?? null, entries.get(CURRENT) ?? null];
      const [older, newer] = [was, now].map((value) => (value === null ? null : this.read(value)));
      put(CURRENT, older && newer ? { ...older, ...newer, answers: { ...older.answers, ...newer.answers } } : now ?? was);
    });
  }

  // A change to anything that is kept, which other tabs are told of.
  async #telling(key, work) {
    const made = await this.#transact(key, work);
    this.channel?.postMessage("changed");
    return made;
  }

  async #tellingAll(work) {
    const made = await this.#transactAll(work);
    this.channel?.postMessage("changed");
    return made;
  }

  async #get(key) {
    if (this.kind === "indexeddb") return this.#retried(() => getFrom(this.database, key));
    return this.#plain(key);
  }

  // `work(current value, put)` runs inside one transaction and must not wait for anything.
  async #transact(key, work) {
    if (this.kind === "indexeddb") return this.#retried(() => transactIn(this.database, key, work));
    return work(this.#plain(key), (place, value) => this.#putPlain(place, value));
  }

  // The same with all that is kept: `work(entries, put)`, where `entries` is a Map from key to value.
  async #transactAll(work) {
    if (this.kind === "indexeddb") return this.#retried(() => transactAllIn(this.database, work));
    const keys = this.kind === "memory" ? [...this.memory.keys()] : localKeys(`${this.name}:`);
    return work(new Map(keys.map((key) => [key, this.#plain(key)])), (key, value) => this.#putPlain(key, value));
  }

  // A database may be closed under a page (another tab deleted it, the system wanted room): open it once more.
  async #retried(action) {
    try {
      return await action();
    } catch (failed) {
      if (failed?.name !== "InvalidStateError") throw failed;
      this.database = await openDatabase(this.name);
      return action();
    }
  }

  #plain(key) {
    if (this.kind === "memory") return this.memory.get(key) ?? null;
    const text = localStorage.getItem(`${this.name}:${key}`);
    try {
      return text === null ? null : JSON.parse(text);
    } catch {
      return text; // not JSON: `read` refuses it, and it is set aside like anything else
    }
  }

  #putPlain(key, value) {
    if (this.kind === "memory") return value === null ? this.memory.delete(key) : this.memory.set(key, structuredClone(value));
    if (value === null) localStorage.removeItem(`${this.name}:${key}`);
    else localStorage.setItem(`${this.name}:${key}`, JSON.stringify(value));
  }
}

function openDatabase(name) {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("no answer")), PATIENCE);
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(TABLE);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const database = request.result;
      database.onversionchange = () => database.close();
      if (database.objectStoreNames.contains(TABLE)) resolve(database);
      else reject(new Error("a database of another form"));
    };
  });
}

function getFrom(database, key) {
  return new Promise((resolve, reject) => {
    const request = database.transaction(TABLE).objectStore(TABLE).get(key);
    request.onsuccess = () => resolve(request.result ?? null);
    request.onerror = () => reject(request.error);
  });
}

function transactIn(database, key, work) {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(TABLE, "readwrite", STRICT);
    const table = transaction.objectStore(TABLE);
    let made;
    const request = table.get(key);
    request.onsuccess = () => {
      made = work(request.result ?? null, (place, value) => (value === null ? table.delete(place) : table.put(value, place)));
    };
    transaction.oncomplete = () => resolve(made); // not the request's success: only now are the bytes on the disk
    transaction.onerror = transaction.onabort = () => reject(transaction.error ?? new Error("not stored"));
  });
}

function transactAllIn(database, work) {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(TABLE, "readwrite", STRICT);
    const table = transaction.objectStore(TABLE);
    let made;
    const keys = table.getAllKeys();
    const values = table.getAll(); // answered after the keys, since requests of one transaction keep their order
    values.onsuccess = () => {
      const entries = new Map(keys.result.map((key, place) => [key, values.result[place]]));
      made = work(entries, (key, value) => (value === null ? table.delete(key) : table.put(value, key)));
    };
    transaction.oncomplete = () => resolve(made);
    transaction.onerror = transaction.onabort = () => reject(transaction.error ?? new Error("not stored"));
  });
}

function localKeys(prefix) {
  return Object.keys(localStorage).filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
}

function worksLocally(name) {
  try {
    localStorage.setItem(`${name}:test`, "1");
    localStorage.removeItem(`${name}:test`);
    return true;
  } catch {
    return false;
  }
}
