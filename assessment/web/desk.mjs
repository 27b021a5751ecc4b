// Takes a report that is shown and puts together all that a person does with it: set, plan, ask why, carry away; knows no rule of scoring.

import { admit } from "./admit.mjs";
import { partsOf } from "./blocks.mjs";
import { Carry } from "./carry.mjs";
import { element } from "./element.mjs";
import { Explaining } from "./explaining.mjs";
import { faultList } from "./faultlist.mjs";
import { downloadText } from "./files.mjs";
import { patch, patchElements } from "./patch.mjs";
import { Planning } from "./planning.mjs";
import { Tuning } from "./tuning.mjs";

const RADAR = "result-radar"; // the folded part of a report that is drawn when it is opened
const TELL_AT_LAST = 600; // ms, where no redraw comes

export class Desk {
  /**
   * `place` is filled; `ask(request)` asks the door and gives its result, or throws; `edit(change)` changes the record that is shown;
   * `notice` shows a sentence with an undo; `linkTo(code)` gives the address of a result; `isBorrowed()` is true while the answers are not kept here, `isBusy()` while a report is on its way;
   * `banner(record)` and `extras(record)` give what stands above and below; `snapshot(record)` gives what keeps a result, or nothing.
   */
  constructor({ place, ask, edit, notice, linkTo, isBorrowed = () => false, isBusy = () => false, banner = () => [], extras = () => [], snapshot }) {
    Object.assign(this, { place, ask, notice, banner, extras, isBorrowed, isBusy, record: null, result: null });
    const tell = (text, undo, options = {}) => this.#tell(() => notice.show(isBorrowed() ? `${text} This result comes from a link: the change is not kept.` : text, { undo, near: this.report, ...options }));
    const on = { ask, edit, tell, say: (text) => notice.say(text), hush: () => notice.hide(), of: () => this, fail: (problem) => this.#fail(problem), save: (request, name) => this.#save(request, name) };
    this.tuning = new Tuning(on);
    this.planning = new Planning(on);
    this.explaining = new Explaining({ ...on, keepsAddress: isBorrowed });
    this.carry = new Carry({ ...on, linkTo, isKeptHere: () => !isBorrowed(), snapshot });
    this.trouble = element("div", { class: "tq-trouble", role: "alert" });
    this.above = element("div", {});
    this.below = element("div", {});
    this.report = element("div", { class: "tq-report" });
    this.report.addEventListener("change", ({ target }) => this.#changed(target));
    this.report.addEventListener("toggle", ({ target }) => this.#unfolded(target), true); // it does not bubble
    this.report.addEventListener("click", ({ target }) => target.closest("[data-desk=reset]") && this.tuning.reset());
    place.addEventListener("click", (event) => this.#followed(event));
    addEventListener("hashchange", () => this.#called());
    addEventListener("popstate", ({ state }) => this.#walked(state));
  }

  /** What to ask the door for a report of a record: the radar only where it stands open. */
  request(record) {
    return { do: "report", answers: record, radar: this.report.isConnected && this.report.querySelector(`#${RADAR}[open]`) !== null };
  }

  /** Show a report for the first time, from the engine's answer. */
  open(record, result) {
    this.explaining.close();
    this.#take(record, result);
    this.trouble.replaceChildren();
    this.source = partsOf(result.html);
    this.planning.isOffered = false;
    this.report.replaceChildren(this.#whole());
    this.place.replaceChildren(this.above, this.report, this.trouble, this.planning.section, this.explaining.section, this.carry.section, this.below);
    this.#parts();
    this.#called();
  }

  /** Show another report in the place of the one before: what is the same stays. */
  redraw(record, result) {
    this.#take(record, result);
    const before = this.source;
    this.source = partsOf(result.html);
    if (before.frame !== this.source.frame) patch(this.report, this.#whole());
    else this.#renew((text, id) => text !== before.parts.get(id));
    this.#parts();
    this.told?.();
  }

  /** The plan has changed, and nothing that the report tells. */
  refresh(record) {
    this.#take(record, this.result);
    this.#renew((text) => text.includes('id="plan-'));
    this.#parts();
    this.told?.();
  }

  /** True while something typed is on its way. */
  get isWriting() {
    return this.planning.isWriting;
  }

  /** Take over what has been typed and is on its way. */
  flush() {
    this.planning.flush();
  }

  #take(record, result) {
    Object.assign(this, { record, result });
  }

  // What was done is told when it is seen: in the frame of the redraw that is on its way, not in one of its own before it.
  #tell(say) {
    clearTimeout(this.telling);
    if (!this.isBusy()) return say();
    const now = () => {
      clearTimeout(this.telling);
      this.told = null;
      say();
    };
    this.told = now;
    this.telling = setTimeout(now, TELL_AT_LAST);
  }

  // Only the parts that differ.
  #renew(differs) {
    const others = [...this.source.parts].filter(([id, text]) => differs(text, id));
    patchElements(this.report, others.map(([id, text]) => [this.report.querySelector(`[id="${id}"]`), this.#dressed(text).firstElementChild]));
    this.tuning.offer(this.report, this.record);
  }

  #whole() {
    const report = this.#dressed(this.result.html);
    this.tuning.offer(report, this.record);
    return report;
  }

  #dressed(html) {
    const made = admit(html);
    this.tuning.dress(made, this.record, this.result);
    this.planning.dress(made, this.record, this.result);
    return made;
  }

  #parts() {
    fill(this.above, this.banner(this.record));
    fill(this.below, this.extras(this.record));
    this.planning.show(this.record);
    this.explaining.show(this.record);
    this.carry.show(this.record, this.result);
  }

  // The drawing behind it is made when somebody wants to see it.
  async #unfolded(folded) {
    if (!folded.open || folded.id !== RADAR || folded.querySelector("svg")) return;
    const { record } = this;
    try {
      const result = await this.ask(this.request(record));
      if (record === this.record) this.redraw(record, result);
    } catch (problem) {
      this.#fail(problem);
    }
  }

  #changed(control) {
    if (control.dataset.tune) this.tuning.changed(control);
    else if (control.dataset.take) this.planning.ticked(control);
  }

  // In a result from a link the address is the result: links inside the page lead there without it.
  #followed(event) {
    const hash = event.target.closest?.("a[href^='#']")?.getAttribute("href");
    if (!hash) return;
    const isExplained = Explaining.isNamed(hash);
    if (this.isBorrowed()) {
      event.preventDefault();
      if (!isExplained) return goTo(document.getElementById(hash.slice(1)));
      if (history.state?.explained !== hash) history.pushState({ ...history.state, explained: hash }, "");
    } else if (hash !== location.hash) return; // the address will tell
    if (isExplained) this.explaining.go(hash);
  }

  // Back and forward between such a result and an explanation in it.
  #walked(state) {
    if (!this.isBorrowed() || !this.place.contains(this.report)) return;
    if (state?.explained) this.explaining.go(state.explained);
    else if (this.explaining.open) this.explaining.leave();
  }

  #called() {
    if (!this.isBorrowed() && this.place.contains(this.report) && Explaining.isNamed(location.hash)) this.explaining.go(location.hash);
  }

  async #save(request, name) {
    this.flush();
    this.trouble.replaceChildren();
    try {
      downloadText(await this.ask(request), name);
    } catch (problem) {
      this.#fail(problem);
    }
  }

  // The result stays: what could not be made is told beside it.
  #fail(problem) {
    this.trouble.replaceChildren(element("p", {}, "That could not be made. Your result and your answers are as before."), faultList(problem.faults) ?? element("p", {}, String(problem.message ?? problem)));
    this.trouble.scrollIntoView({ block: "nearest", behavior: "instant" });
  }
}

// Only where it differs: each thing put into the page costs a reader's waiting.
function fill(place, nodes) {
  const wanted = element("div", {}, nodes);
  if (wanted.innerHTML !== place.innerHTML) place.replaceChildren(...wanted.childNodes);
}

function goTo(target) {
  if (!target) return;
  if (!target.hasAttribute("tabindex")) target.setAttribute("tabindex", "-1");
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: "start", behavior: "instant" });
}
