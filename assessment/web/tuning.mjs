// Takes a report and the numbers the engine gives beside it, and lets a person set targets and importance in it; knows no rule of scoring.

import { tune } from "./answers.mjs";
import { element } from "./element.mjs";

const IMPORTANCE = { 1: "1 low", 2: "2 normal", 3: "3 high" };
const USUAL = 2;
const ENOUGH = "enough";
const MAPS = { target: "targets", importance: "importance" };

export class Tuning {
  /** `edit(change)` changes the record, `tell(text, undo)` says what was done; `of()` gives {record, result} as shown. */
  constructor({ edit, tell, of }) {
    Object.assign(this, { edit, tell, of });
  }

  /** Put the controls into the places of a report or a part of it, before it is shown. */
  dress(report, record, result) {
    for (const place of report.querySelectorAll(".ts-set")) {
      const [, kind, dimension] = /^(target|importance)-(.+)$/.exec(place.id) ?? [];
      if (!kind || (kind === "target" && !result.suggested?.[dimension])) continue;
      const title = result.titles?.[dimension] ?? dimension;
      const control = element("select", {
        class: "tq-set",
        id: `set-${place.id}`,
        "data-tune": kind,
        "data-dimension": dimension,
        "aria-label": kind === "target" ? `Target for ${title}` : `Importance of ${title}`,
      }, kind === "target" ? targetOptions(record, result, dimension) : importanceOptions(record, dimension));
      // On paper the text stands, not the control.
      const said = element("span", { class: "tq-set-said" }, control.selectedOptions[0].textContent);
      // A form of its own: browsers look through the whole form of a field that changes, and all fields without one.
      place.replaceChildren(element("form", { class: "tq-lone" }, control), said);
    }
  }

  /** Have the way back to the suggested targets behind them, where there are own ones. */
  offer(report, record) {
    const places = [...report.querySelectorAll("[data-tune=target]")];
    const standing = report.querySelector(".tq-tuning");
    if (!places.length || !Object.keys(record.targets).length) return standing?.remove();
    if (standing) return;
    const button = element("button", { class: "ts-button", type: "button", id: "targets-reset", "data-desk": "reset" }, `Back to ${this.#standard()}`);
    const host = places.at(-1).closest("table, ul, ol, dl, p, div") ?? places.at(-1);
    (host.closest(".ts-profile-frame, [role=region]") ?? host).after(element("p", { class: "tq-buttons tq-tuning" }, button));
  }

  /** A person chose something in a control that `dress` made. */
  changed(control) {
    const { tune: kind, dimension } = control.dataset;
    const { record, result } = this.of();
    const before = record[MAPS[kind]][dimension] ?? null;
    this.#set(kind, dimension, wanted(control, result));
    this.tell("Priorities updated.", () => this.#set(kind, dimension, before));
  }

  // What holds where a person has set nothing: only what follows from size and exchange is advice.
  #standard() {
    return Object.values(this.of().result.suggested_from ?? {}).includes("context") ? "the suggested targets" : "the common starting point";
  }

  /** Forget all targets of one's own. */
  reset() {
    const before = this.of().record.targets;
    this.edit((record) => void (record.targets = {}));
    this.tell(`Back to ${this.#standard()}. Priorities updated.`, () => this.edit((record) => void (record.targets = { ...before, ...record.targets })), { focus: true });
  }

  #set(kind, dimension, number) {
    return this.edit((record) => tune(record, MAPS[kind], dimension, number));
  }

}

function targetOptions(record, { suggested, suggested_from: origin, reached, levels }, dimension) {
  const own = record.targets[dimension] ?? null;
  const has = reached?.[dimension] ?? null;
  const isEnough = own !== null && own === has;
  const named = [1, 2, 3, 4, 5].map((level) => option(level, level === suggested[dimension] ? `${level}, ${origin?.[dimension] === "context" ? "suggested" : "starting point"}` : `${level} ${levels?.[level] ?? ""}`.trim(),
    !isEnough && level === (own ?? suggested[dimension])));
  return has ? [...named, option(ENOUGH, `${has}, as it is: enough`, isEnough)] : named;
}

function importanceOptions(record, dimension) {
  return Object.entries(IMPORTANCE).map(([number, text]) => option(number, text, Number(number) === (record.importance[dimension] ?? USUAL)));
}

function option(value, text, isSelected) {
  return element("option", { value, selected: isSelected }, text);
}

// The number a control asks for; null where that is what would stand there anyway.
function wanted({ value, dataset: { tune: kind, dimension } }, { suggested, reached }) {
  const number = value === ENOUGH ? reached[dimension] : Number(value);
  return number === (kind === "target" ? suggested[dimension] : USUAL) ? null : number;
}
