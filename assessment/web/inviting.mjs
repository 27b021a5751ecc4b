// Takes an invitation and shows the form that changes it, the link made of it, a text to send and a QR code; knows neither storage nor answers.

import { copy } from "./copy.mjs";
import { element } from "./element.mjs";
import { INVITED, MOST, blankInvitation, tidied, writeInvitation } from "./invitation.mjs";
import { letter, timeOf } from "./letter.mjs";
import { SharedScreen } from "./sharedscreen.mjs";

const SIZES = [["", "Not said"], ["small", "Fewer than 50 people"], ["large", "50 people or more"]];
const EXCHANGES = [["", "Not said"], ["discrete", "From time to time, one purchase after another"], ["continuous", "All the time, such as a contract or a subscription"]];
const MODES = [["quick", "Quick check", "One question for each dimension. A first indication."], ["full", "Full assessment", "All questions. It asks for more time of everybody."]];
const REST = 300; // ms without a key until a change is handed on

export class Inviting {
  /**
   * `model` is what `modelOf` gives; `invitation` may be null; `questionsAt` is the address of the questions, from this page;
   * `changed(invitation)` is told of every change, `say(text)` tells those who listen.
   */
  constructor({ invitation, changed, model, questionsAt, say }) {
    Object.assign(this, { changed, model, questionsAt, say, waiting: null });
    this.screen = new SharedScreen({ say });
    this.#build();
    this.section.addEventListener("input", (event) => this.#edited(event.target));
    this.section.addEventListener("change", () => this.flush());
    addEventListener("pagehide", () => this.flush());
    this.show(invitation);
  }

  /** The link that the form makes now. */
  get link() {
    const address = new URL(this.questionsAt, location.href);
    address.hash = writeInvitation(this.invitation, this.model);
    return address.href;
  }

  /** Show another invitation in the form, such as one that another tab has changed; what is being typed stays. */
  show(invitation) {
    this.invitation = { ...tidied(invitation ?? blankInvitation(this.model), this.model), message: typeof invitation?.message === "string" ? invitation.message.slice(0, 5000) : null };
    const { roles, invited, mode } = this.invitation;
    for (const [key, field] of Object.entries(this.lines)) if (field !== document.activeElement) field.value = this.invitation[key] ?? "";
    if (this.invited !== document.activeElement) this.invited.value = invited ?? "";
    for (const radio of this.modes) radio.checked = radio.value === mode;
    if (roles.length) for (const box of this.boxes) box.checked = roles.includes(box.value);
    for (const radio of this.asking) radio.checked = (radio.value === "yes") === Boolean(roles.length);
    this.#made();
  }

  /** Hand on what is still being typed. */
  flush() {
    if (this.waiting === null) return;
    clearTimeout(this.waiting);
    this.waiting = null;
    this.changed(structuredClone(this.invitation));
  }

  #build() {
    const { roles } = this.model;
    this.lines = {
      unit: element("input", { type: "text", id: "invite-unit", maxlength: MOST.unit, autocomplete: "off", "aria-describedby": "invite-unit-why" }),
      period: element("input", { type: "text", id: "invite-period", maxlength: MOST.period, autocomplete: "off", "aria-describedby": "invite-period-why" }),
      size: select("invite-size", SIZES),
      exchange: select("invite-exchange", EXCHANGES),
    };
    this.invited = element("input", { type: "text", inputmode: "numeric", id: "invite-invited", maxlength: 4, autocomplete: "off", "aria-describedby": "invite-invited-why invite-invited-wrong" });
    this.wrong = element("span", { class: "tq-invite-wrong", id: "invite-invited-wrong", role: "alert" });
    this.modes = MODES.map(([value]) => element("input", { class: "tq-radio", type: "radio", name: "invite-mode", value }));
    this.asking = ["yes", "no"].map((value) => element("input", { class: "tq-radio", type: "radio", name: "invite-roles", value }));
    this.boxes = roles.map(({ id }) => element("input", { type: "checkbox", value: id, checked: true }));
    this.which = element("span", { class: "tq-about-said" });
    this.offered = element("details", { class: "tq-more tq-invite-offered" },
      element("summary", {}, element("span", {}, "Which roles to offer ", this.which)),
      element("ul", { class: "tq-invite-roles" }, roles.map(({ title }, place) => element("li", {}, element("label", {}, this.boxes[place], " ", title)))));
    this.address = element("input", { class: "tq-address", id: "invite-link", type: "text", readonly: true, "aria-label": "The link of the invitation" });
    this.text = element("textarea", { class: "tq-mail tq-invite-text", id: "invite-text", rows: 18, maxlength: 5000, "aria-label": "A text to send with the link" });
    this.again = button("Use the suggested text again", () => this.#suggest());
    this.few = element("p", { class: "tq-invite-few" });
    this.section = element("div", { class: "tq-inviting" },
      element("div", { class: "tq-invite-form" },
        line("Unit", this.lines.unit, "invite-unit-why", "The company, division or team that everybody has in mind."),
        line("Period", this.lines.period, "invite-period-why", "It tells this assessment from a later one."),
        line("Size of the unit", this.lines.size),
        line("How customers deal with it", this.lines.exchange),
        element("fieldset", { class: "tq-modes tq-invite-wide" },
          element("legend", {}, "How much do you ask?"),
          MODES.map(([value, name, more], place) => element("label", { class: "tq-mode" }, this.modes[place],
            element("span", { class: "tq-mode-text" }, element("b", {}, name), element("span", { class: "tq-mode-time" }, timeOf(this.model, value)), element("span", {}, more)),
            element("span", { class: "tq-chosen", "aria-hidden": "true" })))),
        roles.length ? element("fieldset", { class: "tq-invite-asking tq-invite-wide" },
          element("legend", {}, "Do you ask for roles?"),
          element("p", { class: "tq-why" }, "Roles show whether leadership and front line see the same. They also make it easier to tell who said what. Each person may leave the role out."),
          element("div", { class: "tq-invite-ways" },
            element("label", { class: "tq-anchor tq-other" }, this.asking[0], element("span", { class: "tq-anchor-text" }, "Offer a choice of roles"), element("span", { class: "tq-chosen", "aria-hidden": "true" })),
            element("label", { class: "tq-anchor tq-other" }, this.asking[1], element("span", { class: "tq-anchor-text" }, "Do not ask for roles"), element("span", { class: "tq-chosen", "aria-hidden": "true" }))),
          this.offered) : null,
        line("How many people are invited?", this.invited, "invite-invited-why", "It tells how many are still missing. Leave it open if you do not know.", this.wrong)),
      element("div", { class: "tq-invite-readers" },
        element("p", {}, element("strong", {}, "Who collects can read each hand-in."), " Technically, the person who collects can read each one alone. The team page hides small groups on the screen, not from the collector."),
        element("p", {}, "If that matters: let somebody outside the team collect, do not ask for roles, and paste all codes at once."),
        this.few),
      element("div", { class: "tq-invite-made" },
        element("h3", { id: "invite-link-title" }, "The link"),
        element("p", { class: "tq-small" }, "All that you chose above is in the link itself. Nothing is stored on a server. Change something, and it is another link."),
        element("div", {}, this.address,
          element("p", { class: "tq-buttons" },
            element("button", { class: "ts-button ts-primary", type: "button", onclick: () => copy(this.address, this.say) }, "Copy the link"),
            button("Show it on the shared screen", ({ currentTarget }) => this.#present(currentTarget))))),
      element("div", { class: "tq-invite-made" },
        element("h3", {}, "A text to send"),
        element("p", { class: "tq-small" }, "Change what you like, and add the day by which you need the codes."),
        element("div", {}, this.text,
          element("p", { class: "tq-buttons" }, button("Copy the text", () => copy(this.text, this.say)), this.again))));
  }

  #edited(field) {
    if (field === this.text) return this.#written();
    const count = this.invited.value.trim();
    const isCount = /^\d{1,4}$/.test(count) && Number(count) >= INVITED.least && Number(count) <= INVITED.most;
    const wrong = count && !isCount ? `Write a whole number from ${INVITED.least} to ${INVITED.most}, or leave it open.` : "";
    if (this.wrong.textContent !== wrong) this.wrong.textContent = wrong;
    this.invited.toggleAttribute("aria-invalid", Boolean(wrong));
    if (this.boxes.includes(field) && !this.boxes.some((box) => box.checked)) this.asking[1].checked = true;
    else if (field === this.asking[0] && !this.boxes.some((box) => box.checked)) for (const box of this.boxes) box.checked = true;
    this.#take({
      ...Object.fromEntries(Object.entries(this.lines).map(([key, { value }]) => [key, value])),
      mode: this.modes.find((radio) => radio.checked)?.value,
      roles: this.asking[1].checked ? [] : this.boxes.filter((box) => box.checked).map((box) => box.value),
      invited: isCount ? Number(count) : null,
    });
  }

  // A text that somebody has written keeps their words: only the link in it is renewed.
  #take(invitation) {
    const before = this.link;
    const { message } = this.invitation;
    this.invitation = { ...tidied(invitation, this.model), message };
    if (message !== null) this.invitation.message = message.replaceAll(before, this.link);
    this.#made();
    this.#waits();
  }

  #written() {
    const own = this.text.value;
    this.invitation.message = own.trim() && own !== this.#suggested() ? own : null;
    this.again.hidden = this.invitation.message === null;
    this.#waits();
  }

  #suggest() {
    this.invitation.message = null;
    this.#made();
    this.text.focus();
    this.say("The suggested text is back.");
    this.#waits();
    this.flush();
  }

  #waits() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.flush(), REST);
  }

  #made() {
    const { roles, message, invited } = this.invitation;
    const { model } = this;
    this.address.value = this.link;
    if (this.text !== document.activeElement) this.text.value = message ?? this.#suggested();
    this.again.hidden = message === null;
    this.offered.hidden = !roles.length;
    this.which.textContent = roles.length === model.roles.length ? `· all ${roles.length}` : `· ${roles.length} of ${model.roles.length}`;
    this.few.hidden = invited === null || invited >= model.minGroup;
    this.few.textContent = `With fewer than ${model.minGroup} people, answers can be guessed from the figures. The text below says so.`;
  }

  #suggested() {
    return letter(this.invitation, this.model, this.link);
  }

  #present(opener) {
    this.screen.open({ link: this.link, invitation: this.invitation, time: timeOf(this.model, this.invitation.mode), opener });
  }
}

function line(title, field, id = null, why = null, after = null) {
  return element("p", { class: "tq-field" }, element("label", { for: field.id }, title), why ? element("span", { class: "tq-why", id }, why) : null, field, after);
}

function select(id, choices) {
  return element("select", { id }, choices.map(([value, name]) => element("option", { value }, name)));
}

function button(label, onclick) {
  return element("button", { class: "ts-button", type: "button", onclick }, label);
}
