// Takes one thing that is stored on this device and says in plain words what it is; knows the shapes that the other pages store, and neither storage nor page.

import { isAnswered, readStored, today } from "./answers.mjs";
import { megabytes } from "./files.mjs";

const ORDER = ["current", "snapshot", "invitation", "team", "aside", "other", "colours", "files"];

/**
 * What an entry of the inventory is: {kind, title, lines}; `known` is what `knownOf` gives, with `core`, the questions of the quick check.
 * Nothing that somebody wrote is told but the label of a snapshot.
 */
export function told(entry, known) {
  if (entry.place === "cache") return { kind: "files", title: "Copies of this site’s files, for use without a network", lines: [many(entry.value.files, "file", "files"), "Deleted copies come again when you use the assessment."] };
  const key = entry.place === "local" && entry.name ? entry.key.slice(entry.name.length + 1) : entry.key;
  if (entry.place === "local" && !entry.name && entry.key.startsWith("touchstone:offline:")) return { kind: "other", title: "Your wish to keep no copies", lines: ["It is what the box below this list says."] };
  if (entry.place === "local" && !entry.name) return { kind: "colours", title: "Light or dark", lines: [`${entry.value?.color?.scheme === "slate" ? "Dark" : "Light"}. Pages store it anew when you use them.`] };
  const said = words(key, entry.value, known);
  return entry.name === `touchstone:${known.model.id}` ? said : { ...said, lines: [`Of another questionnaire, “${entry.name.slice("touchstone:".length)}”`, ...said.lines] };
}

/** The entries in the order in which they are told, each with what `told` says of it. */
export function arranged(entries, known) {
  const all = entries.map((entry) => ({ ...entry, ...told(entry, known) }));
  return all.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || (a.key < b.key ? -1 : 1));
}

/** A number of bytes in words: "96 bytes", "12 kB", "5.1 MB". */
export function inBytes(bytes) {
  if (bytes < 1000) return many(bytes, "byte", "bytes");
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${megabytes(bytes)} MB`;
}

function words(key, value, known) {
  if (key === "current") return { kind: "current", title: "Your answers", lines: ofAnswers(value, known) };
  if (key.startsWith("early")) return { kind: "current", title: "Answers from a page that closed before it could store them", lines: [...ofAnswers(value, known), readStored(value, known) && "Your next visit joins them with the others."].filter(Boolean) };
  if (key.startsWith("snapshot:")) return { kind: "snapshot", title: value?.label ? `Snapshot “${value.label}”` : "Snapshot", lines: [day("Kept on", value?.at), ofAnswers(value?.record, known)[0]].filter(Boolean) };
  if (key === "invitation") return { kind: "invitation", title: "An invitation that you opened", lines: [value?.handed ? day("Handed in on", value.handed.at) ?? "Handed in" : "Not handed in", value?.role && "With the role that you chose"].filter(Boolean) };
  if (key === "team") return { kind: "team", title: "What was collected for a team", lines: ofTeam(value) };
  if (key === "aside" || key === "team:aside") return { kind: "aside", title: "Something that was set aside", lines: ["It was found here and this version of the questions could not read it."] };
  return { kind: "other", title: "Something else that this site keeps", lines: [`Its name is “${key}”.`] };
}

function ofAnswers(value, known) {
  const record = readStored(value, known);
  if (!record) return ["This version of the questions cannot read them."];
  const asked = record.mode === "quick" ? known.core : known.items;
  const entries = Object.values(record.answers);
  const texts = entries.filter((entry) => entry.note || entry.evidence || entry.dissent || entry.reason).length;
  return [
    `${asked.filter((id) => isAnswered(record.answers[id])).length} of ${many(asked.length, "question", "questions")} answered${texts ? `, ${texts} with a note` : ""}`,
    record.date && `Last changed on ${record.date}`,
  ].filter(Boolean);
}

function ofTeam(value) {
  const batches = Array.isArray(value?.batches) ? value.batches : [];
  const people = batches.reduce((sum, batch) => sum + (Number.isInteger(batch?.size) ? batch.size : 0), 0);
  const tables = batches.filter((batch) => Array.isArray(batch?.counts)).length;
  const agreed = Object.values(value?.agreed?.answers ?? {}).filter(isAnswered).length;
  return [
    [people && many(people, "hand-in", "hand-ins"), tables && many(tables, "table", "tables"), value?.invitation && "an invitation", agreed && `${many(agreed, "question", "questions")} agreed on`].filter(Boolean).join(", ") || "Nothing collected yet",
    day("Last changed on", value?.at),
  ].filter(Boolean);
}

function day(before, time) {
  const date = new Date(typeof time === "string" ? time : NaN);
  return Number.isNaN(date.getTime()) ? null : `${before} ${today(date)}`;
}

function many(number, one, more) {
  return `${number} ${number === 1 ? one : more}`;
}
