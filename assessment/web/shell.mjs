// Takes answers, asks the engine for their report and shows it; knows states and messages, never a rule of scoring.

import { admit } from "./admit.mjs";
import { isAnswered } from "./answers.mjs";
import { element } from "./element.mjs";
import { download, downloadText, megabytes } from "./files.mjs";

const COMMAND = "python -m assessment score answers.json";

export class Shell {
  /** `place` is filled; `main` gets data-state; `heading` is the heading above; `questions` is the address of the questions; `extras(record)` gives what stands below the report. */
  constructor({ place, main, heading, engine, say, questions, extras = () => [] }) {
    Object.assign(this, { place, main, heading, engine, say, questions, extras, turn: 0, loaded: null });
  }

  /** Show the report of a record, or what is in the way; a later call overtakes an earlier one. */
  async show(record, { quiet = false } = {}) {
    const turn = ++this.turn;
    if (!record || !Object.values(record.answers).some(isAnswered)) return this.#empty();
    if (!quiet) this.#working(record);
    try {
      const { html, sentence } = await this.#ask({ do: "report", answers: record });
      if (turn !== this.turn) return;
      this.#shown(record, admit(html), sentence);
    } catch (problem) {
      if (turn === this.turn) this.#failed(record, problem);
    }
  }

  /** Forget the state: the page shows something else. */
  leave() {
    this.turn += 1;
    delete this.main.dataset.state;
  }

  async #ask(request) {
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
    this.place.replaceChildren(
      element("p", { class: "tq-lead" }, "Not enough answers: nothing is answered yet."),
      element("p", { class: "tq-buttons" }, element("a", { class: "ts-button ts-primary", href: this.questions }, "Go to the questions")));
  }

  #working() {
    this.#state("working");
    this.bytes = element("progress", { class: "tq-progress", max: 1, "aria-label": "Loading the scoring program" });
    this.told = element("p", { class: "tq-small" }, "The scoring program starts in your browser …");
    this.place.replaceChildren(element("div", { class: "tq-working" }, element("p", { class: "tq-lead" }, "Working out your result …"), this.bytes, this.told));
    if (this.loaded) this.progress(this.loaded);
    this.say("Working out your result");
  }

  /** Tell how much of the engine is here: {loaded, total} in bytes. */
  progress(bytes) {
    this.loaded = bytes;
    if (!this.told?.isConnected) return;
    const { loaded, total } = bytes;
    if (loaded < total) {
      this.bytes.value = loaded / total;
      this.told.textContent = `Loading the scoring program: ${megabytes(loaded)} of ${megabytes(total)} MB. It is needed once; your answers stay here.`;
    } else {
      this.bytes.removeAttribute("value");
      this.told.textContent = "Starting the scoring program …";
    }
  }

  #shown(record, report, sentence) {
    const isWaiting = this.heading === document.activeElement || document.activeElement === document.body;
    this.place.replaceChildren(report, this.#keep(record), ...this.extras(record));
    this.#state("shown");
    const title = this.heading.hidden ? this.place.querySelector("h2") : this.heading;
    title?.setAttribute("tabindex", "-1");
    if (isWaiting) title?.focus({ preventScroll: true });
    this.say(`Result ready. ${sentence ?? ""}`);
    // After the frame that draws the table, not before.
    requestAnimationFrame(() => setTimeout(() => performance.mark("touchstone:result-shown")));
  }

  #keep(record) {
    const as = (format, type, label) => element("button", {
      class: "ts-button",
      type: "button",
      onclick: () => this.#ask({ do: "score", answers: record, as: format })
        .then((text) => downloadText(text, `touchstone-result.${type}`), (problem) => this.#failed(record, problem)),
    }, label);
    return element("section", { class: "tq-keep-result", "aria-label": "Keep the result" },
      element("h2", { class: "tq-small-title" }, "Keep it"),
      element("p", { class: "tq-buttons" },
        element("button", { class: "ts-button", type: "button", onclick: () => print() }, "Print"),
        element("button", { class: "ts-button", type: "button", onclick: () => download(record) }, "Answers as a file"),
        as("json", "json", "Result as JSON"), as("markdown", "md", "Result as text"), as("csv", "csv", "Result as a table")));
  }

  #failed(record, problem) {
    this.#state("failed");
    const { title, text } = explain(problem);
    const faults = (problem.faults ?? []).map(({ where, wrong, right }) => element("li", {}, element("code", {}, where), ` ${wrong} ${right}`));
    this.place.replaceChildren(
      element("div", { class: "tq-failed", role: "alert" },
        element("p", { class: "tq-lead" }, title),
        element("p", {}, text),
        faults.length ? element("ul", {}, faults) : null,
        element("p", {}, "Your answers are safe. With Python on your own machine, this command gives the same result from the file:"),
        element("pre", {}, element("code", {}, COMMAND)),
        element("p", { class: "tq-buttons" },
          element("button", { class: "ts-button ts-primary", type: "button", onclick: () => this.show(record) }, "Try again"),
          element("button", { class: "ts-button", type: "button", onclick: () => download(record) }, "Download the answers"))));
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
