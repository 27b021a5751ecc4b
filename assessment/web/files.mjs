// Takes an answers object and gives it to the person as a file, and a file and gives its text; knows not what is in it.

import { fileText, today } from "./answers.mjs";

const MOST_BYTES = 5_000_000; // an answers file with every text full has about 1 MB

/** Hand the answers to the person as a file. */
export function download(record) {
  save(fileText(record), `touchstone-answers-${record.date ?? today()}.json`);
}

/** Hand a text to the person as a file, as it is; the ending of the name says what kind of file. */
export function downloadText(text, name) {
  save(text, name);
}

/** Hand anything to the person as a JSON file: for what was found and could not be read. */
export function downloadRaw(value, name) {
  save(typeof value === "string" ? value : JSON.stringify(value, null, 2) + "\n", name);
}

const TYPES = { json: "application/json", md: "text/markdown", csv: "text/csv", html: "text/html", svg: "image/svg+xml", ics: "text/calendar" };

function save(text, name) {
  const type = TYPES[name.split(".").pop()] ?? "text/plain";
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** The text of a file that a person chose; throws an Error whose message can be shown. */
export async function textOf(file) {
  if (file.size > MOST_BYTES) {
    throw new Error(`“${file.name}” has ${megabytes(file.size)} MB. An answers file has less than ${megabytes(MOST_BYTES)} MB, so it was not read.`);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    throw new Error(`“${file.name}” is not a text in UTF-8. Choose a file that this page or the command line wrote.`);
  }
}

/** Bytes as MB with one decimal at most, such as "5" or "50.3". */
export function megabytes(bytes) {
  return String(Math.round(bytes / 100_000) / 10);
}
