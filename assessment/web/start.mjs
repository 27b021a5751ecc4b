// Takes an answers object and shows the overview: the mode, what is done of each dimension, the lines about the unit, and where the answers are kept.

import { inMinutes, sum } from "./progress.mjs";

const KEPT = {
  indexeddb: "Your answers are kept in this browser only, on this device.",
  localstorage: "Your answers are kept in this browser only. It offers no safe storage: if it crashes, the last moments may be lost.",
  memory: "This browser keeps nothing for this page: your answers are lost when you close it. Download them as a file before you go.",
};

export class Start {
  /** `on` is {mode(name), describe(key, text)}. */
  constructor(root, dimensions, on) {
    this.root = root;
    this.dimensions = dimensions;
    const part = (name) => root.querySelector(`[data-start=${name}]`);
    Object.assign(this, { go: part("go"), left: part("left"), count: part("count"), where: part("where") });
    this.lines = [...root.querySelectorAll("[data-scope]")];
    root.addEventListener("change", ({ target }) => {
      if (target.name === "ts-mode") on.mode(target.value);
      else if (target.dataset.scope) on.describe(target.dataset.scope, target.value);
    });
  }

  show(record, far, kind) {
    for (const radio of this.root.querySelectorAll("[name=ts-mode]")) radio.checked = radio.value === record.mode;
    for (const line of this.lines) if (line !== document.activeElement) line.value = record.scope[line.dataset.scope] ?? "";
    for (const status of this.root.querySelectorAll("[data-status]")) {
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
    this.where.toggleAttribute("data-warning", kind !== "indexeddb");
  }
}
