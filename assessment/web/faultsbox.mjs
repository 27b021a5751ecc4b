// Takes faults and gives a list of them that can be closed; knows nothing of what was read.

import { element } from "./element.mjs";
import { faultList } from "./faultlist.mjs";

/** A whole number as people read it: 12,345. (The browser's own way takes 50 ms the first time.) */
export function grouped(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A section with each fault named, and how many more there are; `close()` is called by its button; `isAdded`: something else could be used. */
export function faultsBox(faults, more, { isAdded, close }) {
  const number = faults.length + more;
  return element("section", { class: "tq-faults-box", "aria-label": "What could not be used" },
    element("p", { class: "tq-faults-title" }, number === 1 ? "One thing could not be used." : `${grouped(number)} things could not be used.`, isAdded ? " Everything else was added." : " Nothing else was found."),
    faultList(faults),
    more ? element("p", { class: "tq-small" }, `and ${grouped(more)} more`) : null,
    element("p", { class: "tq-buttons" }, element("button", { class: "tq-plain", type: "button", onclick: close }, "Close this list")));
}
