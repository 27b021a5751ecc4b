// Takes changes to one record, and dated copies of it, and keeps them in this browser; knows neither questions nor page.
//
// IndexedDB with strict durability, because localStorage lost answers when the browser was killed.
// Each change is read, made and written in one transaction, so that two tabs never undo each other's answers.
// A change that could not be stored is owed: it is made again, in its place, together with the next one.

import { alterAll, alterOne, getOne, localKeys, localValue, openDatabase, putAtOnce, putLocally, worksLocally } from "./database.mjs";

const CURRENT = "current";
const EARLY = "early"; // in localStorage: what was said, as the page went away, before the page knew what is stored
const ASIDE = "aside"; // what was found and could not be used: kept for download, never read again
const SNAPSHOT = "snapshot:"; // and then the time and a number: a copy as it was kept, whatever version of the questions it answers

export class Store {
  /** `name` is `touchstone:<model id>`; `read(value)` gives a usable record or null; `onOther(record)` is told of other tabs; `upon(record or null, early)` joins what was said too early with the rest, where a page knows how; who is only a reader tidies nothing up. */
  constructor(name, { read, onOther = () => {}, upon = null, isReader = false }) {
    Object.assign(this, { name, read, onOther, upon, isReader, isOpen: false, left: null, kind: "memory", memory: new Map(), database: null, owed: new Map() });
    this.channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(name) : null;
    if (this.channel) this.channel.onmessage = () => this.#heard();
    globalThis.addEventListener?.("pageshow", ({ persisted }) => persisted && this.#heard()); // asleep, it heard nothing of other tabs
  }

  /** Open what can be opened: `kind` is then "indexeddb", "localstorage" or "memory". */
  async open() {
    try {
      this.database = await this.#opened();
      this.kind = "indexeddb";
    } catch {
      this.kind = worksLocally(this.name) ? "localstorage" : "memory";
    }
    if (!this.isReader) await this.#bringOver().catch(() => {}); // full: it stays where it is
    this.isOpen = true;
    return this;
  }

  /** The stored record with what is owed to it, or null. */
  async current() {
    const value = await this.#get(CURRENT);
    return made(this.#owing(CURRENT), value === null ? null : this.read(value));
  }

  /** True while a change is made and not stored. */
  get isOwing() {
    return this.#owing(CURRENT).length > 0;
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
    return this.#owed(CURRENT, edit, (value, put, edits) => {
      const record = value === null ? null : this.read(value);
      if (value !== null && record === null) put(ASIDE, value);
      return made(edits, record);
    });
  }

  /** Anything else that is kept under a name of its own ("team", "invitation"): the value as it was put, unread, or null. */
  async kept(key) {
    return made(this.#owing(key), await this.#get(key));
  }

  /** Keep a value under such a name, or delete it with null; resolves with the value when it is safe. Other tabs are told. */
  put(key, value) {
    return this.alter(key, () => value);
  }

  /** The same for a change: `edit(value or null)` gives the new value, or null; read, made and written in one transaction. */
  alter(key, edit) {
    return this.#owed(key, edit, (before, put, edits) => made(edits, before));
  }

  /**
   * Write the record at once, because the page goes away and no answer of the database will reach it any more.
   * It is whole if the page knew what is stored; what is not whole must not lie on top of that, and waits for the next visit.
   */
  leave(record, isWhole) {
    if (!isWhole) return this.#putBeside(EARLY, this.upon(this.read(localValue(`${this.name}:${EARLY}`)), record));
    if (this.kind !== "indexeddb") return this.#putPlain(CURRENT, record);
    try {
      putAtOnce(this.database, CURRENT, record);
    } catch {
      this.#putBeside(CURRENT, record); // the database is closed; the next visit brings it over
    }
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
    for (const key of [...this.owed.keys()]) if (isMeant(key)) this.owed.delete(key);
    const before = await this.#tellingAll((entries, put) => {
      const meant = [...entries].filter(([key]) => isMeant(key));
      for (const [key] of meant) put(key, null);
      return new Map(meant);
    });
    return () => this.#tellingAll((entries, put) => {
      for (const [key, value] of before) if (key !== CURRENT && (key === ASIDE || !entries.has(key))) put(key, value);
      put(CURRENT, this.#together(before.get(CURRENT) ?? null, entries.get(CURRENT) ?? null));
    });
  }

  // A change after all those to the same key that are owed; it is owed itself until it is stored.
  async #owed(key, edit, work) {
    this.owed.set(key, [...this.#owing(key), edit]);
    let edits = [];
    const next = await this.#transact(key, (value, put) => {
      edits = this.#owing(key);
      const found = work(value, put, edits);
      put(key, found);
      return found;
    });
    this.owed.set(key, this.#owing(key).filter((one) => !edits.includes(one)));
    if (key === CURRENT) this.#putBeside(this.left, null); // the page was only hidden: what it left is stored, and will soon be old
    this.channel?.postMessage("changed");
    return next;
  }

  #owing(key) {
    return this.owed.get(key) ?? [];
  }

  async #tellingAll(work) {
    const made = await this.#transactAll(work);
    this.channel?.postMessage("changed");
    return made;
  }

  // For the next visit. Only what this page put there is taken away again.
  #putBeside(key, record) {
    if (key) putLocally(`${this.name}:${key}`, record);
    this.left = record && key;
  }

  async #heard() {
    if (this.isOpen) this.onOther(await this.current());
  }

  // Two records as one: what is newer lies on top.
  #together(was, now) {
    const [older, newer] = [was, now].map((value) => (value === null ? null : this.read(value)));
    return older && newer ? { ...older, ...newer, answers: { ...older.answers, ...newer.answers } } : now ?? was;
  }

  // What lies in localStorage, because the database did not answer once, or was closed as a page went away.
  async #bringOver() {
    const keys = localKeys(`${this.name}:`).filter((key) => key !== EARLY);
    if (keys.length && this.kind === "indexeddb") {
      await this.#transactAll((entries, put) => {
        for (const key of keys) {
          const [was, now] = [entries.get(key) ?? null, localValue(`${this.name}:${key}`)];
          put(key, key === CURRENT ? this.#together(was, now) : was ?? now);
        }
      });
      for (const key of keys) localStorage.removeItem(`${this.name}:${key}`);
    }
    const early = this.upon && this.kind !== "memory" && this.read(localValue(`${this.name}:${EARLY}`));
    if (!early) return;
    await this.change((stored) => this.upon(stored, early));
    localStorage.removeItem(`${this.name}:${EARLY}`);
  }

  // Where the database is deleted by somebody else, everything is.
  #opened() {
    return openDatabase(this.name, () => (this.owed.clear(), this.onOther(null)));
  }

  async #get(key) {
    if (this.kind === "indexeddb") return this.#retried(() => getOne(this.database, key));
    return this.#plain(key);
  }

  // `work(current value, put)` runs inside one transaction and must not wait for anything.
  async #transact(key, work) {
    if (this.kind === "indexeddb") return this.#retried(() => alterOne(this.database, key, work));
    return work(this.#plain(key), (place, value) => this.#putPlain(place, value));
  }

  // The same with all that is kept: `work(entries, put)`, where `entries` is a Map from key to value.
  async #transactAll(work) {
    if (this.kind === "indexeddb") return this.#retried(() => alterAll(this.database, work));
    const keys = this.kind === "memory" ? [...this.memory.keys()] : localKeys(`${this.name}:`);
    return work(new Map(keys.map((key) => [key, this.#plain(key)])), (key, value) => this.#putPlain(key, value));
  }

  // A database may be closed under a page (the system wanted room, another version waits): open it once more. No room is no matter of opening.
  async #retried(action) {
    try {
      return await action();
    } catch (failed) {
      if (failed?.name === "QuotaExceededError") throw failed;
      this.database.close();
      this.database = await this.#opened();
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

// One change after the other; one that cannot be made is a fault of the page, and harms no other.
function made(edits, value) {
  return edits.reduce((before, edit) => {
    try {
      return edit(before);
    } catch (fault) {
      reportError(fault);
      return before;
    }
  }, value);
}
