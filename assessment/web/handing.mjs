// Takes somebody's answers and an invitation, if there is one, and lets them hand in a code or a file after a look at what is in it; knows not how a code is made.

import { fileText, isAnswered, today } from "./answers.mjs";
import { copy } from "./copy.mjs";
import { element } from "./element.mjs";
import { faultList } from "./faultlist.mjs";
import { downloadText } from "./files.mjs";
import { forCode, handIn, holds, leaves, modeOf, notesIn, sayingOf } from "./handin.mjs";
import { READERS } from "./letter.mjs";
import { asked } from "./progress.mjs";

export class Handing {
  /**
   * `of()` gives {record, invitation or null, role or null, handed or null}; `keep({role, handed})` keeps what is decided here;
   * `ask(request)` asks the door; `items` are {id, core, …}, `known` as for a session; `model` has the roles.
   */
  constructor({ of, keep, ask, say, items, known, model }) {
    Object.assign(this, { of, keep, ask, say, items, known, model, made: null, turn: 0 });
    this.heading = element("h3", { id: "handing-title", tabindex: "-1" }, "Hand in to your team");
    this.state = element("p", { class: "tq-handing-state" });
    this.button = element("button", { class: "ts-button", type: "button", id: "handing-open", "aria-expanded": "false", "aria-controls": "handing-panel", onclick: () => (this.isOpen ? this.close(true) : this.open()) }, "Hand in");
    this.panel = element("div", { id: "handing-panel", hidden: true });
    this.section = element("section", { class: "tq-handing", id: "handing", "aria-labelledby": "handing-title" },
      this.heading, this.state, element("p", { class: "tq-buttons" }, this.button), this.panel);
  }

  /** True while what would be handed in is shown. */
  get isOpen() {
    return !this.panel.hidden;
  }

  /** Show the section in `place`, or nowhere: it stands there for those who are invited, for others when they ask for it. */
  show(place, { isWanted }) {
    const { record, invitation } = this.of();
    const isShown = Boolean(place) && Object.values(record.answers).some(isAnswered) && (isWanted || this.isOpen);
    if (!isShown) {
      this.close();
      return this.section.remove();
    }
    if (this.section.parentElement !== place) place.append(this.section);
    this.heading.textContent = invitation?.unit ? `Hand in for ${invitation.unit}` : "Hand in to your team";
    this.#tell();
    if (!this.isOpen) return;
    if (this.#now() !== this.made) this.#make();
    else this.#fileTold();
  }

  /** Show what would be handed in: the focus and the window go to its start, at once and again when the code has made it longer. */
  async open() {
    this.panel.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    this.#frame();
    const { heading } = this.parts;
    heading.focus({ preventScroll: true });
    heading.scrollIntoView({ block: "start", behavior: "instant" });
    await this.#make();
    if (document.activeElement === heading) heading.scrollIntoView({ block: "start", behavior: "instant" });
  }

  /** Fold it. */
  close(focus = false) {
    this.turn += 1;
    this.made = null;
    this.panel.hidden = true;
    this.panel.replaceChildren();
    this.button.setAttribute("aria-expanded", "false");
    if (focus) this.button.focus();
  }

  #now() {
    const { record } = this.of();
    return JSON.stringify([sayingOf(record, this.#choices()), record.answers, record.respondent]);
  }

  #choices() {
    const { invitation, role } = this.of();
    return { invitation, role, items: this.items, known: this.known };
  }

  // What has been done, and whether it still holds.
  #tell() {
    const { record, invitation, handed } = this.of();
    const all = asked(this.items, modeOf(record, invitation));
    const open = all.filter(({ id }) => !isAnswered(record.answers[id])).length;
    const isSame = handed?.said === sayingOf(record, this.#choices());
    const when = handed ? clock(handed.at) : "";
    const did = handed?.as === "file" ? `You saved the file ${when}.` : `You copied the code ${when}.`;
    const blank = open ? `${open} of ${all.length} questions ${open === 1 ? "has" : "have"} no answer yet. You can hand in all the same.` : `All ${all.length} questions are answered.`;
    this.state.replaceChildren(...(!handed ? [blank]
      : isSame ? [element("strong", {}, did), " Send it to the person who collects. If you change an answer, hand in again: the later one wins."]
      : [element("strong", {}, "What you hand in has changed since."), ` ${did} Hand in again: the later one wins.`]));
    this.button.classList.toggle("ts-primary", Boolean(invitation) && !isSame && !this.isOpen);
    this.button.textContent = this.isOpen ? "Close" : handed ? "Hand in again" : "Hand in";
  }

  // What stays while the answers in it change.
  #frame() {
    const { invitation, role } = this.of();
    const offered = this.model.roles.filter(({ id }) => !invitation || invitation.roles.includes(id));
    const select = element("select", { id: "handing-role", onchange: ({ target }) => this.#chosen(target.value || null) },
      element("option", { value: "" }, "I’d rather not say"), offered.map(({ id, title }) => element("option", { value: id, selected: id === role }, title)));
    const parts = {
      heading: element("h4", { class: "tq-handing-start", tabindex: "-1" }, "What is handed in"),
      waits: element("p", { class: "tq-small" }, "The code is being made …"),
      carries: element("ul", { "aria-label": "In the code" }),
      stays: element("ul", { "aria-label": "Not in the code" }),
      questions: element("dl", { class: "tq-link-answers" }),
      code: element("input", { class: "tq-address", type: "text", readonly: true, "aria-label": "Your code", oncopy: () => this.#handed("code") }),
      sentence: element("textarea", { class: "tq-mail", rows: 3, readonly: true, hidden: true, "aria-label": "A sentence with your code", oncopy: () => this.#handed("code") }),
      holds: element("ul", { "aria-label": "In the file" }),
      leaves: element("ul", { "aria-label": "Not in the file" }),
      notes: element("input", { type: "checkbox", id: "handing-notes", onchange: ({ target }) => this.#noted(target.checked) }),
      counted: element("span", {}),
      trouble: element("div", { class: "tq-trouble", role: "alert" }),
    };
    this.parts = parts;
    parts.given = element("div", { class: "tq-handing-code" },
      element("h4", {}, "Your code"),
      element("div", {}, parts.code, parts.sentence, element("p", { class: "tq-buttons" },
        element("button", { class: "ts-button ts-primary", type: "button", onclick: () => this.#copied(parts.code) }, "Copy the code"),
        button("Copy it with a sentence", () => {
          parts.sentence.hidden = false;
          this.#copied(parts.sentence);
        }))),
      element("p", { class: "tq-small" }, "Send it to the person who invited you, in whatever way you write to each other."),
      parts.every = element("details", { class: "tq-more" }, element("summary", {}, "Every question and the answer that goes along"), parts.questions));
    parts.ready = element("div", { hidden: true }, lists("In the code", parts.carries, "Not in the code", parts.stays), parts.given);
    const file = element("div", { class: "tq-handing-file" },
      element("h4", {}, "Or a file"),
      element("p", { class: "tq-small" }, "A file can hold your notes too. It says more than the code."),
      parts.noted = element("p", {}, element("label", { class: "tq-handing-notes" }, parts.notes, " ", parts.counted)),
      lists("In the file", parts.holds, "Not in the file", parts.leaves),
      element("p", { class: "tq-buttons" }, button("Save as a file", () => this.#saved())));
    this.panel.replaceChildren(
      parts.heading,
      ...(offered.length ? [element("p", { class: "tq-field" }, element("label", { for: "handing-role" }, "Your role"),
        element("span", { class: "tq-why" }, "It goes along only if you choose one here."), select)] : []),
      parts.waits, parts.trouble, parts.ready,
      element("p", { class: "tq-small" }, element("strong", {}, "Who can read it: "), READERS),
      file);
  }

  // The object that is saved, as it would be saved now.
  #file() {
    const { record, ...choices } = { ...this.of(), ...this.#choices() };
    return handIn(record, { ...choices, notes: this.parts.notes.checked });
  }

  // What the file holds and what not, read out of that object.
  #fileTold() {
    const { parts } = this;
    const { record } = this.of();
    const notes = notesIn(record, this.#choices());
    parts.noted.hidden = !notes;
    if (!notes) parts.notes.checked = false;
    parts.counted.textContent = `Add my ${notes === 1 ? "note" : `${notes} notes`} to the file. In the workshop ${notes === 1 ? "it stands" : "they stand"} under the answers, without a name.`;
    const file = this.#file();
    fill(parts.holds, holds(file, this.model).map((text) => element("li", {}, text)));
    fill(parts.leaves, leaves(record, file).map((text) => element("li", {}, text)));
  }

  #noted(isAdded) {
    this.#fileTold();
    this.say(isAdded ? "The file now holds what you wrote as notes." : "The file now holds no notes.");
  }

  async #make() {
    const turn = ++this.turn;
    const { parts } = this;
    const { record, invitation, role } = this.of();
    this.made = this.#now();
    this.#fileTold();
    parts.waits.hidden = !parts.ready.hidden;
    let found;
    try {
      found = await this.ask({ do: "encode", answers: forCode(record, { invitation, role }) });
    } catch (problem) {
      if (turn !== this.turn) return;
      this.made = null;
      return this.#fail(problem);
    }
    if (turn !== this.turn || !this.isOpen) return;
    parts.trouble.replaceChildren();
    fill(parts.carries, found.carries.map((text) => element("li", {}, text)));
    fill(parts.stays, found.stays.map((text) => element("li", {}, text)));
    fill(parts.questions, (found.questions ?? []).map(({ text, answer }) => element("div", {}, element("dt", {}, text), element("dd", {}, answer))));
    parts.every.hidden = !found.questions?.length;
    parts.code.value = found.code;
    parts.sentence.value = `My answers${invitation?.unit ? ` for ${invitation.unit}` : ""}: ${found.code}`;
    parts.waits.hidden = true;
    parts.ready.hidden = false;
    this.#tell();
  }

  #fail(problem) {
    this.parts.waits.hidden = true;
    this.parts.ready.hidden = true; // a code from before would say something else
    this.parts.trouble.replaceChildren(element("p", {}, "The code could not be made. Your answers are as before; you can hand in the file."),
      faultList(problem.faults) ?? element("p", {}, String(problem.message ?? problem)),
      element("p", { class: "tq-buttons" }, button("Try again", () => this.#make())));
  }

  async #chosen(role) {
    await this.keep({ role });
    if (this.#now() !== this.made) await this.#make();
    this.say(role ? "The role goes along." : "No role goes along.");
  }

  async #copied(field) {
    if (await copy(field, this.say)) this.#handed("code");
  }

  #saved() {
    downloadText(fileText(this.#file()), `touchstone-hand-in-${today()}.json`);
    this.say("The file is saved.");
    this.#handed("file");
  }

  async #handed(as) {
    const { record } = this.of();
    await this.keep({ handed: { at: new Date().toISOString(), as, said: sayingOf(record, this.#choices()) } });
    this.#tell();
  }
}

// "at 14:02", and on another day "on 21 Nov at 14:02".
function clock(at) {
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) return "earlier";
  const two = (number) => String(number).padStart(2, "0");
  const hour = `at ${two(time.getHours())}:${two(time.getMinutes())}`;
  return today(time) === today() ? hour : `on ${time.getDate()} ${time.toLocaleString("en", { month: "short" })} ${hour}`;
}

function lists(title, list, other, rest) {
  return element("div", { class: "tq-link-parts" },
    element("div", {}, element("h5", {}, title), list),
    element("div", { class: "tq-handing-rest" }, element("h5", {}, other), rest));
}

function fill(place, nodes) {
  place.replaceChildren(...nodes);
}

function button(label, onclick) {
  return element("button", { class: "ts-button", type: "button", onclick }, label);
}
