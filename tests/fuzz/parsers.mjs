// Takes batches of hostile texts on standard input and gives what the pages' own parsers made of them; the claims about each stand beside it.

import { createInterface } from "node:readline";
import { isDeepStrictEqual as isEqual } from "node:util";
import { readStored } from "../../assessment/web/answers.mjs";
import { MOST, invitationIn, readInvitation, tidied, writeInvitation } from "../../assessment/web/invitation.mjs";
import { codeIn, isSameCode } from "../../assessment/web/link.mjs";
import { pieces } from "../../assessment/web/pieces.mjs";
import { rebased } from "../../assessment/web/rebase.mjs";
import { isSame, tidy, tidyKept } from "../../assessment/web/tidying.mjs";

let known;
let model;
let count = 0;
let before = []; // the last two records that could be read

function claim(isTrue, what) {
  if (!isTrue) throw new Error(what);
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text; // junk is stored, too
  }
}

// One line without anything that a reader cannot see.
function isPlain(text, most) {
  return text === null || (typeof text === "string" && text.length > 0 && [...text].length <= most && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}]/u.test(text));
}

const BLANK = { format: null, model: null, invitation: null, batches: [], gathered: null, allIn: null, seen: null, revealed: [], left: [], agreed: null, at: null };

// Each gives [past the first check, message or null, an answers file that the engine must accept or null].
const PARSERS = {
  invitation(text) {
    const { invitation, fault, ...more } = readInvitation(text, model);
    claim(Object.keys(more).length === 0 && Boolean(invitation) !== Boolean(fault), "neither an invitation nor a fault");
    if (fault) return [!/cut or changed|far too long|another version/.test(fault), fault, null];
    claim(isPlain(invitation.unit, MOST.unit) && isPlain(invitation.period, MOST.period), "a text that is not one plain line");
    claim(JSON.stringify(tidied(invitation, model)) === JSON.stringify(invitation), "an invitation that is not tidy");
    claim(JSON.stringify(readInvitation(writeInvitation(invitation, model), model).invitation) === JSON.stringify(invitation), "it reads otherwise when it is written again");
    return [true, null, null];
  },
  link(text) {
    const [code, invitation] = [codeIn(`#${text}`), invitationIn(`#${text}`)];
    for (const one of [code, invitation]) claim(one === null || typeof one === "string", "neither a text nor null");
    if (code !== null) claim(isSameCode(code, code), "a code that is not the same as itself");
    if (invitation !== null) readInvitation(invitation, model);
    return [code !== null || invitation !== null, null, null];
  },
  stored(text) {
    const record = readStored(parsed(text), known);
    if (record === null) return [false, null, null];
    const again = readStored(structuredClone(record), known);
    claim(JSON.stringify(again) === JSON.stringify(record), "what was mended is mended again");
    const [stored = record, base = record] = before;
    before = [record, stored];
    const merged = rebased(stored, base, record);
    claim(isEqual(readStored(structuredClone(merged), known), merged), "a merge of three records is no record");
    claim(isEqual(rebased(record, stored, stored), record), "where nothing was changed, the merge changes something");
    claim(isEqual(rebased(stored, stored, record).answers, record.answers), "where nobody else has changed anything, the merge is not what was said");
    return [true, null, count % 20 || record.model.version !== known.model.version ? null : JSON.stringify(record)];
  },
  room(text) {
    const value = parsed(text);
    const record = tidy({ ...BLANK, ...value }, known, { isThorough: true });
    claim(isSame(tidy(structuredClone(record), known, { isThorough: true }), record), "what was tidied is tidied again");
    tidyKept(typeof value.text === "string" ? value : { ...value, text: "" }, ["unit", "period"]);
    return [true, null, null];
  },
  async pieces(text) {
    let [whole, done] = ["", 0];
    try {
      for await (const piece of pieces({ text })) {
        whole += piece.text;
        claim(piece.done >= done && piece.done <= 1, "progress runs backwards");
        done = piece.done;
      }
    } catch (error) {
      if (!/^has \d+ MB\. /.test(error.message)) throw error; // what it throws to be shown
      return [true, error.message, null];
    }
    claim(whole === text, "something is lost between the pieces");
    return [text.includes("\n"), null, null];
  },
};

async function one(parser, text) {
  const before = process.cpuUsage();
  let found;
  try {
    found = await PARSERS[parser](text);
  } catch (error) {
    found = [false, `\0${error.stack}`, null]; // unprintable, so that it is a find
  }
  count += 1;
  const { user, system } = process.cpuUsage(before);
  const [past, fault, made] = found;
  return [past, fault, (user + system) / 1e6, made];
}

for await (const line of createInterface({ input: process.stdin })) {
  const { known: told, parser, inputs = [] } = JSON.parse(line);
  if (told) [known, model] = [told, { hash: told.model.hash, roles: told.roles }];
  const read = [];
  for (const input of inputs) read.push(await one(parser, input));
  const polluted = Object.keys(Object.prototype).length || Object.keys(Array.prototype).length || {}.polluted !== undefined;
  if (polluted) throw new Error("a prototype was changed");
  process.stdout.write(`${JSON.stringify({ read, memory: process.resourceUsage().maxRSS / 1024 })}\n`);
}
