// Takes one step of a page and opens or closes it, with a line that says why or what is in it; knows nothing of what the step does.

import { arrive } from "./arrival.mjs";

export class Step {
  /** `section` holds [data-line] with [data-said] and [data-turn], and [data-body]; `turned()` is called by its button. */
  constructor(section, turned = () => {}) {
    const part = (name) => section.querySelector(`[data-${name}]`);
    Object.assign(this, { section, line: part("line"), said: part("said"), turn: part("turn"), body: part("body"), heading: section.querySelector("h2") });
    this.turn.addEventListener("click", turned);
  }

  /** Open or close the step; `said` is the line below its heading, `turn` the words of its button, each "" for none. */
  set({ isOpen, isWaiting = false, said = "", turn = "", folds = false }) {
    this.section.toggleAttribute("data-open", isOpen);
    this.section.toggleAttribute("data-waiting", isWaiting);
    this.body.hidden = !isOpen;
    this.line.hidden = !said && !turn;
    if (typeof said !== "string") this.said.replaceChildren(...said);
    else if (this.said.textContent !== said) this.said.textContent = said;
    if (this.turn.textContent !== turn) this.turn.textContent = turn;
    this.turn.hidden = !turn;
    if (folds) this.turn.setAttribute("aria-expanded", String(isOpen));
  }

  /** Send the reader here. */
  go() {
    this.heading.focus({ preventScroll: true });
    arrive(this.section);
  }
}
