// Takes a shown result and offers it in every form in which it can be carried away; knows neither scoring nor storage.

import { copy } from "./copy.mjs";
import { element } from "./element.mjs";
import { download } from "./files.mjs";
import { Linking } from "./linking.mjs";

const NAME = "touchstone-result";

export class Carry {
  /** `ask`, `save`, `fail`, `say`, `of`, `hush` as elsewhere on the desk; `linkTo(code)` gives an address; `snapshot(record)` gives what keeps a result on this device, or nothing. */
  constructor({ ask, save, fail, say, of, hush, linkTo, isKeptHere, snapshot = () => null }) {
    Object.assign(this, { save, say, of, isKeptHere, snapshot, saved: null });
    this.linking = new Linking({ ask, fail, say, of, hush, linkTo });
    this.nudge = element("p", { class: "tq-nudge", id: "result-nudge" });
    this.mail = element("textarea", { class: "tq-mail", id: "result-mail", readonly: true, rows: 5, "aria-label": "Three sentences for a mail" });
    this.mailBox = element("div", { class: "tq-mail-box", hidden: true },
      element("p", { class: "tq-small" }, "Three sentences for a mail:"), this.mail,
      element("p", { class: "tq-buttons" }, button("Copy the sentences", () => copy(this.mail, this.say))));
    this.slot = element("div", { class: "tq-snapshot" });
    this.section = element("section", { class: "tq-keep-result", id: "result-keep", "aria-labelledby": "result-keep-title" },
      element("h2", { class: "tq-part-title", id: "result-keep-title", tabindex: "-1" }, "Keep it"),
      this.nudge,
      element("div", { class: "tq-keep-groups" },
        group("For yourself", [
          button("Answers as a file", () => this.#answers()), button("Print", () => print()),
        ], this.slot),
        group("For others", [
          this.#as("html", "html", "Printable page"), this.#as("markdown", "md", "Result as text"),
          this.#as("svg", "svg", "Profile as a picture", "-profile"), this.#as("radar", "svg", "Radar as a picture", "-radar"),
          this.linking.button,
        ]),
        group("For a spreadsheet or a program", [
          this.#as("csv", "csv", "Result as a table"), this.#as("json", "json", "Result as JSON"),
        ])),
      this.linking.place, this.mailBox);
  }

  /** Show what belongs to this record and the engine's words about it. */
  show(record, result) {
    const kept = said(record) === this.saved;
    this.nudge.replaceChildren(...(kept || !this.isKeptHere() ? [] : [
      element("strong", {}, "Your answers exist only in this browser."), " Browsers forget: Safari deletes what a site has stored after seven days without a visit. ",
      element("button", { class: "tq-plain", type: "button", onclick: () => this.#answers() }, "Save them as a file"), " to be sure.",
    ]));
    this.nudge.hidden = !this.nudge.childNodes.length;
    if (this.mail.value !== (result.mail ?? "")) this.mail.value = result.mail ?? "";
    this.mailBox.hidden = !result.mail;
    const snapshot = this.snapshot(record);
    if (Boolean(snapshot) !== this.slot.hasChildNodes()) this.slot.replaceChildren(...(snapshot ? [snapshot] : []));
    this.linking.show(record);
  }

  #answers() {
    const { record, result } = this.of();
    download(record);
    this.saved = said(record);
    this.show(record, result);
    this.say("Your answers are saved as a file.");
  }

  #as(form, type, label, suffix = "") {
    return button(label, () => this.save({ do: "score", answers: this.of().record, as: form }, `${NAME}${suffix}.${type}`));
  }
}

// All that a file would hold, but for the day.
function said(record) {
  return JSON.stringify({ ...record, date: null });
}

function group(title, buttons, more = null) {
  return element("div", { class: "tq-keep-group" }, element("h3", {}, title), element("p", { class: "tq-buttons" }, buttons), more);
}

function button(label, onclick) {
  return element("button", { class: "ts-button", type: "button", onclick }, label);
}
