// Takes what a person ticks in a report and makes the plan of it: who, until when, how one will see it; knows no rule of scoring.

import { drop, plan, stepKeys, takeUp, today } from "./answers.mjs";
import { element } from "./element.mjs";
import { patch } from "./patch.mjs";

const PAUSE = 600; // ms after the last key
const PLENTY = 3;
const DAYS = [30, 60, 90];
const FORMS = [["markdown", "md", "Plan as text"], ["csv", "csv", "Plan as a table"], ["ics", "ics", "Plan for the calendar"]];

export class Planning {
  /** `ask(request)` asks the door, `edit(change)` changes the record, `tell(text, undo, options)` says what was done, `save(request, name)` gives a file. */
  constructor({ ask, edit, tell, save, of }) {
    Object.assign(this, { ask, edit, tell, save, of, texts: {}, asked: null, written: null });
    this.section = element("section", { class: "tq-plan", id: "result-plan", "aria-labelledby": "result-plan-title", hidden: true });
    this.section.addEventListener("click", ({ target }) => this.#clicked(target));
    this.section.addEventListener("input", ({ target }) => target.dataset.field && this.#typed(target));
    this.section.addEventListener("change", () => this.flush());
    addEventListener("beforeprint", () => this.flush()); // what is printed is what is in the record
  }

  /** Put the ticks into the places of a report, before it is shown. */
  dress(report, record, result) {
    const places = [...report.querySelectorAll(".ts-set[id^='plan-']")];
    if (places.length) this.isOffered = true;
    for (const place of places) {
      const dimension = place.id.slice("plan-".length);
      const isTaken = record.plan.some((step) => step.dimension === dimension);
      if (!isTaken && !(result.reached?.[dimension] < 5)) continue;
      const title = result.titles?.[dimension] ?? dimension;
      place.replaceChildren(element("label", { class: "tq-take" },
        element("input", { type: "checkbox", id: `set-${place.id}`, "data-take": dimension, checked: isTaken, "aria-label": `Take up ${title}` }), element("span", { "aria-hidden": "true" }, "Take up")));
    }
  }

  /** A person ticked or unticked something. */
  ticked({ checked, dataset: { take: dimension } }) {
    if (!checked) return this.#remove((_key, step) => step.dimension === dimension);
    const { result } = this.of();
    this.edit((record) => takeUp(record, dimension, result.reached[dimension]));
    this.tell(`${this.#title(dimension)} is in your plan, below the profile.`, () => this.edit((record) => drop(record, (_key, step) => step.dimension === dimension)));
  }

  /** Show the plan of a record. */
  async show(record) {
    this.section.hidden = !this.isOffered && !record.plan.length;
    if (this.section.hidden) return;
    this.#draw(record);
    const steps = record.plan.map(({ dimension, from }) => [dimension, from]);
    const [key, keys] = [JSON.stringify([record.mode, record.answers, steps]), stepKeys(record.plan)];
    if (!steps.length || key === this.asked) return;
    this.asked = key;
    try {
      const found = await this.ask({ do: "plan", answers: record, date: today() });
      if (key !== this.asked) return;
      this.texts = Object.fromEntries(found.steps.map((step, place) => [keys[place], step]));
    } catch {
      this.texts = {}; // the plan stands without the words of the model
    }
    this.#draw(this.of().record);
  }

  /** True while something is being typed that is not in the record. */
  get isWriting() {
    return Boolean(this.written);
  }

  /** Take over what has been typed and is not yet in the record. */
  flush() {
    const field = this.written;
    if (!field) return;
    clearTimeout(this.waiting);
    this.written = null;
    const { field: name, of: step } = field.dataset;
    if (!stepKeys(this.of().record.plan).includes(step)) return;
    this.edit((record) => plan(record, step, name, field.value));
  }

  #title(dimension) {
    return this.of().result.titles?.[dimension] ?? this.texts[dimension]?.title ?? dimension;
  }

  #typed(field) {
    if (this.written && this.written !== field) this.flush();
    this.written = field;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.flush(), PAUSE);
  }

  #clicked(target) {
    const { drop: dropped, days, of: step, as } = target.closest("button")?.dataset ?? {};
    if (dropped) this.#remove((key) => key === dropped, true);
    else if (days) this.#due(step, Number(days));
    else if (as === "print") print();
    else if (as) this.save({ do: "plan", answers: this.of().record, as, date: today() }, `touchstone-plan.${FORMS.find(([form]) => form === as)[1]}`);
  }

  #due(key, days) {
    const day = new Date();
    day.setDate(day.getDate() + days);
    this.edit((record) => plan(record, key, "due", today(day)));
  }

  #remove(isMeant, focus = false) {
    const before = this.of().record.plan;
    const keys = stepKeys(before);
    const out = [...before.entries()].filter(([place, step]) => isMeant(keys[place], step));
    if (!out.length) return;
    const title = this.#title(out[0][1].dimension);
    this.edit((record) => drop(record, isMeant));
    this.tell(`${title} is no longer in your plan.`, () => this.edit((record) => {
      for (const [place, step] of out) record.plan = [...record.plan.slice(0, place), step, ...record.plan.slice(place)];
    }), { focus });
  }

  #draw(record) {
    const made = document.createDocumentFragment();
    const [isDated, keys] = [record.plan.some((step) => step.due), stepKeys(record.plan)];
    made.append(element("h2", { class: "tq-part-title", id: "result-plan-title", tabindex: "-1" }, "Your plan"));
    if (!record.plan.length) made.append(element("p", { class: "tq-empty" }, "Tick what to take up. Three things are plenty."));
    else {
      if (record.plan.length > PLENTY) made.append(element("p", { class: "tq-small" }, `${record.plan.length} things are taken up. Three are plenty.`));
      made.append(element("ol", { class: "tq-plan-steps" }, record.plan.map((step, place) => this.#step(step, keys[place]))),
        element("p", { class: "tq-buttons" }, FORMS.map(([as, , label]) => button({ "data-as": as, disabled: as === "ics" && !isDated, "aria-describedby": as === "ics" && !isDated ? "result-plan-undated" : null }, label)), button({ "data-as": "print" }, "Print")),
        isDated ? "" : element("p", { class: "tq-small", id: "result-plan-undated" }, "For the calendar, set at least one day."));
    }
    patch(this.section, made);
  }

  #step({ dimension, from, owner, due, measure }, key) {
    const text = this.texts[key];
    const { levels } = this.of().result;
    const level = (number) => `${number} ${levels?.[number] ?? ""}`.trim();
    const id = (field) => `result-plan-${field}-${key}`;
    const title = this.#title(dimension);
    const control = (field, label, attributes, hint = null) => element("div", {}, element("label", { class: "tq-field" }, element("span", {}, label, hint ? element("small", {}, ` ${hint}`) : null),
      element("input", { id: id(field), "data-field": field, "data-of": key, maxlength: attributes.type === "text" ? 2000 : null, ...attributes })),
      element("span", { class: "tq-plan-said" }, attributes.type === "date" ? dayInWords(attributes.value) : attributes.value ?? ""));
    return element("li", { class: "tq-plan-step", id: id("step") },
      element("h3", {}, title, " ", element("span", { class: "tq-plan-way" }, `${level(from)} → ${level(text?.to ?? from + 1)}`)),
      text?.next_step ? element("p", { class: "tq-plan-next" }, text.next_step) : null,
      element("div", { class: "tq-plan-fields" },
        control("owner", "Owner", { type: "text", value: owner, autocomplete: "off" }),
        element("div", { class: "tq-plan-due" }, control("due", "Due", { type: "date", value: due ?? "" }),
          element("p", { class: "tq-plan-days" }, DAYS.map((days) => button({ "data-days": days, "data-of": key, "aria-label": `${title}: due in ${days} days` }, `${days} days`)))),
        control("measure", "Measure", { type: "text", value: measure, autocomplete: "off" }, "How will you see that it worked?")),
      element("p", { class: "tq-buttons tq-plan-tools" }, element("button", { class: "tq-plain", type: "button", "data-drop": key, "aria-label": `Remove ${title} from the plan` }, "Remove")));
  }
}

// On paper a day is written out: a field for dates prints in whatever way the browser likes.
function dayInWords(day) {
  const [year, month, date] = day.split("-").map(Number);
  return day ? new Date(year, month - 1, date).toLocaleDateString(document.documentElement.lang || "en", { day: "numeric", month: "long", year: "numeric" }) : "";
}

function button(attributes, label) {
  return element("button", { class: "ts-button", type: "button", ...attributes }, label);
}
