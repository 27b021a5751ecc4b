// Takes the buttons under "Your answers" and keeps, moves and deletes the answers; knows neither scoring nor the form of a question.

import { element } from "./element.mjs";
import { faultList } from "./faultlist.mjs";
import { download, downloadRaw, textOf } from "./files.mjs";
import { snapshots } from "./snapshots.mjs";

const PROMISED = "This browser has promised not to delete your answers by itself.";

export class Keeping {
  constructor(root, { session, engine, notice }) {
    Object.assign(this, { session, engine, notice });
    this.faults = root.querySelector("[data-start=faults]");
    this.file = root.querySelector("[data-do=load]");
    this.file.addEventListener("change", () => this.#load(this.file.files[0]));
    const on = (name, action) => root.querySelector(`[data-do=${name}]`).addEventListener("click", (event) => action(event.currentTarget.closest(".tq-buttons")));
    on("download", () => download(session.record));
    on("print", () => printBlank(root));
    on("delete", (near) => this.#delete(near));
    this.promise = root.querySelector("[data-start=promise]");
    this.ask = root.querySelector("[data-do=persist]");
    this.ask.addEventListener("click", () => this.#askForPromise());
    root.addEventListener("click", ({ target }) => target.closest?.("a[href='#keep']") && this.warn());
  }

  /** Say whether this browser has promised not to delete by itself what it keeps; else offer to ask it. Some ask the person, so only on request. */
  async tellPromise() {
    const { storage } = navigator;
    if (this.session.store.kind !== "indexeddb" || !storage?.persist || !storage.persisted) return;
    const has = await storage.persisted();
    this.ask.hidden = has;
    if (has) this.promise.textContent = PROMISED;
  }

  /** Say that something was found in the storage that this version cannot read, and offer it as a file. */
  offerUnread(value) {
    this.notice.show("Answers were found here that this version of the questions cannot read. They are set aside; nothing is lost.");
    const button = element("button", { class: "ts-button", type: "button", onclick: () => downloadRaw(value, "touchstone-set-aside.json") }, "Download what was found");
    this.faults.replaceChildren(element("p", {}, "Answers were found here that this version of the questions cannot read. "), button);
    this.faults.closest("details").open = true;
  }

  /** Open the place that says how little this browser keeps. */
  warn() {
    this.faults.closest("details").open = true;
  }

  async #askForPromise() {
    const has = await navigator.storage.persist().catch(() => false);
    this.promise.textContent = has ? PROMISED : "This browser has made no promise.";
    this.ask.hidden = true;
    this.notice.say(this.promise.textContent);
  }

  async #delete(near) {
    const copies = (await snapshots(this.session)).length;
    if (this.session.isEmpty && !copies) return; // a second press must not take the way back from the first
    const undo = await this.session.clear().catch(() => null);
    if (!undo) return this.notice.show("This browser could not delete your answers. Try once more.", { near });
    const said = [...this.faults.childNodes]; // of a file, or of answers that were found: neither holds now
    this.faults.replaceChildren();
    const back = async () => {
      await undo();
      this.faults.replaceChildren(...said);
    };
    this.notice.show(copies ? "All answers and snapshots are deleted." : "All answers are deleted.", { undo: back, near });
  }

  // The old answers stay until the engine has accepted the new ones.
  async #load(file) {
    if (!file) return;
    this.file.value = "";
    const near = this.file.closest(".tq-buttons");
    try {
      this.faults.replaceChildren();
      const text = await textOf(file);
      this.notice.show(`Checking “${file.name}” …`, { near });
      const answer = await this.engine.call({ do: "check", answers: text });
      if (!answer.ok) return this.#refuse(`“${file.name}” was not loaded. Your answers are as before.`, answer.faults);
      const undo = this.session.replace(answer.result.answers);
      this.notice.show(`“${file.name}” is loaded. ${answer.result.notes.map((note) => note.text).join(" ")}`, { undo, near });
    } catch (problem) {
      this.#refuse(`${problem.message} Your answers are as before.`, []);
    }
  }

  #refuse(text, faults) {
    this.notice.hide();
    this.faults.replaceChildren(element("p", { class: "tq-refused" }, text), faultList(faults) ?? "");
  }
}

// Paper for others must not show one's own answers.
function printBlank(root) {
  root.dataset.print = "blank";
  addEventListener("afterprint", () => delete root.dataset.print, { once: true });
  print();
}
