// Takes what is stored of a team, on its page or beside the questions, and gives what of it makes sense; knows neither page nor storage, and counts nothing.

import { isObject } from "./allowed.mjs";
import { readStored } from "./answers.mjs";
import { tidied } from "./invitation.mjs";

const LONGEST = 5000;

/** The record of `Room` with every key as it should be; what makes no sense is left out. `isThorough`: the hand-ins are read, too, which takes time. */
export function tidy(record, known, { isThorough }) {
  const batches = (Array.isArray(record.batches) ? record.batches : []).map((batch) => tidyBatch(batch, isThorough)).filter(Boolean);
  return {
    ...record,
    invitation: tidyInvitation(record.invitation),
    batches,
    gathered: isGathered(record.gathered) ? record.gathered : null,
    allIn: batches.length ? textOf(record.allIn) : null,
    seen: textOf(record.seen),
    revealed: ids(record.revealed),
    left: ids(record.left),
    agreed: tidyAgreed(record.agreed, known),
    at: textOf(record.at),
  };
}

/** True where tidying has taken nothing away that somebody has put there. */
export function isSame(record, value) {
  return Boolean(record) && ["invitation", "batches", "revealed", "left", "agreed"].every((key) => (value[key] ?? null) === null || JSON.stringify(value[key]) === JSON.stringify(record[key]));
}

/** What lies beside an invitation that somebody has opened: {text, joined, role: null, filled: some of `lines`, handed, before}. */
export function tidyKept({ text, joined, filled, handed, before }, lines) {
  const isHanded = isObject(handed) && [handed.at, handed.as, handed.said].every((one) => typeof one === "string");
  return { text, joined: joined === true, role: null, filled: lines.filter((key) => Array.isArray(filled) && filled.includes(key)), handed: isHanded ? handed : null, before: isObject(before) && typeof before.text === "string" ? before : null };
}

// As the form would make it; a key that is not there is not put in.
function tidyInvitation(invitation) {
  if (!isObject(invitation)) return null;
  const clean = { ...tidied(invitation, { roles: ids(invitation.roles).map((id) => ({ id })) }), message: textOf(invitation.message)?.slice(0, LONGEST) ?? null };
  return { ...invitation, ...Object.fromEntries(Object.entries(clean).filter(([key]) => Object.hasOwn(invitation, key))) };
}

function tidyBatch(batch, isThorough) {
  if (!isObject(batch) || ![batch.id, batch.name, batch.at, batch.text].every((text) => typeof text === "string") || !Number.isInteger(batch.size)) return null;
  const counts = batch.counts ?? null;
  if (counts !== null && !(Array.isArray(counts) && counts.every(isRow))) return null;
  if (batch.text === "") return counts && batch.size === 0 ? batch : null;
  if (!batch.text.startsWith("[") || !batch.text.endsWith("]")) return null;
  if (!isThorough) return batch;
  const handed = listOf(batch.text);
  return handed?.length === batch.size && handed.length && handed.every((line) => typeof line === "string") ? batch : null;
}

function listOf(text) {
  try {
    const list = JSON.parse(text);
    return Array.isArray(list) ? list : null;
  } catch {
    return null;
  }
}

function isRow(row) {
  return Array.isArray(row) && row.length === 4 && (row[0] === null || typeof row[0] === "string") && typeof row[1] === "string" && Number.isInteger(row[3]);
}

function isGathered(gathered) {
  return isObject(gathered) && typeof gathered.key === "string" && Number.isInteger(gathered.people) && Array.isArray(gathered.again) && gathered.again.every(Number.isInteger);
}

function tidyAgreed(agreed, known) {
  const read = readStored(agreed, known);
  return read && { ...read, kind: "agreed", respondent: null };
}

function textOf(value) {
  return typeof value === "string" ? value : null;
}

function ids(list) {
  return Array.isArray(list) ? list.filter((id) => typeof id === "string") : [];
}
