// Takes somebody's answers and what they decided and gives what is handed in, and in words what is in it and what is not; knows neither page nor code.

import { arrange, choiceOf, isAnswered } from "./answers.mjs";
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

const TEXTS = {
  note: ["note", "notes"],
  evidence: ["piece of evidence", "pieces of evidence"],
  dissent: ["other view", "other views"],
  reason: ["reason for “not applicable”", "reasons for “not applicable”"],
};
const LINES = { unit: "The name of the unit", period: "The period", role: "Your role", size: "The size of the unit", exchange: "The kind of exchange with customers" };
const MAPS = {
  targets: ["target of your own", "targets of your own"],
  importance: ["importance of your own", "importances of your own"],
  facts: ["answer about your customers", "answers about your customers"],
  plan: ["step of your plan", "steps of your plan"],
};
const WORDS = { small: "fewer than 50 people", large: "50 people or more", discrete: "from time to time", continuous: "all the time" };

/** One sentence for each thing in a file, read out of the object that is saved; `model` names the roles. */
export function holds(file, model) {
  const entries = Object.values(file.answers);
  const said = (key, value) => (key === "role" ? model.roles.find(({ id }) => id === value)?.title : WORDS[value]) ?? value;
  return [
    `Which questions were asked: ${file.mode === "full" ? "the full assessment" : "the quick check"}.`,
    `What you chose: ${counted(entries.filter(isAnswered).length, ["answer", "answers"])}.`,
    ...texts(entries),
    ...Object.entries(LINES).filter(([key]) => file.scope[key]).map(([key, label]) => `${label}: ${said(key, file.scope[key])}.`),
    ...(file.scope.role ? [] : ["No role."]),
    ...(file.date ? [`The day of your last change: ${file.date}.`] : []),
    ...maps(file),
    ...(file.respondent ? [`The random number of the code, ${file.respondent}.`] : []),
    `The edition of the questions: ${file.model.hash ?? file.model.version}.`,
  ];
}

/** One sentence for each thing in the answers that is not in the file. */
export function leaves(record, file) {
  const lost = Object.entries(record.answers).filter(([id, entry]) => choiceOf(entry) !== choiceOf(file.answers[id])).length;
  const without = Object.entries(record.answers).map(([id, entry]) => Object.fromEntries(Object.entries(entry).filter(([key]) => !file.answers[id]?.[key])));
  const own = Object.entries(LINES).filter(([key]) => record.scope[key] && file.scope[key] !== record.scope[key]);
  const found = [
    ...texts(without),
    ...(lost ? [`${counted(lost, ["answer", "answers"])} to questions that were not asked.`] : []),
    ...own.map(([key, label]) => (key === "role" ? "The role of your own result." : file.scope[key] ? `${label} as you wrote it yourself.` : `${label}.`)),
    ...maps(record, file),
  ];
  return found.length ? found : ["Nothing: there is no more than this."];
}

function texts(entries) {
  const found = Object.entries(TEXTS).map(([key, names]) => [entries.filter((entry) => entry[key]?.trim()).length, names]).filter(([number]) => number);
  return found.length ? [`What you wrote: ${found.map(([number, names]) => counted(number, names)).join(", ")}.`] : [];
}

function maps(record, but = null) {
  const found = Object.entries(MAPS).map(([key, names]) => [JSON.stringify(but?.[key]) === JSON.stringify(record[key]) ? 0 : Object.keys(record[key] ?? {}).length, names]);
  return found.filter(([number]) => number).map(([number, names]) => `${counted(number, names)}.`);
}

function counted(number, [one, many]) {
  return `${number} ${number === 1 ? one : many}`;
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
