// Takes a request for a team's picture, asks the engine and shows what it says, with the ways to carry it away; knows states and messages, and no figure.

import { admitInTurns } from "./admit.mjs";
import { element } from "./element.mjs";
import { faultList } from "./faultlist.mjs";
import { downloadText } from "./files.mjs";
import { Waiting } from "./waiting.mjs";

const FORMS = [["markdown", "md", "Team as text"], ["csv", "csv", "Team as a table"], ["json", "json", "Team as JSON"]];

export class Seeing {
  /** `place` is filled; `main` gets data-state; `engine` answers; `say(text)` tells screen readers; `print()` prints the picture. */
  constructor({ place, main, engine, say, print }) {
    Object.assign(this, { place, main, engine, say, print, turn: 0, key: null, waiting: new Waiting(place, { answers: "the answers" }) });
    this.trouble = element("div", { class: "tq-trouble", role: "alert" });
    main.dataset.state = "empty";
  }

  /** Nothing may be seen. */
  close() {
    this.turn += 1;
    this.key = null;
    this.main.dataset.state = "empty";
    this.place.replaceChildren();
  }

  /** Show the picture: `request(more)` gives the text of `{do: "team", …, ...more}`; `key` names it, and what is shown already stays. */
  async show(key, request) {
    if (key === this.key) return;
    this.key = key;
    const turn = ++this.turn;
    if (this.main.dataset.state !== "shown") this.#working();
    try {
      const answer = await this.engine.call(request({ as: "page", root: "../../" }));
      if (turn !== this.turn) return;
      if (answer.ok) await this.#shown(request, answer.result, turn);
      else this.#failed(key, request, new Error("The program could not make a picture of this."), answer.faults);
    } catch (problem) {
      if (turn === this.turn) this.#failed(key, request, problem, []);
    }
  }

  /** Tell how much of the engine is here: {loaded, total} in bytes. */
  progress(bytes) {
    this.waiting.progress(bytes);
  }

  #working() {
    this.main.dataset.state = "working";
    this.waiting.show("Making the picture …", "Making the picture");
    this.say("Making the picture");
  }

  async #shown(request, { html, sentence }, turn) {
    const picture = element("div", { class: "tq-picture" });
    picture.replaceChildren(await admitInTurns(html));
    await new Promise((go) => setTimeout(go)); // also between reading a large picture and drawing it
    if (turn !== this.turn) return;
    this.trouble.replaceChildren();
    this.place.replaceChildren(picture, this.#keep(request), this.trouble);
    this.main.dataset.state = "shown";
    this.say(`The picture is ready. ${sentence}`);
    requestAnimationFrame(() => setTimeout(() => performance.mark("touchstone:result-shown")));
  }

  #keep(request) {
    const buttons = FORMS.map(([as, type, label]) => element("button", { class: "ts-button", type: "button", onclick: () => this.#take(request, as, type) }, label));
    return element("section", { class: "tq-keep-picture", "aria-label": "Keep the picture" },
      element("p", { class: "tq-buttons" }, element("button", { class: "ts-button", type: "button", onclick: this.print }, "Print the picture"), buttons));
  }

  async #take(request, as, type) {
    try {
      this.trouble.replaceChildren();
      const answer = await this.engine.call(request({ as }));
      if (answer.ok) return downloadText(answer.result, `touchstone-team.${type}`);
      this.trouble.replaceChildren(element("p", {}, "That could not be made. The picture is as before."), faultList(answer.faults));
    } catch (problem) {
      this.trouble.replaceChildren(element("p", {}, "That could not be made. The picture is as before. "), String(problem.message ?? problem));
    }
  }

  #failed(key, request, problem, faults) {
    this.main.dataset.state = "failed";
    this.key = null;
    this.place.replaceChildren(
      element("div", { class: "tq-failed", role: "alert" },
        element("p", { class: "tq-lead" }, "The picture could not be made."),
        element("p", {}, String(problem.message ?? problem)),
        faultList(faults),
        element("p", {}, "What is collected is safe. With Python on your own machine, this command does the same:"),
        element("pre", {}, element("code", {}, "python -m assessment team codes.txt")),
        element("p", { class: "tq-buttons" }, element("button", { class: "ts-button ts-primary", type: "button", onclick: () => this.show(key, request) }, "Try again"))));
  }
}
