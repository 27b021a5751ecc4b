// Takes answers, asks the engine for their report and shows it on the desk; knows states and messages, never a rule of scoring.

import { isAnswered } from "./answers.mjs";
import { Desk } from "./desk.mjs";
import { element } from "./element.mjs";
import { faultList } from "./faultlist.mjs";
import { download } from "./files.mjs";
import { Waiting } from "./waiting.mjs";

const COMMAND = "python -m assessment score answers.json";

export class Shell {
  /**
   * `place` is filled; `main` gets data-state; `heading` is the heading above; `questions` is the address of the questions.
   * `notice` tells what was done, with an undo; `edit(change)` changes the record that is shown; `linkTo(code)` gives the address of a result.
   * More for the desk: `isBorrowed()`, `banner(record)`, `extras(record)`, `snapshot(record)`; see there.
   */
  constructor({ place, main, heading, engine, notice, questions, ...more }) {
    Object.assign(this, { place, main, heading, engine, questions, turn: 0, waiting: 0, loading: new Waiting(place, { program: "scoring program" }) });
    this.say = (text) => notice.say(text);
    this.desk = new Desk({ place, notice, ask: (request) => this.ask(request), isBusy: () => this.waiting > 0, ...more });
  }

  /** Show the report of a record, or what is in the way; a later call overtakes an earlier one. `quiet` is for a change of what is shown. */
  async show(record, { quiet = false } = {}) {
    const turn = ++this.turn;
    if (!record || !Object.values(record.answers).some(isAnswered)) return this.#empty();
    const isUp = quiet && this.main.dataset.state === "shown";
    const key = JSON.stringify({ ...record, plan: [] });
    if (isUp && key === this.key) return this.desk.refresh(record); // the report tells nothing of the plan
    if (!quiet) this.#working();
    this.waiting += 1;
    try {
      const result = await this.ask(this.desk.request(record)).finally(() => (this.waiting -= 1));
      if (turn !== this.turn) return;
      this.key = key;
      if (isUp) this.#redrawn(record, result);
      else this.#shown(record, result);
    } catch (problem) {
      if (turn === this.turn) this.#failed(problem, record);
    }
  }

  /** Tell that a link holds no result: `problem` has the door's faults; `ways` are buttons that lead on; `again()` tries once more. */
  refuse(problem, { title, ways, again }) {
    this.turn += 1;
    if (!problem.faults) return this.#failed(problem, null, { again, ways });
    this.#state("failed");
    this.say(title);
    this.place.replaceChildren(
      element("div", { class: "tq-failed", role: "alert" },
        element("p", { class: "tq-lead" }, title),
        element("ul", {}, problem.faults.map(({ wrong, right }) => element("li", {}, `The code in the link ${wrong} ${right}`))),
        element("p", {}, "Your own answers in this browser are untouched."),
        element("p", { class: "tq-buttons" }, ways)));
  }

  /** Say that something is being worked out. */
  wait() {
    this.turn += 1;
    this.#working();
  }

  /** Forget the state: the page shows something else. */
  leave() {
    this.turn += 1;
    this.desk.flush();
    delete this.main.dataset.state;
  }

  /** True while something typed is on its way. */
  get isWriting() {
    return this.desk.isWriting;
  }

  /** What has been typed and is on its way: into the record. */
  flush() {
    this.desk.flush();
  }

  /** The door's result; throws an Error with its `faults`, or the engine's. */
  async ask(request) {
    const answer = await this.engine.call(request);
    if (answer.ok) return answer.result;
    throw Object.assign(new Error("refused"), { faults: answer.faults });
  }

  #state(name) {
    this.main.dataset.state = name;
    this.heading.hidden = name === "shown" && this.heading.localName === "h2";
  }

  #empty() {
    this.#state("empty");
    this.say("Nothing is answered yet");
    this.place.replaceChildren(
      element("p", { class: "tq-lead" }, "Not enough answers: nothing is answered yet."),
      element("p", { class: "tq-buttons" }, element("a", { class: "ts-button ts-primary", href: this.questions }, "Go to the questions")));
  }

  #working() {
    this.#state("working");
    this.loading.show("Working out your result …", "Loading the scoring program");
    this.say("Working out your result");
  }

  /** Tell how much of the engine is here: {loaded, total} in bytes. */
  progress(bytes) {
    this.loading.progress(bytes);
  }

  #shown(record, result) {
    const isWaiting = this.heading === document.activeElement || document.activeElement === document.body;
    this.#state("shown");
    const toPart = location.hash.startsWith("#explain-");
    this.desk.open(record, result);
    const title = this.heading.hidden ? this.place.querySelector("h2") : this.heading;
    title?.setAttribute("tabindex", "-1");
    if (isWaiting && !toPart) title?.focus({ preventScroll: true });
    this.say(`Result ready. ${result.sentence ?? ""}`);
    this.#mark("touchstone:result-shown");
  }

  #redrawn(record, result) {
    this.desk.redraw(record, result);
    this.#mark("touchstone:result-redrawn");
  }

  // After the frame that draws the table, not before.
  #mark(name) {
    requestAnimationFrame(() => setTimeout(() => performance.mark(name)));
  }

  #failed(problem, record, { again = () => this.show(record), ways = [] } = {}) {
    this.#state("failed");
    const { title, text } = explain(problem);
    this.place.replaceChildren(
      element("div", { class: "tq-failed", role: "alert" },
        element("p", { class: "tq-lead" }, title),
        element("p", {}, text),
        faultList(problem.faults),
        element("p", {}, "Your answers are safe. With Python on your own machine, this command gives the same result from the file:"),
        element("pre", {}, element("code", {}, COMMAND)),
        element("p", { class: "tq-buttons" },
          element("button", { class: "ts-button ts-primary", type: "button", onclick: again }, "Try again"),
          record ? element("button", { class: "ts-button", type: "button", onclick: () => download(record) }, "Download the answers") : null, ways)));
  }
}

const TITLES = {
  blocked: "This browser blocks the scoring program.",
  missing: "The scoring program could not be loaded.",
  refused: "The scoring program could not be loaded.",
  lost: "The scoring program could not be loaded.",
};

const ADVICE = {
  blocked: "It needs WebAssembly, which is switched off here, often by a rule of the organization or by a strict privacy mode. Another browser may work.",
  missing: "This page may be older than the site. Reload it: your answers stay.",
  refused: "The server did not give it out. Try again in a minute.",
  lost: "The connection was lost several times. Try again when you are online: what has arrived is not loaded again.",
  silent: "It did not start within a minute. Try again, or close other tabs first.",
  model: "It could not read the questions. This is a fault of the site, not of your answers.",
  crashed: "It stopped. Trying again starts it anew.",
};

function explain(problem) {
  if (problem.faults) return { title: "These answers could not be scored.", text: "The scoring program found this:" };
  return { title: TITLES[problem.kind] ?? "The scoring program did not work.", text: ADVICE[problem.kind] ?? String(problem.message ?? problem) };
}
