// Takes an answers object and shows every question with its answer and a way to change it; knows neither storage nor scoring.

import { choiceOf } from "./answers.mjs";
import { element } from "./element.mjs";
import { inMinutes, sum } from "./progress.mjs";

const SAID = { dk: "Don’t know", na: "Not applicable" };

/** Fill `place`; `form` holds items and dimensions, `facts` counts what is said to the facts, `names` the names of levels 1 to 5, `onFull` starts the full assessment. */
export function showCheck(place, { form, facts, record, far, names, onFull }) {
  const shown = form.items.filter((item) => item.core || record.mode === "full");
  place.replaceChildren(
    ...stop(record, far, onFull),
    ...missing(far),
    ...form.dimensions.map((dimension) => group(dimension, shown.filter((item) => item.dimension === dimension.id), record, names)),
    ...sayAndDo(facts, record),
    element("p", { class: "tq-buttons" }, element("a", { class: "ts-button ts-primary", href: "#result" }, "See the result")),
  );
}

// After the core questions stands a natural end, and the way on.
function stop(record, far, onFull) {
  if (record.mode !== "quick" || !far.coreDone || !far.more.length) {
    return [element("p", { class: "tq-buttons" }, element("a", { class: "ts-button ts-primary", href: "#result" }, "See the result"))];
  }
  return [
    element("div", { class: "tq-stop" },
      element("p", { class: "tq-stop-title" }, "This is already a result."),
      element("p", {}, "See it now, or go on with the full assessment. Your quick answers count in it."),
      element("p", { class: "tq-buttons" }, element("a", { class: "ts-button ts-primary", href: "#result" }, "See the result"), goOnButton(far, onFull))),
  ];
}

/** The way on from the quick check to the full assessment. */
export function goOnButton(far, onFull) {
  return element("button", { class: "ts-button", type: "button", onclick: onFull }, `Go on: ${far.more.length} more questions, ${inMinutes(sum(far.more))}`);
}

function missing(far) {
  const parts = [];
  if (far.blanks.length) {
    const links = far.blanks.map((item) => element("li", {}, element("a", { href: `#${item.id}`, "data-change": true }, item.text)));
    const title = far.blanks.length === 1 ? "One question is not answered" : `${far.blanks.length} questions are not answered`;
    parts.push(element("details", { class: "tq-more tq-missing", open: far.blanks.length <= 6 }, element("summary", {}, title),
      element("p", {}, "You can see the result all the same: what is not answered counts as not known."), element("ul", {}, links)));
  }
  for (const item of far.unexplained) {
    parts.push(element("p", { class: "tq-missing" }, "Not applicable, but why? ", element("a", { href: `#${item.id}`, "data-change": true }, item.text)));
  }
  return parts;
}

// Optional, and so only one line.
function sayAndDo(facts, record) {
  if (!facts.total) return [];
  const answered = facts.answered(record);
  return [
    element("section", { class: "tq-answers" },
      element("h3", {}, "Say and do"),
      element("p", { class: "tq-answer" },
        element("span", {}, answered ? `${answered} of ${facts.total} facts answered` : `${facts.total} facts to check, optional. They change no figure; a “no” where your answers claim a level is shown beside the result.`),
        element("span", { class: "tq-answer-change" }, element("a", { href: "#facts" }, answered ? "Change" : "Answer", element("span", { class: "tq-sr" }, " the facts"))))),
  ];
}

function group(dimension, items, record, names) {
  if (!items.length) return null;
  return element("section", { class: "tq-answers" },
    element("h3", {}, dimension.title),
    element("dl", {}, items.map((item) => row(item, record.answers[item.id], names))));
}

function row(item, entry, names) {
  const choice = choiceOf(entry);
  const level = /^[1-5]$/.test(choice);
  const words = level ? item.fieldset.querySelector(`[value="${choice}"]`).closest("label").querySelector(".tq-words").textContent : "";
  const said = level
    ? [element("span", { class: "tq-badge", "data-level": choice }, choice), " ", names[choice], " ", element("span", { class: "tq-answer-words" }, words)]
    : [element("span", { class: choice ? "tq-said" : "tq-said tq-blank" }, SAID[choice] ?? "Not answered")];
  const flags = [entry?.note && "note", entry?.evidence && "evidence"].filter(Boolean);
  return element("div", { class: "tq-answer" },
    element("dt", {}, item.text),
    element("dd", { class: "tq-answer-said" }, said, entry?.reason ? element("span", { class: "tq-answer-reason" }, `: ${entry.reason}`) : null,
      flags.length ? element("span", { class: "tq-flag" }, `with ${flags.join(" and ")}`) : null),
    element("dd", { class: "tq-answer-change" },
      element("a", { href: `#${item.id}`, "data-change": true }, choice ? "Change" : "Answer", element("span", { class: "tq-sr" }, `: ${item.text}`))));
}
