// Takes the link of an invitation and shows it large, with its QR code, for a shared screen; knows not what is in the link.

import { element } from "./element.mjs";
import { drawn } from "./qr.mjs";

export class SharedScreen {
  constructor({ say }) {
    this.say = say;
    this.title = element("h2", { id: "shared-title" });
    this.about = element("p", { class: "tq-shared-about" });
    this.code = element("div", { class: "tq-shared-code" });
    this.link = element("p", { class: "tq-shared-link", tabindex: "0" }); // long ones scroll;
    this.dialog = element("dialog", { class: "tq-shared", "aria-labelledby": "shared-title" },
      element("div", { class: "tq-shared-inside" }, this.code,
        element("div", { class: "tq-shared-words" }, this.title, this.about),
        element("div", { class: "tq-shared-foot" }, this.link,
          element("p", { class: "tq-buttons" }, element("button", { class: "ts-button", type: "button", autofocus: true, onclick: () => this.dialog.close() }, "Close")))));
    this.dialog.addEventListener("close", () => this.#closed());
  }

  /** Fill the window; `time` says how long it takes, `opener` gets the focus back. */
  async open({ link, invitation, time, opener }) {
    this.opener = opener;
    this.title.textContent = "Scan, and answer on your own phone";
    this.about.textContent = [invitation.unit, invitation.period, time].filter(Boolean).join(" · ");
    this.about.hidden = !this.about.textContent;
    this.link.textContent = link;
    this.code.replaceChildren();
    opener.closest(".ts-assessment, body").append(this.dialog);
    this.dialog.showModal();
    try {
      this.code.replaceChildren(await drawn(link, "QR code of the link below"));
    } catch {
      this.code.replaceChildren(element("p", { role: "alert" }, "The QR code could not be loaded. Send the link instead."));
    }
  }

  #closed() {
    this.dialog.remove();
    if (this.opener?.isConnected) this.opener.focus();
  }
}
