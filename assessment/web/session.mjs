// Takes edits of one person's answers, shows them at once and has them stored; knows neither page nor questions.

import { arrange, blank, isAnswered, newRespondent, readStored, today } from "./answers.mjs";
import { rebased } from "./rebase.mjs";
import { Store } from "./store.mjs";

const AGAIN = 10_000; // ms until what could not be stored is tried again

export class Session {
  /** `known` is {model, items, retired}; `on` is {change(record), saved(date), failed(error)} and, if wanted, {saving(), other(): another tab changed something}. */
  constructor(known, on) {
    Object.assign(this, { known, on, pending: 0, changes: 0, isEmpty: true, isWhole: false, base: null });
    this.record = blank(known.model);
    this.ready = new Promise((go) => (this.opened = go)); // what is said before that waits
    this.store = new Store(`touchstone:${known.model.id}`, {
      read: (value) => readStored(value, known),
      brings: () => true,
      onOther: (record) => (this.#adopt(record), this.on.other?.()),
    });
  }

  /** Open the storage and show what lies there; resolves with a value that could not be read, or null. */
  async load() {
    const { changes } = this;
    await this.store.open();
    this.opened();
    const stored = await this.store.current();
    const unread = stored ? null : await this.store.unread();
    if (changes === this.changes) this.#adopt(stored); // an answer given meanwhile is stored by now, and what was read before it is old
    return unread;
  }

  /** Change the record: `edit(record)` changes it in place or returns another. Resolves when it is stored, or failed to be. */
  apply(edit, { isChange = true } = {}) {
    const symbols = newRespondent(); // once: what is shown and what is stored are made apart and must be the same
    const make = (before) => {
      const copy = before ? structuredClone(before) : blank(this.known.model);
      const made = edit(copy) ?? copy;
      if (isChange) made.date = today();
      if (isChange && Object.values(made.answers).some(isAnswered)) made.respondent ??= symbols;
      return arrange(made, this.known);
    };
    const shown = this.isEmpty ? null : this.record; // if the storage is emptied under the page, what the person sees is stored; unless a person emptied it
    const { deletions } = this.store;
    this.record = make(this.record);
    this.isEmpty = false;
    this.on.change(this.record);
    return this.#stored(() => this.store.change((stored) => make(stored ?? (deletions === this.store.deletions ? shown : null))));
  }

  /** Change the answers to some items; resolves with a function that brings the answers they had back. */
  change(ids, edit) {
    const before = new Map(ids.map((id) => [id, structuredClone(this.record.answers[id])]));
    this.apply(edit);
    return () => this.apply((record) => {
      for (const [id, entry] of before) {
        if (entry) record.answers[id] = entry;
        else delete record.answers[id];
      }
    });
  }

  /** Put another record in the place of this one; gives a function that brings the old one back, and leaves what was changed since. */
  replace(record) {
    const before = this.isEmpty ? null : this.record;
    this.apply(() => structuredClone(record), { isChange: false });
    const put = this.record;
    const back = (now) => rebased(before, put, now);
    if (before) return () => this.apply(back, { isChange: false });
    return () => this.#stored(() => this.store.change((now) => (JSON.stringify(now) === JSON.stringify(put) ? null : back(now))));
  }

  /** Delete everything; resolves with a function that brings it back. Rejects where the browser cannot. */
  async clear() {
    await this.ready;
    const { isWhole } = this;
    this.isWhole = false; // what is said meanwhile must not bring back, as the page goes away, what it is shown beside
    const back = await this.store.clear().catch((failed) => {
      this.isWhole = isWhole;
      throw failed;
    });
    this.#adopt(null);
    return async () => {
      await back();
      this.#adopt(await this.store.current());
    };
  }

  /** Store what is still on its way, because the page goes away. */
  leave() {
    if (this.pending || this.store.isOwing) this.store.leave(this.record, this);
  }

  // "Saved" is said when nothing is left to store, so that it holds for all that the page shows.
  async #stored(action, { isAgain = false } = {}) {
    this.pending += 1;
    this.changes += 1;
    if (!isAgain) this.on.saving?.();
    clearTimeout(this.again);
    await this.ready;
    try {
      const made = await action();
      this.pending -= 1;
      this.#adopt(made);
      if (!this.pending && !this.store.isOwing) this.on.saved(new Date());
    } catch (failed) {
      this.pending -= 1;
      this.again = setTimeout(() => this.store.isOwing && this.#stored(() => this.store.change((record) => record), { isAgain: true }), AGAIN);
      this.on.failed(failed, isAgain);
    }
  }

  // What is stored is the truth, unless this page has changes on the way there.
  #adopt(record) {
    if (this.pending) return;
    this.isWhole = true;
    if (!this.store.isOwing) this.base = record;
    this.isEmpty = !record;
    const next = record ?? blank(this.known.model);
    if (JSON.stringify(next) === JSON.stringify(this.record)) return;
    this.record = next;
    this.on.change(next);
  }
}
