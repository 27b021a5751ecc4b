// Takes an answers object that was changed apart from the one that is stored, and makes the same changes there; knows no storage and no page.

import { blank, stepKeys } from "./answers.mjs";

const PARTS = ["scope", "targets", "importance", "facts"];

/** `theirs` with all that `mine` changed, and took away, since `base`; each is an answers object, or null for one in which nothing is said. One of the last two is there. */
export function rebased(theirs, base, mine) {
  const none = blank((theirs ?? mine ?? base).model);
  const [there, was, now] = [theirs ?? none, base ?? none, mine ?? none];
  const changed = (name) => (isSame(was[name], now[name]) ? there[name] : now[name]);
  return {
    ...there,
    kind: changed("kind"),
    respondent: was.respondent ? changed("respondent") : there.respondent ?? now.respondent, // who began anew is still the same person
    mode: changed("mode"),
    date: changed("date"),
    ...Object.fromEntries(PARTS.map((name) => [name, keyed(there[name], was[name], now[name])])),
    answers: keyed(there.answers, was.answers, now.answers, entry),
    plan: Object.values(keyed(...[there, was, now].map(({ plan = [] }) => byKey(plan)))),
  };
}

function byKey(plan) {
  const keys = stepKeys(plan);
  return Object.fromEntries(plan.map((step, place) => [keys[place], step]));
}

// Key by key; undefined is nothing.
function keyed(there = {}, was = {}, now = {}, join = (_there, _was, now) => now) {
  const found = { ...there };
  for (const key of new Set([...Object.keys(was), ...Object.keys(now)])) {
    if (isSame(was[key], now[key])) continue;
    found[key] = join(there[key], was[key], now[key]);
    if (found[key] === undefined) delete found[key];
  }
  return found;
}

// The choice is one thing, and each text is one of its own.
function entry(...entries) {
  const [there, was, now] = entries.map(({ level, state, reason, ...texts } = {}) => ({ choice: { level, state, reason }, texts }));
  const { choice } = isSame(was.choice, now.choice) ? there : now;
  const said = Object.entries({ ...choice, ...keyed(there.texts, was.texts, now.texts) }).filter(([, value]) => value !== undefined);
  return said.length ? Object.fromEntries(said) : undefined;
}

function isSame(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}
