// Takes edits of what a team has handed in and agreed, and has them stored on this device; knows neither page nor engine, and counts nothing.
//
// The record is {format, model, invitation, batches, gathered, allIn, seen, revealed, left, agreed, at}.
// A batch is what one paste or one file brought: {id, name, at, size, text: the hand-ins as JSON, counts: rows of a table or null, made: when hand-ins were taken out of it}.
// Texts and not objects, because a browser copies ten thousand objects on each write, and a text in no time.

import { arrange, blank as blankAnswers, today } from "./answers.mjs";
import { isObject } from "./allowed.mjs";
import { Store } from "./store.mjs";
import { isSame, tidy } from "./tidying.mjs";

const FORMAT = "touchstone-room/1";
const KEY = "team";
const ASIDE = "team:aside"; // what was found and belongs to other questions: kept for download

export class Room {
  /** `known` is what `knownOf` gives; `on` is {change(record), failed(error)}. */
  constructor(known, on) {
    Object.assign(this, { known, on, pending: 0, own: null });
    this.record = this.#blank();
    this.store = new Store(`touchstone:${known.model.id}`, { read: (value) => value, onOther: () => this.#heard(), brings: (key) => [KEY, ASIDE].includes(key) });
  }

  /** True while the example team is here, and nothing is stored. */
  get isExample() {
    return this.own !== null;
  }

  /** True where nothing is collected and nothing is written. */
  get isEmpty() {
    const { batches, invitation, agreed } = this.record;
    return !batches.length && !invitation && !agreed;
  }

  /** Open the storage and take what lies there; resolves with what was set aside because it, or something in it, could not be read, or null. */
  async load() {
    this.ready = this.store.open();
    await this.ready;
    const value = await this.store.kept(KEY);
    const record = this.#read(value, true);
    if (value !== null && !isSame(record, value)) {
      await this.store.put(ASIDE, value);
      await this.store.put(KEY, record);
    }
    if (record) this.record = record;
    return this.store.kept(ASIDE);
  }

  /** Change the record: `edit(record)` sets keys of a copy. What lies below a key, but for `agreed`, is replaced and never changed in place. */
  apply(edit) {
    const at = new Date().toISOString();
    const make = (before) => {
      const copy = { ...(before ?? this.#blank()), at };
      if (copy.agreed) copy.agreed = structuredClone(copy.agreed);
      edit(copy);
      if (copy.agreed) copy.agreed = arrange({ ...copy.agreed, date: today() }, this.known);
      return copy;
    };
    this.record = make(this.record);
    const stored = this.isExample ? Promise.resolve() : this.#stored(() => this.store.alter(KEY, (value) => make(this.#read(value))));
    this.#show();
    return stored;
  }

  /** Take batches out, or some hand-ins of one; gives a function that puts everything back where it was. */
  replace(batches) {
    const before = this.record.batches;
    const kept = new Map(batches.map((batch) => [batch.id, batch]));
    const gone = new Set(before.map(({ id }) => id).filter((id) => !kept.has(id)));
    this.apply((record) => (record.batches = record.batches.filter(({ id }) => !gone.has(id)).map((batch) => kept.get(batch.id) ?? batch)));
    return () => this.apply((record) => (record.batches = [...before, ...record.batches.filter(({ id }) => !before.some((old) => old.id === id))]));
  }

  /** The text of a request with the hand-ins of all batches, in the order they came, and what else it says: put together, since reading ten thousand would hold the page up. */
  asked(request) {
    const handed = this.record.batches.map(({ text }) => text.slice(1, -1)).filter(Boolean).join(",");
    return `${JSON.stringify(request).slice(0, -1)},"handed":[${handed}]}`;
  }

  /** The rows of all tables. */
  get counts() {
    return this.record.batches.flatMap(({ counts }) => counts ?? []);
  }

  /** Names what has come in, so that what was found out about it is known to be about it. */
  get key() {
    return this.record.batches.map(({ id, size, made = 0 }) => `${id}:${size}:${made}`).join(" ");
  }

  /** A sheet for what the team agrees on. */
  sheet(mode) {
    const { unit = null, period = null, size = null, exchange = null } = this.record.invitation ?? {};
    return arrange({ ...blankAnswers(this.known.model, mode), kind: "agreed", date: today(), scope: { unit, period, role: null, size, exchange } }, this.known);
  }

  /** Delete all of it; gives a function that brings it back, beneath what has come in since. */
  clear() {
    const before = this.record;
    this.record = this.#blank();
    this.#stored(() => this.store.put(KEY, null));
    this.#show();
    return () => this.apply((record) => {
      const { batches } = record;
      Object.assign(record, before, { batches: [...before.batches, ...batches.filter(({ id }) => !before.batches.some((old) => old.id === id))] });
    });
  }

  /** Put an empty record in the place of one's own, which stays as it is; nothing is stored until `leave`. */
  borrow(invitation) {
    this.own = this.record;
    this.record = { ...this.#blank(), invitation };
    this.#show();
  }

  /** One's own record again. */
  leave() {
    this.record = this.own ?? this.record;
    this.own = null;
    this.#show();
  }

  /** True for a record of these very questions, whatever else is in it. */
  isOurs(value) {
    return isObject(value) && value.format === FORMAT && value.model?.id === this.known.model.id && value.model?.hash === this.known.model.hash;
  }

  /** Forget what was set aside. */
  forgetAside() {
    return this.store.put(ASIDE, null);
  }

  #blank() {
    return { format: FORMAT, model: this.known.model, invitation: null, batches: [], gathered: null, allIn: null, seen: null, revealed: [], left: [], agreed: null, at: null };
  }

  // A record of these very questions, or null: the hand-ins in another could not be read.
  #read(value, isThorough = false) {
    return this.isOurs(value) ? tidy({ ...this.#blank(), ...value, model: this.known.model }, this.known, { isThorough }) : null;
  }

  // What cannot be drawn is a fault of the page; it keeps nothing from being stored or deleted.
  #show() {
    try {
      this.on.change(this.record);
    } catch (fault) {
      reportError(fault);
    }
  }

  async #heard() {
    const record = this.#read(await this.store.kept(KEY)) ?? this.#blank();
    if (this.pending) return;
    if (this.isExample) {
      this.own = record;
      return;
    }
    if (record.at === this.record.at) return;
    this.record = record;
    this.#show();
  }

  async #stored(action) {
    this.pending += 1;
    await this.ready;
    try {
      const made = await action();
      this.pending -= 1;
      if (this.pending || this.isExample || (made?.at ?? null) === this.record.at) return;
      this.record = made ?? this.#blank();
      this.#show();
    } catch (failed) {
      this.pending -= 1;
      this.on.failed(failed);
    }
  }
}
