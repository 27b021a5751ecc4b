// Takes the fragment of an address and shows the result whose answers it holds, beside those that this browser keeps; knows nothing of how a code is made.

import { arrange } from "./answers.mjs";
import { element } from "./element.mjs";
import { download } from "./files.mjs";

const LONGEST = 20_000; // symbols of a fragment that are looked at; a code has a few hundred at most, and the door says what is wrong with a longer one

/** The code in a fragment, or null: what begins as a code does, or looks like a piece of one. The door says whether it is right. */
export function codeIn(hash) {
  let text = hash.slice(1, LONGEST);
  try {
    text = decodeURIComponent(text);
  } catch {
    // a broken escape: the door will say so
  }
  text = text.trim();
  return /^\W*TU\w/i.test(text) || /^[0-9A-Z]+(-[0-9A-Z]+)+$/.test(text) ? text : null;
}

/** Answers that came by a link: changes are kept in memory only. */
export class Borrowed {
  /** `known` as for a session; `change(record)` is told of each change. */
  constructor(record, known, change) {
    Object.assign(this, { record: arrange(record, known), known, change });
  }

  /** Change the record, as a session does. */
  apply(edit) {
    const copy = structuredClone(this.record);
    this.record = arrange(edit(copy) ?? copy, this.known);
    this.change(this.record);
  }
}

/** The banner above a borrowed result; `actions` is {own(), take()}, `hasOwn` is true if this browser keeps answers, `questions` the address of the form. */
export function banner(record, { isExample, hasOwn, questions, own, take }) {
  const button = (label, onclick, primary = false) => element("button", { class: primary ? "ts-button ts-primary" : "ts-button", type: "button", onclick }, label);
  if (isExample) {
    return element("div", { class: "tq-banner", id: "result-banner" },
      element("p", { class: "tq-banner-title" }, "Example answers, made up. Nobody’s."),
      element("p", {}, "Try what you like: nothing is kept, and your own answers in this browser are untouched."),
      element("p", { class: "tq-buttons" }, hasOwn ? button("Leave the example", own, true) : element("a", { class: "ts-button ts-primary", href: questions }, "Leave the example")));
  }
  return element("div", { class: "tq-banner", id: "result-banner" },
    element("p", { class: "tq-banner-title" }, "This result comes from a link. Your own answers in this browser are untouched."),
    element("p", {}, "You can set targets, importance and a plan here; they are not kept."),
    element("p", { class: "tq-buttons" },
      hasOwn ? button("Show my own result", own, true) : element("a", { class: "ts-button ts-primary", href: questions }, "Answer the questions yourself"),
      button("Download these answers", () => download(record)),
      button("Take these answers over", take)));
}

/** True if two codes are the same, however they are written. */
export function isSameCode(one, other) {
  const plain = (text) => text.toUpperCase().replace(/[^0-9A-Z]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
  return Boolean(other) && plain(one) === plain(other);
}
