// Takes the list of questions and an answers object and gives how far a person has come; knows no page and no rule of scoring.

import { isAnswered } from "./answers.mjs";

/** The items that a mode asks: `items` are {id, dimension, core, seconds}. */
export function asked(items, mode) {
  return items.filter((item) => item.core || mode === "full");
}

/**
 * {total, answered, seconds (to go), blanks: items, coreDone, more: items of the full assessment still to answer,
 *  unexplained: items not applicable without a reason, dimensions: {id: {total, answered, status}}}
 */
export function progress(items, record) {
  const inMode = asked(items, record.mode);
  const isDone = (item) => isAnswered(record.answers[item.id]);
  const blanks = inMode.filter((item) => !isDone(item));
  const dimensions = {};
  for (const item of inMode) {
    const counted = (dimensions[item.dimension] ??= { total: 0, answered: 0 });
    counted.total += 1;
    counted.answered += isDone(item) ? 1 : 0;
  }
  for (const counted of Object.values(dimensions)) {
    counted.status = counted.answered === 0 ? "Not started" : counted.answered < counted.total ? "In progress" : "Done";
  }
  return {
    total: inMode.length,
    answered: inMode.length - blanks.length,
    seconds: sum(blanks),
    blanks,
    coreDone: asked(items, "quick").every(isDone),
    more: items.filter((item) => !isDone(item)),
    unexplained: inMode.filter((item) => record.answers[item.id]?.state === "na" && !record.answers[item.id].reason),
    dimensions,
  };
}

/** Seconds that a list of items takes. */
export function sum(items) {
  return items.reduce((total, item) => total + item.seconds, 0);
}

/** "about 4 minutes", "less than a minute". */
export function inMinutes(seconds) {
  const minutes = Math.round(seconds / 60);
  return minutes < 1 ? "less than a minute" : `about ${minutes} ${minutes === 1 ? "minute" : "minutes"}`;
}
