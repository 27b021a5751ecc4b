// Takes values that came from a storage and gives back what the format of answers allows of them; knows no page and no rule of scoring.
//
// `ids` are the ids that the model knows; where a page does not know them (null or undefined), any id is let through.

export const MOST_TEXT = 2000;
const MOST_STEPS = 200;
const MOST_LINE = 200;
const CONTEXT = { size: ["small", "large"], exchange: ["discrete", "continuous"] };
const SAID = ["yes", "no", "dk"];

/** True for an object that is neither null nor a list. */
export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Half of a surrogate pair cannot be written as UTF-8; older browsers cannot tell, and then the file says U+FFFD. */
export function wellFormed(text) {
  return text.toWellFormed ? text.toWellFormed() : text;
}

/** A text cut to what fits; anything else is an empty text. */
export function text(value, most = MOST_TEXT) {
  return typeof value === "string" ? wellFormed(value.slice(0, most)) : "";
}

/** True for a day of the calendar, written YYYY-MM-DD. */
export function isDay(value) {
  if (typeof value !== "string" || !/^(?!0000)\d{4}-\d\d-\d\d$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

/** One line about the unit, as far as `key` allows it, or null. */
export function line(key, value) {
  if (CONTEXT[key]) return CONTEXT[key].includes(value) ? value : null;
  return text(value, MOST_LINE) || null;
}

/** Dimension id to a whole number from 1 to `most`. */
export function levels(value, ids, most) {
  return entries(value, ids, (level) => Number.isInteger(level) && level >= 1 && level <= most);
}

/** Fact id to "yes", "no" or "dk". */
export function facts(value, ids) {
  return entries(value, ids, (said) => SAID.includes(said));
}

/** The steps of a plan with a dimension and a level from 1 to 4 to start from; their other parts are mended. */
export function plan(value, ids) {
  const steps = Array.isArray(value) ? value.slice(0, MOST_STEPS) : [];
  return steps.filter((step) => isObject(step) && isKnown(step.dimension, ids) && [1, 2, 3, 4].includes(step.from)).map((step) => ({
    dimension: step.dimension,
    from: step.from,
    owner: text(step.owner),
    due: isDay(step.due) ? step.due : null,
    measure: text(step.measure),
  }));
}

/** The entries of a map in the order of `ids`, then those that no list names. */
export function inOrder(map, ids) {
  const order = [...new Set([...(ids ?? []), ...Object.keys(map ?? {})])];
  return Object.fromEntries(order.filter((id) => Object.hasOwn(map ?? {}, id)).map((id) => [id, map[id]]));
}

function entries(value, ids, isFine) {
  if (!isObject(value)) return {};
  return Object.fromEntries(Object.entries(value).filter(([id, entry]) => isKnown(id, ids) && isFine(entry)));
}

function isKnown(id, ids) {
  return typeof id === "string" && (!ids || ids.includes(id));
}
