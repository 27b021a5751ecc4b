// Takes a session and gives the button that keeps its answers as a dated copy; knows neither scoring nor what a copy is for.

import { element } from "./element.mjs";
import { keepSnapshot } from "./snapshots.mjs";

/** A function that gives the button and the way to the comparison; `notice` tells what was done, `compareAt` is the comparison's address. */
export function snapshotButton(session, notice, compareAt) {
  async function keep({ currentTarget }) {
    const near = currentTarget.closest(".tq-buttons");
    try {
      const undo = await keepSnapshot(session);
      notice.show("Kept as a snapshot on this device, with today’s date. Next time you can compare with it.", { undo, near });
    } catch (problem) {
      notice.show(problem.message, { near });
    }
  }
  return () => element("p", { class: "tq-buttons" },
    element("button", { class: "ts-button", type: "button", onclick: keep }, "Keep as a snapshot"),
    element("a", { class: "ts-button", href: compareAt }, "Compare"));
}
