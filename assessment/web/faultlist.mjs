// Takes the door's faults and gives them as a list; knows nothing of what was asked.

import { element } from "./element.mjs";

/** Each fault with its place, where it has one; null where there is no fault. */
export function faultList(faults = []) {
  return faults.length ? element("ul", { class: "tq-faults" }, faults.map(({ where, wrong, right }) => element("li", {}, where ? element("code", {}, where) : null, where ? " " : "", wrong, " ", right))) : null;
}
