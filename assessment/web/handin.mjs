// Takes somebody's answers and what they decided and gives what is handed in, and nothing more; knows neither page nor code.

import { arrange, choiceOf } from "./answers.mjs";
import { asked } from "./progress.mjs";

/** The questions whose answers are handed in: those of the quick check where a team was asked for no more. */
export function modeOf(record, invitation) {
  return invitation?.mode === "quick" ? "quick" : record.mode;
}

/**
 * An answers object with the choices to the questions that are asked, the unit as the invitation has it, and the role if one is given.
 * `notes` true takes the notes along; evidence, reasons, targets, facts and plan never go.
 */
export function handIn(record, { invitation, role, notes = false, items, known }) {
  const mode = modeOf(record, invitation);
  const answers = {};
  for (const { id } of asked(items, mode)) {
    const { level, state, note } = record.answers[id] ?? {};
    const entry = { ...(level ? { level } : state ? { state } : {}), ...(notes && note?.trim() ? { note } : {}) };
    if (Object.keys(entry).length) answers[id] = entry;
  }
  const { unit, period, size, exchange } = invitation ?? record.scope;
  return arrange({ model: record.model, respondent: record.respondent, mode, date: record.date, scope: { unit, period, size, exchange, role }, answers }, known);
}

/** The same for a code: what would stay behind is still in it, so that the door can say so. */
export function forCode(record, { invitation, role }) {
  return { ...record, kind: "own", mode: modeOf(record, invitation), scope: { ...record.scope, role } };
}

/** How many notes stand at the questions that are asked. */
export function notesIn(record, { invitation, items }) {
  return asked(items, modeOf(record, invitation)).filter(({ id }) => record.answers[id]?.note?.trim()).length;
}

/** A text that changes with anything that a hand-in says. */
export function sayingOf(record, { invitation, role, items }) {
  const mode = modeOf(record, invitation);
  return [mode, role ?? "", ...asked(items, mode).map(({ id }) => choiceOf(record.answers[id]) || "-")].join(" ");
}
