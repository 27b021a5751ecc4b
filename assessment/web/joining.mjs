// Takes an invitation that somebody has opened and puts it above their questions, without touching answers that are already there; knows neither engine nor code.

import { blank, describe, isAnswered } from "./answers.mjs";
import { element } from "./element.mjs";
import { invitationIn, readInvitation } from "./invitation.mjs";
import { READERS, ofFew, timeOf } from "./letter.mjs";
import { dropCopy, keepCopy } from "./snapshots.mjs";
import { tidyKept } from "./tidying.mjs";

const KEY = "invitation";
const LINES = ["unit", "period", "size", "exchange"];
const NAMES = { quick: "Quick check", full: "Full assessment" };

export class Joining {
  /** `place` is filled; `role` is the line about one's own role among those about the unit, or null; `changed()` is told when the invitation is another. */
  constructor({ place, role, model, session, notice, changed }) {
    Object.assign(this, { place, role, model, session, notice, changed, kept: null, invitation: null, fault: null, waiting: null, isLoaded: false });
    addEventListener("hashchange", () => this.#arrives() && this.isLoaded && this.#take()); // before that it waits for load()
    this.go = place.closest(".tq-view")?.querySelector("[data-start=go]") ?? null; // the way on, which says where that leads
    this.start = element("a", { class: "ts-button ts-primary", id: "invitation-start" }, "Start");
    if (this.go) new MutationObserver(() => this.#follow()).observe(this.go, { attributes: true, attributeFilter: ["href"], childList: true, characterData: true, subtree: true });
    this.#arrives();
  }

  /** True while an invitation is kept that the person has taken up. */
  get isJoined() {
    return Boolean(this.invitation && this.kept.joined);
  }

  /** Read what is kept, then take up what the address brought; call when the stored answers are here. */
  async load() {
    await this.refresh();
    this.isLoaded = true;
    if (this.waiting !== null) await this.#take();
  }

  /** Read what is kept once more: another tab, or "delete everything", may have changed it. */
  async refresh() {
    this.#adopt(await this.session.store.kept(KEY));
  }

  /** Change what is kept beside the invitation: {role, handed}. */
  keep(change) {
    return this.#put({ ...this.kept, ...change });
  }

  // The address: an invitation goes out of it at once, so that nobody who looks over a shoulder, and no history, keeps it.
  #arrives() {
    const text = invitationIn(location.hash);
    if (text === null) return false;
    history.replaceState(history.state, "", location.pathname + location.search);
    this.waiting = text;
    return true;
  }

  async #take() {
    const text = this.waiting;
    this.waiting = null;
    const { invitation, fault } = readInvitation(text, this.model);
    if (fault) {
      this.fault = fault;
      this.#show();
      return this.#said(fault);
    }
    this.fault = null;
    const isSame = this.kept?.text === text;
    if (isSame && this.kept.joined && !this.kept.handed) return this.#said(this.#title());
    const has = this.#answered() > 0;
    // The same once more, after a hand-in: the same person, or the next one on this device.
    if (isSame) await this.#put({ ...this.kept, joined: !has });
    else await this.#put({ text, joined: !has, role: null, filled: [], handed: null, before: this.kept && { ...this.kept, before: null } });
    if (has) this.place.querySelector(".tq-banner-title")?.focus();
    else this.session.apply((record) => filled(record, invitation), { isChange: false });
    this.#said(this.#title());
  }

  async #put(value) {
    this.#adopt(value);
    try {
      await this.session.store.put(KEY, value);
    } catch {
      this.notice.show("The invitation could not be stored in this browser. Keep the link until you have handed in.");
    }
  }

  #adopt(value) {
    const read = typeof value?.text === "string" ? readInvitation(value.text, this.model) : {};
    this.invitation = read.invitation ?? null;
    this.kept = this.invitation ? tidyKept(value, LINES) : null;
    if (this.invitation?.roles.includes(value.role)) this.kept.role = value.role;
    if (read.fault) this.fault = read.fault;
    this.#show();
    this.changed();
  }

  #answered() {
    return Object.values(this.session.record.answers).filter(isAnswered).length;
  }

  #title() {
    const { unit, period } = this.invitation;
    return `You are invited to assess ${unit ?? "how things are today"}${period ? ` (${period})` : ""}.`;
  }

  // Also to the ear; the live region of the page is filled last by whoever shows a view.
  #said(text) {
    setTimeout(() => this.notice.say(text), 100);
  }

  #show() {
    if (this.role) this.role.hidden = this.isJoined; // a role is chosen where it is handed in, and nowhere else
    this.place.replaceChildren(...(this.fault ? [this.#refused()] : []), ...(this.invitation ? [this.kept.joined ? this.#joined() : this.#asked()] : []));
  }

  // What is asked, how long it takes, and of how many people.
  #size() {
    const { mode, invited } = this.invitation;
    const time = timeOf(this.model, mode);
    return `${NAMES[mode]}${time ? `: ${time}` : ""}.${invited ? ` ${invited} ${invited === 1 ? "person is" : "people are"} invited.` : ""}`;
  }

  #readers() {
    const few = ofFew(this.invitation.invited, this.model.minGroup);
    return element("p", { class: "tq-small" }, element("strong", {}, "Who can read it: "), READERS, few ? ` ${few}` : "");
  }

  // The way on in the box is the one at the end of the overview, a screen further up.
  #follow() {
    this.start.setAttribute("href", this.go.getAttribute("href"));
    if (this.start.textContent !== this.go.textContent) this.start.textContent = this.go.textContent;
  }

  #joined() {
    if (this.go) this.#follow();
    return element("div", { class: "tq-banner tq-invited", id: "invitation", role: "region", "aria-labelledby": "invitation-title" },
      element("p", { class: "tq-banner-title", id: "invitation-title", tabindex: "-1" }, this.#title()),
      element("p", {}, this.#size()),
      element("p", {}, "Answer alone, and say how it is today, not what is planned. At the end, under “Check your answers”, you hand in a short code. Until then your answers stay in this browser."),
      this.#readers(),
      element("p", { class: "tq-buttons" }, this.go ? this.start : null, button("This is not for me", () => this.#leave())));
  }

  // Answers are here already: whose they are, only the person knows.
  #asked() {
    const { record } = this.session;
    const count = this.#answered();
    const about = [record.scope.unit ? `for ${record.scope.unit}` : "", record.date ? `last changed on ${record.date}` : ""].filter(Boolean).join(", ");
    return element("div", { class: "tq-banner tq-invited", id: "invitation", role: "region", "aria-labelledby": "invitation-title" },
      element("p", { class: "tq-banner-title", id: "invitation-title", tabindex: "-1" }, this.#title()),
      element("p", {}, this.#size()),
      element("p", {}, `This browser already keeps ${count === 1 ? "one answer" : `${count} answers`}${about ? `, ${about}` : ""}. Do you want to hand them in, or answer anew for this invitation? Nothing is handed in before you do it yourself.`),
      this.#readers(),
      element("p", { class: "tq-buttons" },
        button("Use the answers that are here", () => this.#use()),
        button("Answer anew, keep these as a snapshot", () => this.#anew()),
        button("This is not for me", () => this.#leave())));
  }

  #refused() {
    const close = () => {
      this.fault = null;
      if (!this.invitation) this.#put(null);
      else this.#show();
    };
    return element("div", { class: "tq-banner tq-invited tq-invited-wrong", id: "invitation-fault", role: "alert" },
      element("p", { class: "tq-banner-title" }, "This invitation cannot be used."),
      element("p", {}, `${this.fault} Your answers here are as before.`),
      element("p", { class: "tq-buttons" }, button("Close", close)));
  }

  async #use() {
    const before = { ...this.kept };
    const { mode, scope } = this.session.record;
    const { invitation } = this;
    const filled = LINES.filter((key) => invitation[key] && !scope[key]); // what is written stays
    await this.keep({ joined: true, filled });
    const isMore = invitation.mode === "full" && mode !== "full";
    if (filled.length || isMore) this.session.apply((record) => {
      for (const key of filled) describe(record, key, invitation[key]);
      if (isMore) record.mode = "full";
    }, { isChange: false });
    this.#done(`These answers can now be handed in, under “Check your answers”.${filled.length ? " Lines about the unit that were empty are filled in from the invitation." : ""}`, async () => {
      if (filled.length || isMore) this.session.apply((record) => {
        this.#empty(record, filled, invitation);
        record.mode = mode;
      }, { isChange: false });
      await this.#put(before);
    });
  }

  // Lines that came with an invitation, as long as they say what it says.
  #empty(record, keys, invitation) {
    for (const key of keys) if (record.scope[key] === invitation[key]) record.scope[key] = null;
  }

  async #anew() {
    const before = { ...this.kept };
    const { store, record } = this.session;
    let key;
    try {
      key = await keepCopy(store, "Before an invitation", structuredClone(record));
    } catch {
      return this.notice.show("This browser could not keep the snapshot, so nothing was changed. Download your answers as a file first.", { near: this.place });
    }
    const back = this.session.replace(filled(blank(this.session.known.model), this.invitation));
    await this.keep({ joined: true, role: null, filled: [], handed: null });
    this.#done("Your answers are kept as a snapshot, and the questions are empty.", async () => {
      await back();
      await this.#put(before);
      await dropCopy(store, key);
    });
  }

  // Lines about the unit that came with the invitation go with it, unless something was answered for them.
  async #leave() {
    const { invitation, kept: before } = this;
    const { record } = this.session;
    let back = null;
    await this.#put(before.before);
    if (before.joined && !this.#answered()) {
      const without = structuredClone(record);
      this.#empty(without, LINES, invitation);
      back = this.session.replace(this.isJoined ? filled(without, this.invitation) : without); // the one before this one
    } else if (before.joined && before.filled.length) {
      const without = structuredClone(record);
      this.#empty(without, before.filled, invitation);
      back = this.session.replace(without);
    }
    this.#done("The invitation is forgotten. Your answers are as before.", async () => {
      await back?.();
      await this.#put(before);
    });
  }

  #done(text, undo) {
    this.notice.show(text, { undo, near: this.place, focus: true });
  }
}

// The record with what the invitation says about the unit, for somebody who has not begun.
function filled(record, invitation) {
  for (const key of LINES) if (invitation[key]) describe(record, key, invitation[key]);
  return Object.assign(record, { mode: invitation.mode });
}

function button(label, onclick) {
  return element("button", { class: "ts-button", type: "button", onclick }, label);
}
