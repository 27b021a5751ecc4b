// Takes faults and gives a list of them that can be closed; knows nothing of what was read.

import { element } from "./element.mjs";

/** A section with each fault named, and how many more there are; `close()` is called by its button. */
export function faultsBox(faults, more, close) {
  const number = faults.length + more;
  return element("section", { class: "tq-faults-box", "aria-label": "What could not be used" },
    element("p", { class: "tq-faults-title" }, number === 1 ? "One thing could not be used." : `${number.toLocaleString("en")} things could not be used.`, " Everything else was added."),
    element("ul", { class: "tq-faults" }, faults.map(({ where, wrong, right }) => element("li", {}, where ? element("code", {}, where) : null, where ? " " : "", wrong, " ", right))),
    more ? element("p", { class: "tq-small" }, `and ${more.toLocaleString("en")} more`) : null,
    element("p", { class: "tq-buttons" }, element("button", { class: "tq-plain", type: "button", onclick: close }, "Close this list")));
}
