// Takes the name of a score and shows the engine's explanation of it below the report; knows no rule of scoring.

import { admit } from "./admit.mjs";
import { element } from "./element.mjs";
import { patch } from "./patch.mjs";

const PREFIX = "explain-";

export class Explaining {
  /** `ask(request)` asks the door, `save(request, name)` gives a file, `fail(problem)` tells what went wrong, `of()` gives {record, result}, `hush()` takes a notice away; `keepsAddress` is true where the address must stay. */
  constructor({ ask, save, fail, of, hush, keepsAddress = () => false }) {
    Object.assign(this, { ask, save, fail, of, hush, keepsAddress, open: null, asked: null });
    this.holder = element("div", {});
    const file = (as, type, label) => element("button", { class: "ts-button", type: "button", onclick: () => this.save({ do: "explain", answers: this.of().record, as }, `touchstone-explanation.${type}`) }, label);
    const back = () => element("p", { class: "tq-buttons" }, element("button", { class: "ts-button", type: "button", onclick: () => this.#back() }, "Back to the profile"));
    this.more = element("button", { class: "ts-button", type: "button", onclick: () => this.#all(true) }, "Show the other explanations");
    this.section = element("section", { class: "tq-explain", id: "result-explain", "aria-labelledby": "result-explain-title", hidden: true },
      element("h2", { class: "tq-part-title", id: "result-explain-title", tabindex: "-1" }, "How the scores come about"),
      back(), this.holder, element("p", { class: "tq-buttons" }, this.more),
      element("p", { class: "tq-small" }, "The same as a file, with every number:"),
      element("p", { class: "tq-buttons" }, file("json", "json", "Explanation as JSON"), file("markdown", "md", "Explanation as text")),
      back());
  }

  /** True if the fragment of an address names an explanation. */
  static isNamed(hash) {
    return hash.startsWith(`#${PREFIX}`);
  }

  /** Load what a fragment such as `#explain-monitoring` names, go there and mark it. */
  async go(hash) {
    this.hush();
    this.open = decoded(hash.slice(1));
    this.#all(false);
    this.section.hidden = false;
    if (!(await this.show(this.of().record))) return;
    const article = document.getElementById(this.open);
    const goal = article && this.holder.contains(article) ? article : this.section.querySelector("h2");
    goal.setAttribute("tabindex", "-1");
    goal.focus({ preventScroll: true });
    goal.scrollIntoView({ block: "start", behavior: "instant" });
  }

  /** Keep an open explanation up to date; resolves with true if it stands. */
  async show(record) {
    if (!this.open) return false;
    const key = JSON.stringify({ ...record, plan: [] });
    if (key !== this.asked) {
      try {
        this.asked = key;
        const { html } = await this.ask({ do: "explain", answers: record, as: "page" });
        if (key !== this.asked) return false;
        this.words = html;
      } catch (problem) {
        this.asked = null;
        this.close();
        this.fail(problem);
        return false;
      }
    }
    const made = admit(this.words);
    for (const article of made.querySelectorAll(`[id^="${PREFIX}"]`)) {
      article.setAttribute("tabindex", "-1");
      if (article.id === this.open) article.setAttribute("aria-current", "true");
    }
    patch(this.holder, made);
    if (!this.holder.querySelector("[aria-current]")) this.#all(true); // nothing has that name: all of it, instead of nothing
    return true;
  }

  close() {
    this.open = this.asked = null;
    this.section.hidden = true;
    this.holder.replaceChildren();
  }

  // One score is what was asked for; all of them are long.
  #all(isAll) {
    this.section.toggleAttribute("data-all", isAll);
    this.more.hidden = isAll;
  }

  // To the link that led here. Where the address must stay, the way here is a step in the browser's history: go that step back.
  #back() {
    if (this.keepsAddress() && history.state?.explained) return history.back();
    if (!this.keepsAddress() && Explaining.isNamed(location.hash)) history.replaceState(history.state, "", "#result-title");
    this.leave();
  }

  /** Close the explanation and go to the link that led to it. */
  leave() {
    const from = this.open;
    this.close();
    const report = this.section.parentElement;
    const origin = [...report.querySelectorAll("a[href]")].find((link) => link.getAttribute("href") === `#${from}`) ?? report.querySelector("h2");
    origin?.focus({ preventScroll: true });
    origin?.scrollIntoView({ block: "center", behavior: "instant" });
  }
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
