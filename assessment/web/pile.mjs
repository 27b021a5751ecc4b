// Takes sets of answers and gives their order, oldest first, and which of them are chosen for comparing; knows no page, no storage and no engine.
//
// An entry is {id, kind: "today" | "snapshot" | "file", name, record or null, at (ISO time) or null, faults: [{where, wrong, right}]}.

export class Pile {
  constructor() {
    this.stored = []; // today's answers and the snapshots, as the browser keeps them
    this.files = []; // what the person added; gone with the page
    this.marks = new Map(); // id to true or false, where the person has said
  }

  /** All entries, oldest first: by the day of the answers, then by the time they were kept; without a day last, today's answers last of all on a day. */
  get entries() {
    const key = (entry) => [dayOf(entry) ?? "9999-12-31", entry.kind === "today" ? "z" : entry.at ?? ""].join(" ");
    return [...this.stored, ...this.files].map((entry) => [key(entry), entry]).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, entry]) => entry);
  }

  /** Those that can be compared. */
  get usable() {
    return this.entries.filter((entry) => entry.record && !entry.faults.length);
  }

  /** Those that are chosen, oldest first: what the person said, and else the two latest. */
  get chosen() {
    const { usable } = this;
    if (!this.marks.size) return usable.slice(-2);
    return usable.filter((entry) => this.marks.get(entry.id));
  }

  /** Choose an entry, or not; from then on only what the person chose counts. */
  mark(id, isChosen) {
    if (!this.marks.size) for (const entry of this.chosen) this.marks.set(entry.id, true);
    this.marks.set(id, isChosen);
  }

  /** Put in a file. It is chosen, since somebody wants to compare it. */
  add(entry) {
    if (entry.record && (this.marks.size || this.usable.length > 1)) this.mark(entry.id, true);
    this.files.push(entry);
  }

  /** Take out a file; gives a function that puts it back. */
  remove(id) {
    const entry = this.files.find((file) => file.id === id);
    this.files = this.files.filter((file) => file !== entry);
    return () => this.files.push(entry);
  }
}

/** The day that the answers are of, YYYY-MM-DD, or null: the day of their last change, or the day they were kept. */
export function dayOf(entry) {
  const { date } = entry.record ?? {};
  return typeof date === "string" ? date : entry.at?.slice(0, 10) ?? null;
}
