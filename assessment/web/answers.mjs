// Takes a person's choices and gives the answers object of touchstone-answers/1; knows no page, no storage and no rule of scoring.

import { MOST_TEXT, facts, inOrder, isDay, isObject, levels, line, plan as steps, text as mended, wellFormed } from "./allowed.mjs";

export const FORMAT = "touchstone-answers/1";
const SCOPE = ["unit", "period", "role", "size", "exchange"];
const TEXTS = ["note", "evidence", "dissent"];
const SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford base32: 32 symbols, so a byte's low five bits choose one evenly

/** An answers object without an answer. `model` is {id, version, hash}. */
export function blank(model, mode = "quick") {
  return arrange({ model, mode }, { model });
}

/** True if the entry holds a level or a state. */
export function isAnswered(entry) {
  return Boolean(entry && (entry.level || entry.state));
}

/** The choice of an entry as the radio button says it: "1" to "5", "dk", "na", or "". */
export function choiceOf(entry) {
  return entry?.level ? String(entry.level) : entry?.state ?? "";
}

/** Put a level ("1" to "5") or a state ("dk", "na") into the record; the texts stay. */
export function choose(record, id, value) {
  const { level, state, ...kept } = record.answers[id] ?? {};
  if (value !== "na") delete kept.reason;
  record.answers[id] = /^[1-5]$/.test(value) ? { level: Number(value), ...kept } : { state: value, ...kept };
}

/** Take the choice back; what was written stays. */
export function clear(record, id) {
  const { level, state, reason, ...kept } = record.answers[id] ?? {};
  if (Object.keys(kept).length) record.answers[id] = kept;
  else delete record.answers[id];
}

/** Write a note, an evidence or a reason to an answer; an empty text is no text. */
export function write(record, id, field, text) {
  const entry = { ...record.answers[id], [field]: wellFormed(text.slice(0, MOST_TEXT)) };
  if (!entry[field]) delete entry[field];
  if (field === "reason" && entry.state !== "na") delete entry.reason;
  if (Object.keys(entry).length) record.answers[id] = entry;
  else delete record.answers[id];
}

/** Set one line about the unit; an empty text is null. */
export function describe(record, key, text) {
  record.scope[key] = wellFormed(text.trim().slice(0, 200)) || null;
}

/** Say "yes", "no" or "dk" to a fact; anything else takes the answer back. */
export function say(record, fact, value) {
  record.facts[fact] = value;
  record.facts = facts(record.facts);
}

/** Set a number of one's own for a dimension in `targets` or `importance`; null goes back to what is suggested. */
export function tune(record, map, dimension, number) {
  const { [dimension]: before, ...others } = record[map];
  record[map] = number === null ? others : { ...others, [dimension]: number };
}

/** Put a dimension into the plan, from the level it has now. */
export function takeUp(record, dimension, from) {
  if (!record.plan.some((step) => step.dimension === dimension)) record.plan = [...record.plan, { dimension, from, owner: "", due: null, measure: "" }];
}

/** What each step of a plan is called: its dimension, and from the second of a dimension on a number, too; a page writes one for each, a file may hold several. */
export function stepKeys(plan) {
  const counts = new Map();
  return plan.map(({ dimension }) => {
    const number = (counts.get(dimension) ?? 0) + 1;
    counts.set(dimension, number);
    return number === 1 ? dimension : `${dimension}.${number}`;
  });
}

/** Take steps out of the plan: those of which `isMeant(key, step)`. */
export function drop(record, isMeant) {
  const keys = stepKeys(record.plan);
  record.plan = record.plan.filter((step, place) => !isMeant(keys[place], step));
}

/** Write `owner`, `due` (YYYY-MM-DD) or `measure` of one step of the plan. */
export function plan(record, key, field, text) {
  const value = field === "due" ? text || null : wellFormed(text.slice(0, MOST_TEXT));
  const keys = stepKeys(record.plan);
  record.plan = record.plan.map((step, place) => (keys[place] === key ? { ...step, [field]: value } : step));
}

/** The record with every key there and in the order of the format; `known` is {model, items, dimensions, facts}, each if known. */
export function arrange(record, known) {
  const order = [...new Set([...(known.items ?? []), ...Object.keys(record.answers ?? {})])];
  const answers = {};
  for (const id of order) if (record.answers?.[id]) answers[id] = entryInOrder(record.answers[id]);
  const { id, version, hash = null } = record.model;
  return {
    format: FORMAT,
    model: { id, version, hash },
    kind: record.kind ?? "own",
    respondent: record.respondent ?? null,
    mode: record.mode,
    date: record.date ?? null,
    scope: Object.fromEntries(SCOPE.map((key) => [key, record.scope?.[key] ?? null])),
    answers,
    targets: inOrder(record.targets, known.dimensions),
    importance: inOrder(record.importance, known.dimensions),
    facts: inOrder(record.facts, known.facts),
    plan: record.plan ?? [],
  };
}

function entryInOrder(entry) {
  const found = {};
  if (entry.level) found.level = entry.level;
  if (entry.state) found.state = entry.state;
  for (const name of TEXTS) if (entry[name]) found[name] = entry[name];
  if (entry.state === "na") found.reason = entry.reason ?? "";
  return found;
}

/** The bytes of an answers file, as text: two spaces, a newline at the end. */
export function fileText(record) {
  return JSON.stringify(record, null, 2) + "\n";
}

/**
 * What was stored, made usable: null if it is no answers object, or belongs to another model or another major version.
 * Entries that make no sense are left out; those of retired items are kept. The record then speaks of today's model, or of its own where that is newer.
 * `known` is {model, items, retired} and, where the page knows them, {dimensions, facts, na: items that may be not applicable}.
 */
export function readStored(value, known) {
  const { model } = known;
  if (!isObject(value) || value.format !== FORMAT || !isObject(value.answers) || !["quick", "full"].includes(value.mode)) return null;
  const age = value.model?.id === model.id ? ageOf(value.model.version, model.version) : null;
  if (age === null) return null;
  if (age > 0) return readStored(value, newerThan(known, value)); // another tab has the new edition: nothing of it is lost, and this page does not call it its own
  const ids = new Set([...known.items, ...known.retired]);
  const answers = {};
  for (const [id, entry] of Object.entries(value.answers)) {
    const mayBeNa = !known.na || known.na.includes(id) || known.retired.includes(id);
    const read = ids.has(id) && isObject(entry) ? readEntry(entry, mayBeNa) : null;
    if (read) answers[id] = read;
  }
  const respondent = typeof value.respondent === "string" && /^[0-9A-HJKMNP-TV-Z]{8}$/.test(value.respondent) ? value.respondent : null;
  const date = isDay(value.date) ? value.date : null;
  const kind = value.kind === "agreed" ? "agreed" : "own";
  const scope = Object.fromEntries(SCOPE.map((key) => [key, line(key, value.scope?.[key])]));
  const more = {
    targets: levels(value.targets, known.dimensions, 5),
    importance: levels(value.importance, known.dimensions, 3),
    facts: facts(value.facts, known.facts),
    plan: steps(value.plan, known.dimensions),
  };
  return arrange({ model, kind, respondent, mode: value.mode, date, scope, answers, ...more }, known);
}

function readEntry(entry, mayBeNa) {
  const found = {};
  if (Number.isInteger(entry.level) && entry.level >= 1 && entry.level <= 5) found.level = entry.level;
  else if (entry.state === "dk" || (entry.state === "na" && mayBeNa)) found.state = entry.state;
  for (const name of [...TEXTS, "reason"]) {
    const written = mended(entry[name]);
    if (written) found[name] = written;
  }
  if (found.state !== "na") delete found.reason;
  return Object.keys(found).length ? found : null;
}

// Below zero for an older version, above zero for a newer one; null where they do not belong together.
function ageOf(theirs, ours) {
  const [a, b] = [theirs, ours].map((version) => (typeof version === "string" && /^\d{1,6}\.\d{1,6}\.\d{1,6}$/.test(version) ? version.split(".").map(Number) : null));
  if (!a || !b || a[0] !== b[0]) return null;
  return a[1] - b[1] || a[2] - b[2];
}

// What is known of an edition that this page does not have: every id may be one.
function newerThan({ items, retired }, { model: { id, version, hash }, answers }) {
  return { model: { id, version, hash: typeof hash === "string" && /^[0-9a-f]{8}$/.test(hash) ? hash : null }, items: [...new Set([...items, ...Object.keys(answers)])].filter((one) => one !== "__proto__"), retired };
}

/** Today in the reader's own calendar, YYYY-MM-DD. */
export function today(now = new Date()) {
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Eight random symbols that tell one respondent's files from another's, and nothing else. */
export function newRespondent() {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => SYMBOLS[byte & 31]).join("");
}
