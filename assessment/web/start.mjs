// Takes an answers object and shows the overview: the mode, the lines about the unit, what is done of each dimension, and where the answers are kept.

import { TEXT_REST } from "./form.mjs";
import { inMinutes, sum } from "./progress.mjs";

// Said at the top, before anything is typed, where the page cannot promise what it promises elsewhere.
const WARNED = {
  localstorage: "This browser offers no safe storage: if it crashes, the last moments may be lost.",
  memory: "This browser keeps nothing for this page: your answers are lost when you close it.",
};

const KEPT = {
  indexeddb: "Your answers are kept in this browser only, on this device.",
  localstorage: `Your answers are kept in this browser only. ${WARNED.localstorage}`,
  memory: `${WARNED.memory} Download them as a file before you go.`,
};

export class Start {
  /** `on` is {mode(name), describe(key, text)}. */
  constructor(root, dimensions, on) {
    this.root = root;
    this.dimensions = dimensions;
    this.rest = 0;
    this.describe = on.describe;
    const part = (name) => root.querySelector(`[data-start=${name}]`);
    Object.assign(this, { go: part("go"), left: part("left"), count: part("count"), where: part("where"), about: part("about"), facts: part("facts"), keeps: part("keeps") });
    this.promise = this.keeps.textContent;
    const every = (what) => [...root.querySelectorAll(what)];
    Object.assign(this, { lines: every("[data-scope]"), modes: every("[name=ts-mode]"), statuses: every("[data-status]"), aims: every("[data-aim]"), paper: every("[data-paper]") });
    root.addEventListener("change", ({ target }) => {
      if (target.name === "ts-mode") on.mode(target.value);
      else if (target.dataset.scope) this.#hand(target);
    });
    root.addEventListener("input", ({ target }) => {
      if (!target.matches("input[data-scope]")) return;
      clearTimeout(this.rest);
      this.rest = setTimeout(() => this.#hand(target), TEXT_REST);
    });
  }

  /** Hand on a line that is still being written; call before the page may go away. One that only has the focus may be older than what is stored. */
  flush() {
    const line = this.lines.find((one) => one === document.activeElement);
    if (this.rest && line && this.record && line.value.trim() !== (this.record.scope[line.dataset.scope] ?? "")) this.#hand(line);
  }

  /** True while a line is being written that has not been handed on. */
  get isWriting() {
    return Boolean(this.rest);
  }

  #hand(line) {
    clearTimeout(this.rest);
    this.rest = 0;
    this.describe(line.dataset.scope, line.value);
  }

  /** `far` is the progress; `kind` is where answers are kept, `facts` counts the facts that are answered. */
  show(record, far, { kind, facts }) {
    this.record = record;
    for (const radio of this.modes) radio.checked = radio.value === record.mode;
    for (const line of this.lines) if (line !== document.activeElement) line.value = record.scope[line.dataset.scope] ?? "";
    this.#about(record);
    if (facts.total) this.#facts(facts.answered(record), facts.total);
    for (const status of this.statuses) {
      const { answered, total, status: text } = far.dimensions[status.dataset.status] ?? { answered: 0, total: 0, status: "" };
      status.textContent = text === "In progress" ? `In progress, ${answered} of ${total}` : text;
      status.dataset.state = text;
    }
    this.count.textContent = `${far.answered} of ${far.total} answered`;
    const next = this.dimensions.find((d) => far.dimensions[d.id]?.status !== "Done" && far.dimensions[d.id]);
    this.go.href = next ? `#${next.id}` : "#check";
    this.go.textContent = !next ? "Check your answers" : far.answered ? "Continue" : "Start";
    this.left.textContent = next && far.answered ? `${next.title} is next, ${inMinutes(sum(far.blanks))} left` : "";
    this.where.textContent = KEPT[kind];
    for (const place of [this.where, this.keeps]) place.toggleAttribute("data-warning", kind !== "indexeddb");
    this.keeps.textContent = WARNED[kind] ?? this.promise;
  }

  // What is said of the unit, in the line that folds it away and on paper; and the target that it suggests.
  #about(record) {
    const words = (line) => line.selectedOptions?.[0]?.dataset.short ?? (line.options ? "" : line.value);
    const said = this.lines.map((line) => [line.dataset.scope, record.scope[line.dataset.scope] ? words(line) : ""]);
    this.about.textContent = said.map(([, text]) => text).filter(Boolean).join(", ");
    const onPaper = { ...Object.fromEntries(said), date: record.date ?? "" };
    for (const place of this.paper) place.textContent = onPaper[place.dataset.paper] ?? "";
    const aim = this.aims.find(({ dataset }) => dataset.aim === `${record.scope.size} ${record.scope.exchange}`) ?? this.aims[0];
    for (const one of this.aims) one.hidden = one !== aim;
  }

  #facts(answered, total) {
    this.facts.dataset.state = answered === total ? "Done" : "";
    this.facts.textContent = answered === total ? "Done" : answered ? `${answered} of ${total} answered` : `${total} facts`;
  }
}
