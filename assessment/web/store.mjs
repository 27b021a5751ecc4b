// Takes changes to one record, and values beside it, and keeps them in this browser; knows neither questions nor page.
//
// IndexedDB with strict durability, because localStorage lost answers when the browser was killed.
// Each change is read, made and written in one transaction, so that two tabs never undo each other's answers.
// A change that could not be stored is owed: it is made again, in its place, together with the next one.
// What a page could not store before it went away waits in localStorage, with what it was made from, and is made again by the next page.

import { localKeys, localValue, putLocally } from "./database.mjs";
import { rebased } from "./rebase.mjs";
import { Shelf } from "./shelf.mjs";

const CURRENT = "current";
const EARLY = "early"; // in localStorage, and then a name for each page: the record as a page went away that could not store it, and as `base` the one it was made from
const ASIDE = "aside"; // what was found and could not be used: kept for download, never read again
const [CHANGED, DELETED] = ["changed", "deleted"]; // what other tabs are told

export class Store {
  /** `name` is `touchstone:<model id>`; `read(value)` gives a usable record or null; `onOther(record)` is told of other tabs; `brings(key)` is true for what this page takes over from localStorage. */
  constructor(name, { read, onOther = () => {}, brings = () => false }) {
    Object.assign(this, { name, read, onOther, brings, isOpen: false, isStrange: false, deletions: 0, left: false, owed: new Map() });
    this.early = `${EARLY}:${Math.random().toString(36).slice(2)}`;
    this.shelf = new Shelf(name, () => (this.owed.clear(), onOther(null)));
    this.channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(name) : null;
    if (this.channel) this.channel.onmessage = ({ data }) => this.#heard(data);
    globalThis.addEventListener?.("pageshow", ({ persisted }) => persisted && this.#heard()); // asleep, it heard nothing of other tabs
    globalThis.addEventListener?.("storage", ({ key, newValue }) => newValue && key.startsWith(`${name}:${EARLY}`) && brings(EARLY) && this.#bringOver().then(() => this.#heard(), () => {})); // another page went away
  }

  /** Open the safest place that there is; `kind` then says which. */
  async open() {
    await this.shelf.open();
    await this.#bringOver().catch(() => {}); // full: it stays where it is
    this.isOpen = true;
    return this;
  }

  /** "indexeddb", "localstorage" or "memory". */
  get kind() {
    return this.shelf.kind;
  }

  /** The stored record with what is owed to it, or null. */
  async current() {
    const value = await this.shelf.get(CURRENT);
    const record = value === null ? null : this.read(value);
    this.isStrange = value !== null && record === null;
    return made(this.#owing(CURRENT), record);
  }

  /** True while a change is made and not stored. */
  get isOwing() {
    return this.#owing(CURRENT).length > 0;
  }

  /** What was found here and could not be read: any value, or null. */
  async unread() {
    const value = await this.shelf.get(CURRENT);
    return value !== null && this.read(value) === null ? value : this.shelf.get(ASIDE);
  }

  /**
   * Make a change and keep it: `edit(record or null)` gives the new record, or null to delete it.
   * Resolves with the new record when it is safe on the disk (or as safe as this browser can).
   */
  async change(edit) {
    const next = await this.#owed(CURRENT, edit, (value, put, edits) => {
      const record = value === null ? null : this.read(value);
      if (value !== null && record === null) put(ASIDE, value);
      return made(edits, record);
    });
    this.isStrange = false;
    return next;
  }

  /** Anything else that is kept under a name of its own ("team", "invitation"): the value as it was put, unread, or null. */
  async kept(key) {
    return made(this.#owing(key), await this.shelf.get(key));
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
   * `base` is the record that it was made from. Where the page did not know all that is stored (`isWhole`), the record must not lie on top of that, and waits for the next page.
   */
  leave(record, { base, isWhole }) {
    try {
      if (isWhole && !this.isStrange) return this.shelf.putAtOnce(CURRENT, record);
    } catch {} // the database is closed
    putLocally(`${this.name}:${this.early}`, { ...record, base });
    this.left = true;
  }

  /** All that is kept: a Map from key to value, unread. */
  all() {
    return this.shelf.alterAll((entries) => entries);
  }

  /** Change what is kept, all in one transaction: `work(entries, put)`. Resolves with what it gives when it is safe. Other tabs are told. */
  async alterAll(work, word = CHANGED) {
    const made = await this.shelf.alterAll(work);
    this.channel?.postMessage(word);
    return made;
  }

  /** Delete everything that is kept here, or what `isMeant(key)`; resolves with a function that puts it back, beneath what has been answered since. */
  async clear(isMeant = () => true) {
    await this.#bringOver().catch(() => {}); // what waits in localStorage goes, too
    const owed = new Map([...this.owed].filter(([key]) => isMeant(key)));
    for (const key of owed.keys()) this.owed.delete(key);
    const isAll = isMeant(CURRENT);
    if (isAll) this.deletions += 1; // what is on its way was made from what goes now …
    const before = await this.alterAll((entries, put) => {
      for (const [key, edits] of owed) {
        const value = entries.get(key) ?? null;
        const next = made(edits, key === CURRENT && value !== null ? this.read(value) : value);
        if (next !== null) entries.set(key, next);
      }
      const meant = [...entries].filter(([key]) => isMeant(key));
      for (const [key] of meant) put(key, null);
      return new Map(meant);
    }, isAll ? DELETED : CHANGED).catch((failed) => {
      for (const [key, edits] of owed) this.owed.set(key, [...edits, ...this.#owing(key)]);
      throw failed;
    });
    if (isAll) this.deletions += 1; // … and what was said meanwhile
    return () => this.alterAll((entries, put) => {
      for (const [key, value] of before) if (key !== CURRENT && (key === ASIDE || !entries.has(key))) put(key, value);
      put(CURRENT, this.#together(before.get(CURRENT) ?? null, entries.get(CURRENT) ?? null, put));
    });
  }

  // A change after all those to the same key that are owed; it is owed itself until it is stored.
  async #owed(key, edit, work) {
    this.owed.set(key, [...this.#owing(key), edit]);
    let edits = [];
    const next = await this.shelf.alter(key, (value, put) => {
      edits = this.#owing(key);
      const found = work(value, put, edits);
      put(key, found);
      return found;
    });
    this.owed.set(key, this.#owing(key).filter((one) => !edits.includes(one)));
    if (key === CURRENT && this.left) { // the page was only hidden: what it left is stored, and will soon be old
      putLocally(`${this.name}:${this.early}`, null);
      this.left = false;
    }
    this.channel?.postMessage(CHANGED);
    return next;
  }

  #owing(key) {
    return this.owed.get(key) ?? [];
  }

  // Where a person has deleted everything in another tab, that goes for what this one could not store and for what it still shows.
  async #heard(word = CHANGED) {
    if (word === DELETED) {
      this.deletions += 1;
      this.owed.delete(CURRENT);
    }
    if (this.isOpen) await this.current().then(this.onOther, () => {}); // a storage that is closed tells nothing: what is shown stays
  }

  // Two records as one: what the newer says lies on top. One that cannot be read takes the place of none that can.
  #together(was, now, put) {
    const [older, newer] = [was, now].map((value) => (value === null ? null : this.read(value)));
    if (older && newer) return rebased(older, null, newer);
    if (was === null || now === null) return now ?? was;
    put(ASIDE, newer ? was : now);
    return newer ? now : was;
  }

  // What lies in localStorage, because the database did not answer once, or a page could not store it before it went away.
  async #bringOver() {
    if (this.kind === "memory") return;
    const waiting = localKeys(`${this.name}:`).filter(this.brings);
    const keys = this.kind === "indexeddb" ? waiting.filter((key) => !key.startsWith(EARLY)) : [];
    if (keys.length) {
      await this.shelf.alterAll((entries, put) => {
        for (const key of keys) {
          const [was, now] = [entries.get(key) ?? null, localValue(`${this.name}:${key}`)];
          put(key, key === CURRENT ? this.#together(was, now, put) : was ?? now);
        }
      });
      for (const key of keys) localStorage.removeItem(`${this.name}:${key}`);
    }
    for (const key of waiting.filter((one) => one.startsWith(EARLY))) await this.#makeAgain(`${this.name}:${key}`);
  }

  async #makeAgain(place) {
    const text = localStorage.getItem(place);
    const value = localValue(place);
    const [early, base] = [value, value?.base ?? null].map((one) => (one === null ? null : this.read(one)));
    if (early) await this.change((stored) => rebased(stored, stored || this.kind === "indexeddb" ? base : null, early)); // without the database, what it was made from is lost, too
    else if (value !== null) await this.put(ASIDE, value);
    if (localStorage.getItem(place) === text) localStorage.removeItem(place); // the page may only be hidden, and have more to say
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
