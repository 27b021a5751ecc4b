// Takes how far a person has come and shows it in the slim bar above the questions and in the steps below them; knows neither storage nor scoring.

import { inMinutes } from "./progress.mjs";

export class Bar {
  constructor(root, dimensions) {
    this.root = root;
    this.dimensions = dimensions;
    this.settled = null; // what it said before "Saving …"
    const part = (name) => root.querySelector(`[data-bar=${name}]`);
    Object.assign(this, { where: part("where"), left: part("left"), saved: part("saved"), line: part("line") });
    const step = (name) => root.querySelector(`[data-step=${name}]`);
    Object.assign(this, { back: step("back"), on: step("on"), check: step("check"), leftBelow: step("left"), box: root.querySelector(".tq-bar") });
  }

  /** Show the place `view` and the progress `far`; `returning` is true for somebody who came from the list of answers. */
  show(view, far, returning) {
    const at = this.dimensions.findIndex((d) => d.id === view);
    const of = this.dimensions.length;
    this.where.textContent = view === "facts" ? "Say and do" : at < 0 ? `${far.answered} of ${far.total} answered` : `Dimension ${at + 1} of ${of}`;
    this.left.textContent = this.leftBelow.textContent = far.blanks.length && view !== "facts" ? `${inMinutes(far.seconds)} left` : "";
    this.box.hidden = view === "start" && !far.answered; // the overview says it all, until something is done
    for (const mark of this.line.children) {
      const { status } = far.dimensions[mark.dataset.dimension] ?? { status: "Not started" };
      mark.dataset.state = status;
      mark.toggleAttribute("data-here", mark.dataset.dimension === view);
    }
    if (at < 0) return;
    this.back.href = at ? `#${this.dimensions[at - 1].id}` : "#start";
    this.on.href = returning || at === of - 1 ? "#check" : `#${this.dimensions[at + 1].id}`;
    this.on.textContent = returning ? "Back to your answers" : "Continue";
    this.check.hidden = returning || at === of - 1;
  }

  /** "Saved at 14:02": call it only when the answers are on the disk. */
  savedAt(now) {
    const two = (number) => String(number).padStart(2, "0");
    this.settled = null;
    this.saved.textContent = `Saved at ${two(now.getHours())}:${two(now.getMinutes())}`;
    this.saved.removeAttribute("data-bad");
  }

  /** Something is on its way to the disk, or still being written. */
  saving() {
    this.settled ??= this.saved.textContent;
    this.saved.textContent = "Saving …";
    this.saved.removeAttribute("data-bad");
  }

  /** Nothing of it was new: it says what it said. */
  settle() {
    if (this.settled !== null) this.saved.textContent = this.settled;
    this.settled = null;
  }

  notSaved(text) {
    this.settled = null;
    this.saved.textContent = text;
    this.saved.dataset.bad = "";
  }
}
