// Takes the order of a team's questions, leads through them one by one and keeps what is agreed; knows no figure and no rule of scoring.

import { choose, clear, isAnswered, write } from "./answers.mjs";
import { element } from "./element.mjs";
import { Stage } from "./stage.mjs";

const SHORT = 15; // questions that are listed unfolded
const STATES = { dk: "we don’t know", na: "not applicable" };

export class Workshop {
  /**
   * `place` is filled; `room` keeps the record; `ask(as)` asks the door about the team; `levels` are their names; `mayBeNa(id)`;
   * `on` is {result(), minutes()}: show the agreed result, save the minutes.
   */
  constructor({ place, room, notice, ask, levels, mayBeNa, on }) {
    Object.assign(this, { place, room, notice, ask, levels, on, items: null, at: null, isLarge: false, key: null, failed: null });
    this.stage = new Stage({
      levels, mayBeNa, say: (text) => notice.say(text),
      on: {
        reveal: (id) => room.apply((record) => (record.revealed = [...new Set([...record.revealed, id])])),
        choose: (id, value) => this.#agree(id, (sheet) => choose(sheet, id, value)),
        clear: (id) => this.#agree(id, (sheet) => clear(sheet, id)),
        write: (id, field, text) => this.#agree(id, (sheet) => write(sheet, id, field, text)),
        leave: (id) => this.#leave(id),
        move: (steps) => this.#go(this.at + steps),
        close: () => this.#go(null),
        large: () => this.#large(!this.isLarge),
        escape: () => (this.isLarge ? this.#large(false) : this.#go(null)),
      },
    });
    this.list = element("ol", { class: "tq-agenda" });
    this.list.addEventListener("click", ({ target }) => target.closest("[data-item]") && this.#go(this.items.findIndex(({ id }) => id === target.closest("[data-item]").dataset.item)));
    this.start = element("button", { class: "ts-button ts-primary", type: "button", onclick: () => this.#go(this.#open()) });
    this.result = element("button", { class: "ts-button", type: "button", onclick: () => on.result() }, "Show the agreed result");
    this.minutes = element("button", { class: "ts-button", type: "button", onclick: () => on.minutes() }, "Minutes as text");
    this.offer = element("div", { class: "tq-offer" });
    this.all = element("details", { class: "tq-more tq-agenda-all" }, element("summary", {}, this.allTitle = element("span", {})), this.list);
    this.where = element("p", { class: "tq-count" });
    this.overview = element("div", {}, element("p", {}, "Take the questions one by one on a shared screen, the largest disagreement first. First the question alone: each says what they saw. Then your answers. Then the level you agree on: talk it over, a mean is no agreement."),
      this.where, element("p", { class: "tq-buttons" }, this.start, this.result, this.minutes), this.offer, this.all);
  }

  /** Bring the questions here; `key` names what they are made of. */
  async open(key) {
    if (key === this.key) return this.show(this.room.record);
    this.key = key;
    this.place.replaceChildren(element("p", { class: "tq-small" }, "Putting the questions in order …"));
    try {
      const [agenda, proposals] = [await this.ask("agenda"), await this.ask("proposals")];
      if (key !== this.key) return;
      Object.assign(this, { items: agenda.items, mode: proposals.mode, take: proposals.take });
      if (this.at !== null && this.at >= this.items.length) this.at = null;
      this.all.open = this.items.length <= SHORT;
      this.allTitle.textContent = `All ${this.items.length} questions, the largest disagreement first`;
      this.place.replaceChildren(this.overview, this.stage.section);
      this.show(this.room.record);
    } catch (problem) {
      if (key !== this.key) return;
      this.key = null;
      this.place.replaceChildren(element("div", { class: "tq-failed", role: "alert" }, element("p", {}, "The questions could not be put in order. ", (problem.faults ?? []).map(({ wrong }) => wrong).join(" ") || String(problem.message)),
        element("p", { class: "tq-buttons" }, element("button", { class: "ts-button", type: "button", onclick: () => this.open(key) }, "Try again"))));
    }
  }

  /** Nothing may be seen. */
  close() {
    this.key = null;
    this.items = null;
    this.at = null;
    this.#large(false);
    this.place.replaceChildren();
  }

  /** Show what is agreed by now. */
  show(record, { isNew = false } = {}) {
    if (!this.items) return;
    const done = this.items.filter(({ id }) => isAnswered(record.agreed?.answers[id])).length;
    const total = this.items.length;
    const isList = this.at === null;
    this.overview.hidden = !isList;
    this.stage.section.hidden = isList;
    this.where.replaceChildren(element("b", {}, `${done} of ${total}`), ` agreed${record.left.length ? `, ${record.left.length} left for now` : ""}.`);
    this.start.textContent = done || record.revealed.length || record.left.length ? "Go on" : "Start the workshop";
    this.start.hidden = this.#open() === null;
    this.result.hidden = this.minutes.hidden = !done;
    this.result.classList.toggle("ts-primary", this.start.hidden);
    this.#offers(record);
    this.list.replaceChildren(...this.items.map((item) => this.#row(item, record)));
    if (isList) return;
    const item = this.items[this.at];
    const entry = record.agreed?.answers[item.id];
    this.stage.set(item, { place: this.at, total, agreed: done, entry, isRevealed: record.revealed.includes(item.id) || isAnswered(entry), isNew });
  }

  /** Take over what is being typed. */
  flush() {
    this.stage.flush();
  }

  // The first question that is neither agreed nor left, or the first that is left; null where all are agreed.
  #open() {
    const { agreed, left } = this.room.record;
    const open = (this.items ?? []).map(({ id }, place) => [id, place]).filter(([id]) => !isAnswered(agreed?.answers[id]));
    return (open.find(([id]) => !left.includes(id)) ?? open[0])?.[1] ?? null;
  }

  #go(place) {
    this.stage.flush();
    this.notice.hide();
    const isOver = place !== null && place >= this.items.length;
    const from = this.at;
    this.at = place === null || isOver ? null : Math.max(place, 0);
    if (this.at === null) this.#large(false);
    this.show(this.room.record, { isNew: this.at !== null });
    if (this.at !== null) return this.notice.say(`Question ${this.at + 1} of ${this.items.length}. ${this.items[this.at].title}`);
    if (!isOver) this.all.open = true;
    const row = this.list.children[from ?? 0]?.querySelector("button");
    if (isOver) this.place.closest("section").querySelector("h2").focus();
    else row?.focus();
  }

  #agree(id, edit) {
    this.room.apply((record) => {
      record.agreed ??= this.room.sheet(this.mode);
      record.agreed.mode = this.mode;
      edit(record.agreed);
      record.left = record.left.filter((one) => one !== id);
    });
  }

  #leave(id) {
    this.stage.flush();
    this.room.apply((record) => (record.left = [...new Set([...record.left, id])]));
    this.#go(this.at + 1);
    this.notice.show("Left for now. It stays in the list.", { undo: () => this.room.apply((record) => (record.left = record.left.filter((one) => one !== id))) });
  }

  #large(isLarge) {
    if (isLarge === this.isLarge) return;
    this.isLarge = isLarge;
    document.body.classList.toggle("tq-large", isLarge);
    this.stage.large(isLarge);
    if (isLarge) this.notice.say("Large view. Escape leaves it.");
  }

  #row({ id, title }, record) {
    const entry = record.agreed?.answers[id];
    const said = entry?.level ? [element("span", { class: "tq-badge", "data-level": entry.level, "aria-hidden": "true" }, entry.level), element("span", { class: "tq-sr" }, `agreed: ${entry.level} `), this.levels[entry.level - 1]] : entry?.state ? [STATES[entry.state]] : [record.left.includes(id) ? "left for now" : "open"];
    return element("li", {}, element("button", { class: "tq-agenda-item", type: "button", "data-item": id }, element("span", {}, title), element("span", { class: "tq-agenda-said" }, said, entry?.dissent ? element("span", { class: "tq-flag" }, "dissent") : null)));
  }

  // Never without being told: which questions, which levels, and why.
  #offers(record) {
    const open = this.take.filter(({ id }) => !isAnswered(record.agreed?.answers[id]));
    this.offer.hidden = !open.length;
    if (!open.length) return this.offer.replaceChildren();
    const title = (id) => this.items.find((item) => item.id === id)?.title ?? id;
    const wasOpen = this.offer.querySelector("details")?.open ?? false;
    this.offer.replaceChildren(
      element("p", {}, `In ${open.length === 1 ? "one question" : `${open.length} questions`} your answers are the same, or close together. Somebody may still stand apart: look at them first. If time is short, you can take ${open.length === 1 ? "that level" : "those levels"} over without talking about ${open.length === 1 ? "it" : "them"}.`),
      element("details", { class: "tq-more", open: wasOpen }, element("summary", {}, "Which, and why"),
        element("ul", {}, open.map(({ id, level, why }) => element("li", {}, `${title(id)}: `, element("b", {}, `${level} ${this.levels[level - 1]}`), `. ${why}`)))),
      element("p", { class: "tq-buttons" }, element("button", { class: "ts-button", type: "button", onclick: () => this.#takeOver(open) }, open.length === 1 ? "Take that level over" : `Take these ${open.length} levels over`)));
  }

  #takeOver(open) {
    this.room.apply((record) => {
      record.agreed ??= this.room.sheet(this.mode);
      record.agreed.mode = this.mode;
      for (const { id, level } of open) choose(record.agreed, id, String(level));
    });
    this.notice.show(`${open.length === 1 ? "One level is" : `${open.length} levels are`} taken over as agreed.`, { near: this.offer, focus: true, undo: () => this.room.apply((record) => {
      for (const { id, level } of open) if (record.agreed?.answers[id]?.level === level) clear(record.agreed, id);
    }) });
  }
}
