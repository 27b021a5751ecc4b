// Takes one question of a workshop, hides and shows what the team said, and takes down what it agrees on; knows neither storage nor figures.

import { admit } from "./admit.mjs";
import { choiceOf } from "./answers.mjs";
import { arrive } from "./arrival.mjs";
import { element } from "./element.mjs";

const PAUSE = 600; // ms after the last key

export class Stage {
  /**
   * `levels` are the names of the levels, lowest first; `mayBeNa(id)`; `say(text)` tells screen readers;
   * `on` is {reveal(id), choose(id, value), clear(id), write(id, field, text), leave(id), move(steps), close(), large()}.
   */
  constructor({ levels, mayBeNa, say, on }) {
    Object.assign(this, { levels, mayBeNa, say, on, item: null, waiting: null, isLarge: false });
    this.where = element("p", { class: "tq-stage-where", id: "team-stage-where" });
    this.bar = element("progress", { class: "tq-progress", "aria-labelledby": "team-stage-where" });
    this.largeButton = element("button", { class: "tq-plain tq-stage-large", type: "button", "aria-pressed": "false", onclick: () => on.large() }, "Large, for the shared screen");
    this.question = element("div", { class: "tq-stage-question", id: "team-stage-question", tabindex: "-1" });
    this.show = element("button", { class: "ts-button ts-primary", type: "button", "aria-describedby": "team-stage-question", onclick: () => this.reveal() }, "Show our answers");
    this.before = element("div", { class: "tq-stage-before" }, element("p", { class: "tq-lead" }, "Before you look: what did each of us see?"), element("p", { class: "tq-buttons" }, this.show));
    this.after = element("div", { class: "tq-stage-after" });
    this.previous = element("button", { class: "ts-button", type: "button", onclick: () => this.#move(-1) }, "Previous");
    this.next = element("button", { class: "ts-button", type: "button", onclick: () => this.#move(1) }, "Next");
    this.leave = element("button", { class: "tq-plain", type: "button", onclick: () => on.leave(this.item.id) }, "Leave it for now");
    this.section = element("div", { class: "tq-stage", tabindex: "-1", hidden: true },
      element("div", { class: "tq-stage-bar" }, this.where, this.bar, this.largeButton, element("button", { class: "tq-plain", type: "button", onclick: () => on.close() }, "Back to the list")),
      this.question, this.before, this.after,
      element("p", { class: "tq-buttons tq-stage-moves" }, this.previous, this.next, this.leave),
      element("p", { class: "tq-small tq-stage-keys" }, "Keys: ", key("n"), " or ", key("→"), " next, ", key("p"), " or ", key("←"), " previous, ", key("l"), " large, ", key("Esc"), " back."));
    this.section.addEventListener("change", ({ target }) => target.name === "team-level" && on.choose(this.item.id, target.value));
    this.section.addEventListener("input", ({ target }) => target.dataset.field && this.#typed(target));
    this.section.addEventListener("focusout", () => this.flush());
    addEventListener("keydown", (event) => this.#key(event), true); // before the theme, which turns the site's pages with the same letters
  }

  /** Show an item {id, title, question, html}: {place, total, agreed, entry, isRevealed, isLarge}. `isNew`: the reader has come from another. */
  set(item, { place, total, agreed, entry, isRevealed, isNew }) {
    if (isNew) this.flush();
    const hasCome = this.item?.id !== item.id || isNew;
    this.where.textContent = `Question ${place + 1} of ${total} · ${agreed} agreed`;
    Object.assign(this.bar, { max: total, value: agreed });
    this.previous.disabled = place === 0;
    this.next.textContent = place + 1 === total ? "To the list" : "Next";
    if (hasCome || this.isRevealed !== isRevealed || this.item.html !== item.html) this.question.replaceChildren(admit(isRevealed ? item.html : item.question));
    this.before.hidden = isRevealed;
    this.after.hidden = !isRevealed;
    Object.assign(this, { item, isRevealed });
    if (hasCome) this.after.replaceChildren(...this.#form(item));
    this.#fill(entry);
    if (hasCome) (isRevealed ? this.question : this.show).focus({ preventScroll: true });
    if (hasCome) arrive(this.section);
  }

  /** Show the team's answers to this question. */
  reveal() {
    this.on.reveal(this.item.id);
    this.question.focus({ preventScroll: true });
    this.say("Your answers are shown. Below them, choose what you agree on.");
  }

  /** Take over what is being typed. */
  flush() {
    if (!this.waiting) return;
    const { field, id } = this.waiting;
    clearTimeout(this.waiting.timer);
    this.waiting = null;
    this.on.write(id, field.dataset.field, field.value);
  }

  /** The large view is on, or off. */
  large(isLarge) {
    this.isLarge = isLarge;
    this.largeButton.setAttribute("aria-pressed", String(isLarge));
    this.largeButton.textContent = isLarge ? "Normal size" : "Large, for the shared screen";
    const held = document.activeElement;
    if (this.section.contains(held)) held.scrollIntoView({ block: held === this.question ? "nearest" : "center", behavior: "instant" });
  }

  #form({ id }) {
    const radio = (value, ...words) => element("label", { class: "tq-agree-level" }, element("input", { class: "tq-radio", type: "radio", name: "team-level", value }), ...words);
    const badge = (level) => element("span", { class: "tq-badge", "data-level": level, "aria-hidden": "true" }, level);
    const field = (name, title, why) => element("label", { class: "tq-field" }, element("span", {}, title, " ", element("span", { class: "tq-optional" }, why)), element("textarea", { rows: 2, maxlength: 2000, "data-field": name }));
    return [
      element("fieldset", { class: "tq-agree" }, element("legend", {}, "What do we agree on?"),
        element("div", { class: "tq-agree-levels" }, this.levels.map((name, place) => radio(String(place + 1), badge(place + 1), element("span", {}, element("span", { class: "tq-sr" }, `${place + 1} `), name)))),
        element("div", { class: "tq-agree-apart" }, radio("dk", "We don’t know"), this.mayBeNa(id) ? radio("na", "Not applicable") : null,
          element("button", { class: "tq-plain", type: "button", "data-clear": true, onclick: () => this.#clear() }, "Take it back"))),
      element("p", { class: "tq-small" }, "Between two? Take the lower and write down what is missing."),
      element("div", { class: "tq-agree-texts" },
        field("note", "Note", "What decided it, or what is missing"),
        field("dissent", "Dissent", "Who sees it differently, and why; no names are needed")),
    ];
  }

  #fill(entry) {
    const value = choiceOf(entry);
    for (const radio of this.after.querySelectorAll("[name=team-level]")) radio.checked = radio.value === value;
    for (const field of this.after.querySelectorAll("[data-field]")) {
      const text = entry?.[field.dataset.field] ?? "";
      if (field !== document.activeElement && this.waiting?.field !== field && field.value !== text) field.value = text;
    }
    this.after.querySelector("[data-clear]").hidden = !value;
    this.leave.hidden = Boolean(value);
    this.next.classList.toggle("ts-primary", Boolean(value));
  }

  #clear() {
    this.on.clear(this.item.id);
    this.after.querySelector("[name=team-level]").focus();
    this.say("Taken back.");
  }

  #typed(field) {
    if (this.waiting && this.waiting.field !== field) this.flush();
    clearTimeout(this.waiting?.timer);
    this.waiting = { field, id: this.item.id, timer: setTimeout(() => this.flush(), PAUSE) };
  }

  #move(steps) {
    this.flush();
    this.on.move(steps);
  }

  // While a question is open, letters and arrows turn the questions from anywhere on the page where they do not write or choose. The theme does not hear of them.
  #key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || !this.section.isConnected || !this.section.getClientRects().length || document.querySelector("dialog[open]")) return;
    const { target, key: pressed } = event;
    const isWriting = target.isContentEditable || target.closest?.("textarea, select, input:not([type=radio], [type=checkbox])");
    const isChoosing = pressed.startsWith("Arrow") && target.closest?.("input, [tabindex='0']"); // the latter scroll
    const isHere = this.isLarge || this.section.contains(target) || target === document.body || target === document.documentElement;
    const [next, previous] = [() => this.#move(1), () => this.#move(-1)];
    const actions = { n: next, ".": next, ArrowRight: next, p: previous, ",": previous, ArrowLeft: previous, l: () => this.on.large() };
    const action = pressed === "Escape" ? isHere && (() => this.on.escape()) : !isWriting && !isChoosing && actions[pressed];
    if (!action) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    action();
  }
}

function key(name) {
  return element("kbd", {}, name);
}
