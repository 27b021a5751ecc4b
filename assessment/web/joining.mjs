// Takes an invitation that somebody has opened and puts it above their questions, without touching answers that are already there; knows neither engine nor code.

import { blank, describe, isAnswered } from "./answers.mjs";
import { element } from "./element.mjs";
import { invitationIn, readInvitation } from "./invitation.mjs";
import { READERS, ofFew, timeOf } from "./letter.mjs";

const KEY = "invitation";
const NAMES = { quick: "Quick check", full: "Full assessment" };

export class Joining {
  /** `place` is filled; `role` is the line about one's own role among those about the unit, or null; `changed()` is told when the invitation is another. */
  constructor({ place, role, model, session, notice, changed }) {
    Object.assign(this, { place, role, model, session, notice, changed, kept: null, invitation: null, fault: null, waiting: null });
    addEventListener("hashchange", () => this.#arrives() && this.session.ready.then(() => this.#take()));
    this.#arrives();
  }

  /** True while an invitation is kept that the person has taken up. */
  get isJoined() {
    return Boolean(this.invitation && this.kept.joined);
  }

  /** Read what is kept, then take up what the address brought; call when the stored answers are here. */
  async load() {
    await this.refresh();
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
    else await this.#put({ text, joined: !has, role: null, handed: null, before: this.kept && { ...this.kept, before: null } });
    if (has) this.place.querySelector(".tq-banner-title")?.focus();
    else this.#fill(invitation);
    this.#said(this.#title());
  }

  // What the invitation says about the unit, where the person has not begun.
  #fill(invitation) {
    this.session.apply((record) => {
      for (const key of ["unit", "period", "size", "exchange"]) if (invitation[key]) describe(record, key, invitation[key]);
      record.mode = invitation.mode;
    }, { isChange: false });
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
    this.kept = this.invitation ? { text: value.text, joined: value.joined === true, role: null, handed: value.handed ?? null, before: value.before ?? null } : null;
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

  #joined() {
    const { mode, invited } = this.invitation;
    const time = timeOf(this.model, mode);
    const few = ofFew(invited, this.model.minGroup);
    return element("div", { class: "tq-banner tq-invited", id: "invitation", role: "region", "aria-labelledby": "invitation-title" },
      element("p", { class: "tq-banner-title", id: "invitation-title", tabindex: "-1" }, this.#title()),
      element("p", {}, `${NAMES[mode]}${time ? `: ${time}` : ""}.${invited ? ` ${invited} ${invited === 1 ? "person is" : "people are"} invited.` : ""}`),
      element("p", {}, "Answer alone, and say how it is today, not what is planned. At the end, under “Check your answers”, you hand in a short code. Until then your answers stay in this browser."),
      element("p", { class: "tq-small" }, element("strong", {}, "Who can read it: "), READERS, few ? ` ${few}` : ""),
      element("p", { class: "tq-buttons" }, button("This is not for me", () => this.#leave())));
  }

  // Answers are here already: whose they are, only the person knows.
  #asked() {
    const { record } = this.session;
    const count = this.#answered();
    const about = [record.scope.unit ? `for ${record.scope.unit}` : "", record.date ? `last changed on ${record.date}` : ""].filter(Boolean).join(", ");
    const { mode } = this.invitation;
    const time = timeOf(this.model, mode);
    return element("div", { class: "tq-banner tq-invited", id: "invitation", role: "region", "aria-labelledby": "invitation-title" },
      element("p", { class: "tq-banner-title", id: "invitation-title", tabindex: "-1" }, this.#title()),
      element("p", {}, `${NAMES[mode]}${time ? `: ${time}` : ""}.`),
      element("p", {}, `This browser already keeps ${count === 1 ? "one answer" : `${count} answers`}${about ? `, ${about}` : ""}. Do you want to hand them in, or answer anew for this invitation? Nothing is handed in before you do it yourself.`),
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
    const { mode } = this.session.record;
    await this.keep({ joined: true });
    if (this.invitation.mode === "full" && mode !== "full") this.session.apply((record) => void (record.mode = "full"), { isChange: false });
    this.#done("These answers can now be handed in, under “Check your answers”.", async () => {
      if (this.session.record.mode !== mode) this.session.apply((record) => void (record.mode = mode), { isChange: false });
      await this.#put(before);
    });
  }

  async #anew() {
    const before = { ...this.kept };
    const { store, record } = this.session;
    let key;
    try {
      key = await store.keep("Before an invitation", structuredClone(record));
    } catch {
      return this.notice.show("This browser could not keep the snapshot, so nothing was changed. Download your answers as a file first.", { near: this.place });
    }
    const back = this.session.replace(blank(this.session.known.model, this.invitation.mode));
    await this.keep({ joined: true, role: null, handed: null });
    this.#fill(this.invitation);
    this.#done("Your answers are kept as a snapshot, and the questions are empty.", async () => {
      await back();
      await this.#put(before);
      await store.drop(key);
    });
  }

  // Lines about the unit that came with the invitation go with it, unless something was answered for them.
  async #leave() {
    const { invitation, kept: before } = this;
    const { record } = this.session;
    let back = null;
    await this.#put(before.before);
    if (before.joined && !this.#answered()) {
      const scope = Object.fromEntries(Object.entries(record.scope).map(([key, said]) => [key, said === invitation[key] ? null : said]));
      back = this.session.replace({ ...record, scope });
      if (this.isJoined) this.#fill(this.invitation); // the one before this one
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

function button(label, onclick) {
  return element("button", { class: "ts-button", type: "button", onclick }, label);
}
