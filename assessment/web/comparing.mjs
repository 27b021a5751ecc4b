// Takes a choice of answers, asks the engine to compare them and shows what it says; knows states and messages, never a rule of comparing.

import { admit } from "./admit.mjs";
import { element } from "./element.mjs";
import { faultList } from "./faultlist.mjs";
import { downloadText } from "./files.mjs";
import { Waiting } from "./waiting.mjs";

const FORMS = [["json", "json", "Comparison as JSON"], ["markdown", "md", "Comparison as text"], ["csv", "csv", "Comparison as a table"]];

export class Comparing {
  /** `place` is filled; `main` gets data-state; `say(text)` tells screen readers; `refuse(faults by place in the list)` is told which files are no good. */
  constructor({ place, main, engine, say, refuse }) {
    Object.assign(this, { place, main, engine, say, refuse, turn: 0, waiting: new Waiting(place) });
  }

  /** Nothing to compare: show what to do, as an element. */
  empty(advice) {
    this.turn += 1;
    this.main.dataset.state = "empty";
    this.place.replaceChildren(advice);
  }

  /** Compare records, oldest first; a later call overtakes an earlier one. */
  async show(files) {
    const turn = ++this.turn;
    if (this.main.dataset.state !== "shown") this.#working(); // else the old comparison stands until the new one is here
    try {
      const answer = await this.engine.call({ do: "compare", files, as: "page" });
      if (turn !== this.turn) return;
      if (answer.ok) this.#shown(files, answer.result);
      else if (!this.refuse(byFile(answer.faults))) this.#failed(files, new Error("The program could not compare these."), answer.faults);
    } catch (problem) {
      if (turn === this.turn) this.#failed(files, problem, []);
    }
  }

  /** Tell how much of the engine is here: {loaded, total} in bytes. */
  progress(bytes) {
    this.waiting.progress(bytes);
  }

  #working() {
    this.main.dataset.state = "working";
    this.waiting.show("Comparing …", "Loading the program that compares");
    this.say("Comparing");
  }

  #shown(files, { html, sentence }) {
    const isWaiting = this.main.dataset.state === "working" && document.activeElement === document.body;
    const isReading = this.place.contains(document.activeElement);
    this.place.replaceChildren(admit(html), this.#keep(files));
    this.main.dataset.state = "shown";
    // A person who is choosing stays where they are; one who waits is led to the heading.
    if (isWaiting || isReading) this.place.querySelector("h2")?.focus({ preventScroll: true });
    this.say(`Comparison ready. ${sentence}`);
    requestAnimationFrame(() => setTimeout(() => performance.mark("touchstone:result-shown")));
  }

  #keep(files) {
    const take = async (as, type) => {
      const answer = await this.engine.call({ do: "compare", files, as });
      if (answer.ok) downloadText(answer.result, `touchstone-comparison.${type}`);
    };
    const buttons = FORMS.map(([as, type, label]) => element("button", { class: "ts-button", type: "button", onclick: () => take(as, type).catch((problem) => this.#failed(files, problem, [])) }, label));
    return element("section", { class: "tq-keep-result", "aria-label": "Keep the comparison" },
      element("h2", { class: "tq-small-title" }, "Keep it"),
      element("p", { class: "tq-buttons" }, element("button", { class: "ts-button", type: "button", onclick: () => print() }, "Print"), ...buttons));
  }

  #failed(files, problem, faults) {
    this.main.dataset.state = "failed";
    this.place.replaceChildren(
      element("div", { class: "tq-failed", role: "alert" },
        element("p", { class: "tq-lead" }, "The comparison did not work."),
        element("p", {}, String(problem.message ?? problem)),
        faultList(faults),
        element("p", {}, "Your answers are safe. With Python on your own machine, this command compares files:"),
        element("pre", {}, element("code", {}, "python -m assessment compare older.json newer.json")),
        element("p", { class: "tq-buttons" }, element("button", { class: "ts-button ts-primary", type: "button", onclick: () => this.show(files) }, "Try again"))));
  }
}

// The engine names a place in the list of files: `files[1].model.id`.
function byFile(faults) {
  const found = new Map();
  for (const { where, ...rest } of faults) {
    const [, number, inside] = /^files\[(\d+)\]\.(.*)$/s.exec(where) ?? [];
    if (number !== undefined) found.set(Number(number), [...(found.get(Number(number)) ?? []), { where: inside, ...rest }]);
  }
  return found;
}
