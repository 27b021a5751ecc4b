// Takes the answers of a shown result and makes a link of them, after a preview of what is in it and what is not; knows nothing of how a code is made.

import { copy } from "./copy.mjs";
import { element } from "./element.mjs";

export class Linking {
  /** `linkTo(code)` gives the address that shows the answers in the code. */
  constructor({ ask, fail, say, of, hush, linkTo }) {
    Object.assign(this, { ask, fail, say, of, hush, linkTo, made: null });
    this.place = element("section", { class: "tq-link", id: "result-link", "aria-labelledby": "result-link-title", hidden: true });
    this.button = element("button", { class: "ts-button", type: "button", "aria-expanded": "false", "aria-controls": "result-link", onclick: () => (this.made ? this.#close() : this.#preview()) }, "Make a link");
  }

  /** Other answers than those of the preview: what it says would not hold any more. */
  show(record) {
    if (this.made && JSON.stringify(record) !== this.made) this.#close();
  }

  async #preview() {
    const { record } = this.of();
    this.hush();
    let found;
    try {
      found = await this.ask({ do: "encode", answers: record });
    } catch (problem) {
      return this.fail(problem);
    }
    this.made = JSON.stringify(record);
    this.button.setAttribute("aria-expanded", "true");
    const heading = element("h3", { id: "result-link-title", tabindex: "-1" }, "What the link would hold");
    this.place.replaceChildren(
      heading,
      element("p", { class: "tq-link-warning" }, element("strong", {}, "Anybody who has the link can read these answers."), " No server is asked: the answers are in the link itself, so it can’t be taken back."),
      element("div", { class: "tq-link-parts" },
        element("div", {}, element("h4", {}, "In the link"), list(found.carries)),
        element("div", {}, element("h4", {}, "Stays here"), list(found.stays))),
      found.questions?.length
        ? element("details", { class: "tq-more" }, element("summary", {}, "Every question and the answer that the link holds"),
          element("dl", { class: "tq-link-answers" }, found.questions.map(({ text, answer }) => element("div", {}, element("dt", {}, text), element("dd", {}, answer)))))
        : null,
      element("p", { class: "tq-buttons" },
        element("button", { class: "ts-button ts-primary", type: "button", id: "result-link-show", onclick: ({ currentTarget }) => this.#show(found.code, currentTarget.parentElement) }, "Show the link"),
        element("button", { class: "ts-button", type: "button", onclick: () => this.#close(true) }, "No link")));
    this.place.hidden = false;
    heading.focus({ preventScroll: true });
    this.place.scrollIntoView({ block: "start", behavior: "instant" });
  }

  #show(code, place) {
    const field = element("input", { class: "tq-address", type: "text", readonly: true, value: this.linkTo(code), "aria-label": "The link" });
    const box = element("div", {}, field, element("p", { class: "tq-buttons" },
      element("button", { class: "ts-button", type: "button", onclick: () => copy(field, this.say) }, "Copy the link"),
      element("button", { class: "ts-button", type: "button", onclick: () => this.#close(true) }, "Close")));
    place.replaceWith(box);
    field.focus();
    field.select();
  }

  #close(focus = false) {
    this.made = null;
    this.place.hidden = true;
    this.place.replaceChildren();
    this.button.setAttribute("aria-expanded", "false");
    if (focus) this.button.focus();
  }
}

function list(sentences) {
  return element("ul", {}, sentences.map((sentence) => element("li", {}, sentence)));
}
