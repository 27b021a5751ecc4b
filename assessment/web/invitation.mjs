// Takes what a facilitator decides about an assessment by a team and gives the short text that travels in a link, and back; knows neither page nor storage.
//
// `TI1-`, then base64url of a compact JSON list, then five symbols that tell a whole text from a cut one. Ends in a letter or digit, so that mail programs keep all of it in the link.

import { wellFormed } from "./allowed.mjs";

const PREFIX = "TI1-";
const LONGEST = 1500; // symbols; the longest that is written has about 800
const MOST_INVITED = 999;
const CHECK = 5;
const SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const SIZES = { s: "small", l: "large" };
const EXCHANGES = { d: "discrete", c: "continuous" };
/** How many characters a text of an invitation may have. */
export const MOST = { unit: 80, period: 40 };
/** How many people can be invited. */
export const INVITED = { least: 1, most: MOST_INVITED };

const AGAIN = "Ask for the link again, and open all of it.";

/**
 * What an invitation has to know of the questions, from the data of `#ts-assessment`:
 * {id, version, hash, title, roles: [{id, title}], modes: {quick: {count, minutes}, full: …}, minGroup}.
 */
export function modelOf({ model: id, version, hash, title = "", roles = "[]", modes = "{}", minGroup = "5" }) {
  return { id, version, hash, title, roles: JSON.parse(roles), modes: JSON.parse(modes), minGroup: Number(minGroup) };
}

/** An invitation that says nothing yet: the quick check, every role of the model. `model` is {hash, roles: [{id, title}]}. */
export function blankInvitation(model) {
  return { unit: null, period: null, size: null, exchange: null, mode: "quick", roles: model.roles.map(({ id }) => id), invited: null };
}

/** An invitation with every key there and only what may be in it; anything strange is left out. */
export function tidied(invitation, model) {
  const known = model.roles.map(({ id }) => id);
  const given = Array.isArray(invitation?.roles) ? invitation.roles : known;
  return {
    unit: line(invitation?.unit, MOST.unit),
    period: line(invitation?.period, MOST.period),
    size: Object.values(SIZES).includes(invitation?.size) ? invitation.size : null,
    exchange: Object.values(EXCHANGES).includes(invitation?.exchange) ? invitation.exchange : null,
    mode: invitation?.mode === "full" ? "full" : "quick",
    roles: known.filter((id) => given.includes(id)),
    invited: isInvited(invitation?.invited) ? invitation.invited : null,
  };
}

/** The text of an invitation {unit, period, size, exchange, mode, roles: ids to offer (none: do not ask), invited}. */
export function writeInvitation(invitation, model) {
  const { unit, period, size, exchange, mode, roles, invited } = tidied(invitation, model);
  const offered = !roles.length ? 0 : roles.length === model.roles.length ? 1 : roles;
  const letter = (names, name) => Object.keys(names).find((key) => names[key] === name) ?? 0;
  const parts = [model.hash, mode === "full" ? "f" : "q", offered, invited ?? 0, unit ?? 0, period ?? 0, letter(SIZES, size), letter(EXCHANGES, exchange)];
  while (parts.length > 3 && parts.at(-1) === 0) parts.pop();
  const body = toBase64(new TextEncoder().encode(JSON.stringify(parts).slice(1, -1)));
  return PREFIX + body + check(body);
}

/** The text of an invitation in a fragment or an address, or null: whatever begins as one does, whole or not. */
export function invitationIn(hash) {
  let text = hash.slice(hash.indexOf("#") + 1).slice(0, 20 * LONGEST);
  try {
    text = decodeURIComponent(text);
  } catch {
    // a broken escape: reading it will say so
  }
  return /^\s*TI\d/i.test(text) ? text : null;
}

/** {invitation} or {fault: sentences that can be shown}. `text` is anything that came from outside; nothing in it is trusted. */
export function readInvitation(text, model) {
  const plain = typeof text === "string" ? text.replace(/[\s\u00ad\u200b-\u200f\u2060\ufeff]+/g, "") : "";
  if (plain.length > LONGEST) return { fault: `This link is far too long for an invitation. ${AGAIN}` };
  if (/^TI[02-9]/i.test(plain)) return { fault: "This invitation was made by another version of this site. Ask for a link made with this one." };
  const body = plain.slice(PREFIX.length, -CHECK);
  if (!plain.startsWith(PREFIX) || !/^[\w-]+$/.test(body) || plain.slice(-CHECK) !== check(body)) return { fault: `This invitation is cut or changed on its way. ${AGAIN}` };
  const parts = fromBase64(body);
  if (!Array.isArray(parts)) return { fault: `This invitation cannot be read. ${AGAIN}` };
  const [hash, mode, offered, invited = 0, unit = 0, period = 0, size = 0, exchange = 0, ...more] = parts;
  if (hash !== model.hash) return { fault: "This invitation was made for other questions than the ones here, so answers could not be put together. Ask for a new link." };
  const known = model.roles.map(({ id }) => id);
  const roles = offered === 0 ? [] : offered === 1 ? known : offered;
  if (!Array.isArray(roles) || !roles.every((id) => known.includes(id))) return { fault: "This invitation names roles that these questions do not have. Ask for a new link." };
  const isFine = more.length === 0 && ["q", "f"].includes(mode) && (invited === 0 || isInvited(invited)) && isLine(unit) && isLine(period)
    && isOneOf(SIZES, size) && isOneOf(EXCHANGES, exchange);
  if (!isFine) return { fault: `This invitation says something that no invitation of this site says. ${AGAIN}` };
  return { invitation: tidied({ unit, period, size: SIZES[size], exchange: EXCHANGES[exchange], mode: mode === "f" ? "full" : "quick", roles, invited }, model) };
}

// One line of plain text: no control characters, nothing that turns the direction of writing, no invisible tags.
function line(value, most) {
  if (typeof value !== "string") return null;
  const text = value.replace(/[\p{Cf}\p{Co}\p{Cn}]/gu, "").replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
  return wellFormed([...text].slice(0, most).join("").trim()) || null;
}

function isInvited(value) {
  return Number.isInteger(value) && value >= INVITED.least && value <= MOST_INVITED;
}

function isLine(value) {
  return value === 0 || typeof value === "string";
}

function isOneOf(names, letter) {
  return letter === 0 || (typeof letter === "string" && Object.hasOwn(names, letter));
}

function toBase64(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

// The list, or null where the bytes are no text or the text is no JSON.
function fromBase64(body) {
  try {
    const bytes = Uint8Array.from(atob(body.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
    return JSON.parse(`[${new TextDecoder("utf-8", { fatal: true }).decode(bytes)}]`);
  } catch {
    return null;
  }
}

// FNV-1a over the symbols, its first 25 bits: against accidents of copying, not against malice.
function check(body) {
  let hash = 0x811c9dc5;
  for (const letter of body) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0;
  return [27, 22, 17, 12, 7].map((shift) => SYMBOLS[(hash >>> shift) & 31]).join("");
}
