// Takes a sentence, and what undoes what it tells, and shows it at the foot of the window; knows nothing of answers.

export class Notice {
  /** `root` holds [data-notice] and the live region [data-live]. */
  constructor(root) {
    this.box = root.querySelector("[data-notice]");
    this.live = root.querySelector("[data-live]");
    this.undo = this.box.querySelector("[data-notice-undo]");
    this.undo.addEventListener("click", () => this.#undone());
    this.box.querySelector("[data-notice-close]").addEventListener("click", () => this.hide());
  }

  /**
   * Show `text`; `undo`, if given, is called once by the button.
   * The box is put behind `near`, so that the next Tab reaches it; `focus` sends the focus there where the pressed button went away.
   */
  show(text, { undo = null, near = null, focus = false } = {}) {
    this.before = document.activeElement;
    this.action = undo;
    this.undo.hidden = !undo;
    this.box.querySelector(".tq-notice-text").textContent = text;
    if (near && near.nextElementSibling !== this.box) near.after(this.box);
    this.box.hidden = false;
    this.settle();
    this.say(text);
    if (focus && undo) this.undo.focus({ preventScroll: true });
  }

  /** Bring the box back into view where the place that it stood in is closed, or was taken out of the page. */
  settle() {
    if (!this.box.isConnected || this.box.parentElement.closest("[hidden]")) this.live.before(this.box);
  }

  /** From now on, take it away when anything else in the page is pressed or chosen. */
  pass() {
    const passed = ({ target }) => !this.box.hidden && !this.box.contains(target) && this.hide();
    document.addEventListener("click", (event) => event.target.closest?.("button, a[href]") && passed(event), true);
    document.addEventListener("change", (event) => event.target.matches?.("select, [type=radio], [type=checkbox], [type=file]") && passed(event), true); // not a text field: it changes when Undo takes its focus
  }

  hide() {
    const held = this.box.contains(document.activeElement);
    this.box.hidden = true;
    this.action = null;
    if (held && this.before?.isConnected && !this.box.contains(this.before)) this.before.focus({ preventScroll: true });
  }

  /** Say a sentence to screen readers only. */
  say(text) {
    this.live.textContent = "";
    requestAnimationFrame(() => (this.live.textContent = text));
  }

  async #undone() {
    const action = this.action;
    this.hide();
    try {
      await action?.();
    } catch {
      return this.show("That could not be undone. Try once more.", { undo: action });
    }
    if (document.activeElement === document.body && this.before?.isConnected) this.before.focus({ preventScroll: true }); // it was hidden until now
    this.say("Undone");
  }
}
