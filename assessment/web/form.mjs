// Takes the questions that stand in the page and shows an answers object in them; tells what a person does to them. Knows neither storage nor views.

import { choiceOf, isAnswered } from "./answers.mjs";

/** Milliseconds without a key until a text is handed on. */
export const TEXT_REST = 500;

// To the ear each button says its question; in the page's source every question would stand three times.
const TOOLS = { clear: "Clear answer to:", change: "Change the answer to:" };

export class Form {
  /** `on` is {choose(id, value), write(id, field, text), clear(id, button), unknown(dimension, button)}. */
  constructor(root, on) {
    this.root = root;
    this.on = on;
    this.pending = new Map();
    this.told = new Map(); // item id → what its fieldset shows, as text: whatever is the same is not touched again
    this.byKeyboard = false;
    this.dimensions = [...root.querySelectorAll("[data-dimension].tq-dimension")].map((section) => ({
      id: section.dataset.dimension,
      title: section.querySelector("h2").textContent,
      section,
    }));
    this.items = [...root.querySelectorAll("[data-item]")].map((fieldset) => ({
      id: fieldset.dataset.item,
      dimension: fieldset.closest("[data-dimension]").dataset.dimension,
      core: "core" in fieldset.dataset,
      seconds: Number(fieldset.dataset.seconds),
      text: fieldset.querySelector(".tq-question-text").textContent,
      fieldset,
    }));
    this.#listen();
  }

  /** Show the record: choices, texts, and which questions its mode asks. A text that somebody is writing is left alone. */
  fill(record) {
    for (const item of this.items) {
      const entry = record.answers[item.id];
      const text = JSON.stringify(entry) ?? "";
      if (this.told.get(item.id) === text) continue;
      if (this.#show(item, entry)) this.told.set(item.id, text);
    }
    if (this.mode === record.mode) return;
    this.mode = record.mode;
    for (const item of this.items) item.fieldset.hidden = record.mode === "quick" && !item.core;
    for (const { section } of this.dimensions) {
      const shown = section.querySelectorAll("[data-item]:not([hidden])").length;
      section.querySelector(".tq-all").hidden = shown < 2;
    }
  }

  /** Hand on every text that is still being written; call before the page may go away. */
  flush() {
    for (const field of [...this.pending.keys()]) this.#hand(field);
  }

  /** True while a text is being written that has not been handed on. */
  get isWriting() {
    return this.pending.size > 0;
  }

  /** Fold what is answered: when a view opens, and never later, because nothing may move under a finger. */
  foldAnswered() {
    for (const { fieldset } of this.items) {
      if ("answered" in fieldset.dataset && !fieldset.contains(document.activeElement)) fieldset.dataset.folded = "";
    }
  }

  // True unless a field was left alone.
  #show(item, entry) {
    const choice = choiceOf(entry);
    let isAll = true;
    for (const radio of item.fieldset.querySelectorAll(".tq-radio")) radio.checked = radio.value === choice;
    for (const field of item.fieldset.querySelectorAll("[data-text]")) {
      const isBusy = this.pending.has(field) || (field === document.activeElement && field.value);
      if (isBusy) isAll = false;
      else field.value = entry?.[field.dataset.text] ?? "";
    }
    this.#mark(item, entry);
    return isAll;
  }

  #mark(item, entry) {
    const { fieldset } = item;
    const has = isAnswered(entry);
    fieldset.toggleAttribute("data-answered", has);
    fieldset.dataset.choice = choiceOf(entry);
    for (const [name, words] of Object.entries(TOOLS)) {
      const button = fieldset.querySelector(`[data-do=${name}]`);
      button.hidden = !has;
      if (has) button.setAttribute("aria-label", `${words} ${item.text}`);
    }
    fieldset.querySelector("[data-flag]").hidden = !(entry?.note || entry?.evidence);
    fieldset.querySelector("[data-paper-note]").textContent = ["reason", "note", "evidence"].map((name) => entry?.[name]).filter(Boolean).join(" · ");
    const reason = fieldset.querySelector(".tq-reason");
    if (reason) reason.hidden = entry?.state !== "na";
    if (!has) delete fieldset.dataset.folded;
  }

  #listen() {
    const { root } = this;
    // A chosen answer folds the others away on a phone, but never under the hands of somebody who walks with the arrow keys.
    root.addEventListener("keydown", (event) => {
      this.byKeyboard = true;
      if (event.target.matches(".tq-radio")) delete event.target.closest("[data-item]")?.dataset.folded;
    }, true);
    root.addEventListener("pointerdown", () => (this.byKeyboard = false), true);
    root.addEventListener("focusin", ({ target }) => {
      if (this.byKeyboard && target.matches(".tq-radio")) delete target.closest("[data-item]")?.dataset.folded;
    });
    root.addEventListener("focusout", ({ target, relatedTarget }) => {
      const fieldset = target.closest("[data-item]");
      if (this.byKeyboard && relatedTarget && fieldset && "answered" in fieldset.dataset && !fieldset.contains(relatedTarget)) fieldset.dataset.folded = "";
    });
    root.addEventListener("change", ({ target }) => {
      const fieldset = target.closest("[data-item]");
      if (!fieldset) return;
      this.told.delete(fieldset.dataset.item);
      if (target.matches(".tq-radio")) {
        if (!this.byKeyboard && target.value !== "na") fold(fieldset);
        this.on.choose(fieldset.dataset.item, target.value);
        if (target.value === "na" && !this.byKeyboard) fieldset.querySelector(".tq-reason textarea").focus();
      } else if (target.matches("[data-text]")) this.#hand(target);
    });
    root.addEventListener("input", ({ target }) => {
      if (!target.matches("[data-text]")) return;
      this.told.delete(target.dataset.for);
      clearTimeout(this.pending.get(target));
      this.pending.set(target, setTimeout(() => this.#hand(target), TEXT_REST));
    });
    root.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-do][data-for]");
      if (!button) return;
      const { do: action, for: id } = button.dataset;
      if (action === "change") this.#open(id);
      else if (action === "clear") this.on.clear(id, button);
      else if (action === "unknown") this.on.unknown(id, button);
    });
  }

  #open(id) {
    const { fieldset } = this.items.find((item) => item.id === id);
    delete fieldset.dataset.folded;
    fieldset.querySelector(".tq-radio:checked")?.focus({ preventScroll: true });
  }

  #hand(field) {
    clearTimeout(this.pending.get(field));
    this.pending.delete(field);
    this.on.write(field.dataset.for, field.dataset.text, field.value);
  }
}

// What was under the finger may be gone: the question comes back into view. Where its head is in view nothing has to, and the page is not laid out twice.
function fold(fieldset) {
  const { top, height } = fieldset.getBoundingClientRect();
  const isAbove = top < parseFloat(getComputedStyle(fieldset).scrollMarginTop);
  fieldset.dataset.folded = "";
  if (isAbove && fieldset.getBoundingClientRect().height < height) fieldset.scrollIntoView({ block: "start", behavior: "instant" });
}
