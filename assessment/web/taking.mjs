// Takes texts and files, asks the engine what is in them piece by piece, and gives the hand-ins, the rows of tables and every fault; knows no page and no figure.

import { grouped } from "./faultsbox.mjs";
import { pieces } from "./pieces.mjs";

const MOST_HANDED = 50_000; // more than this is a matter for the command line
const MOST_FAULTS = 20_000; // in one text; each takes long to look at, and nobody reads on
const SHOWN = 100; // faults that are named; the others are counted

/**
 * Read sources [{name, text} or {name, file}], one after the other. A bad one, or a bad piece of one, harms no other.
 * `ask(request)` asks the door; `progress(share)` is told how far it is, 0 to 1; `signal` stops it (then an AbortError is thrown).
 * Gives {batches: [{name, size, text, counts}], faults: [{where, wrong, right}], more: number of further faults}.
 */
export async function take(sources, { ask, progress, signal, before = 0 }) {
  const found = { batches: [], faults: [], more: 0 };
  let room = MOST_HANDED - before;
  for (const [place, source] of sources.entries()) {
    const told = (share) => progress((place + share) / sources.length);
    const one = { handed: [], size: 0, counts: null, faults: [], more: 0, isEmpty: false };
    try {
      await takeOne(source, one, { ask, told, signal, room });
    } catch (problem) {
      if (signal.aborted || problem.kind) throw problem; // stopped, or the engine is not to be had
      one.faults.push({ where: "", wrong: problem.message, right: problem.right ?? "Save it as plain text in UTF-8; in a spreadsheet that is “CSV UTF-8”." });
    }
    if (one.size || one.counts) found.batches.push({ name: source.name, size: one.size, text: one.size ? `[${one.handed.join(",")}]` : "", counts: one.counts });
    room -= one.size;
    for (const fault of one.faults) {
      if (found.faults.length < SHOWN) found.faults.push({ ...fault, where: [source.name, fault.where].filter(Boolean).join(", ") });
      else found.more += 1;
    }
    found.more += one.more;
  }
  return found;
}

async function takeOne(source, one, { ask, told, signal, room }) {
  const rows = new Map();
  let state = null;
  for await (const { kind, text, line, done } of pieces(source)) {
    signal.throwIfAborted();
    if (kind === "table") {
      const answer = await ask({ do: "count", text, state });
      signal.throwIfAborted();
      if (!answer.ok) return Object.assign(one, { counts: null, faults: answer.faults }); // a table counts whole or not at all
      state = answer.result.state;
      add(rows, answer.result.counts);
      one.counts = [...rows.values()];
    } else {
      const answer = await ask({ do: "collect", text });
      signal.throwIfAborted();
      const { handed, faults } = answer.ok ? answer.result : { handed: [], faults: answer.faults };
      if (!handed.length && faults.length === 1 && faults[0].where === "text") one.isEmpty = one.isEmpty || faults[0];
      else note(one, faults, line);
      const fits = handed.slice(0, Math.max(room - one.size, 0));
      one.size += fits.length;
      if (fits.length) one.handed.push(JSON.stringify(fits).slice(1, -1)); // as text at once: piece by piece it costs nothing
      if (one.faults.length + one.more > MOST_FAULTS) {
        one.faults.unshift({ where: "", wrong: `was read up to line ${grouped(line + text.trimEnd().split("\n").length)} and no further: more than ${grouped(MOST_FAULTS)} things in it could not be used.`, right: "Look at how the first ones were copied. What comes after that line can be added on its own." });
        return;
      }
      if (fits.length < handed.length) {
        one.faults.unshift({ where: "", wrong: `was read up to ${grouped(MOST_HANDED)} hand-ins; this page takes no more.`, right: "For larger groups use the command: python -m assessment team FILE" });
        return;
      }
    }
    told(done);
  }
  if (one.isEmpty && !one.size && !one.faults.length) one.faults.push(one.isEmpty); // nothing in any piece
}

// The engine tells the first faults of a piece and how many more there are; its lines begin with each piece.
function note(one, faults, line) {
  for (const { where, wrong, right } of faults) {
    const more = where === "text" ? /^has ([\d,]+) further/.exec(wrong) : null;
    if (more) one.more += Number(more[1].replaceAll(",", ""));
    else one.faults.push({ where: where === "text" ? "" : where.replace(/^line (\d+)/, (_, number) => `line ${Number(number) + line}`), wrong, right });
  }
}

// Rows of a table that say the same become one; nothing is worked out of them here.
function add(rows, counts) {
  for (const [role, item, answer, count] of counts) {
    const key = `${role}\n${item}\n${answer}`;
    const row = rows.get(key);
    if (row) row[3] += count;
    else rows.set(key, [role, item, answer, count]);
  }
}
