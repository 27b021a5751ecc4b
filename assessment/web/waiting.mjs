// Takes a place and shows in it that the engine is on its way, and how much of it is here; knows nothing of what is waited for.

import { element } from "./element.mjs";
import { megabytes } from "./files.mjs";

export class Waiting {
  /** `place` is filled; `program` and `answers` are the words for what is loaded and for what stays here. */
  constructor(place, { program = "program", answers = "your answers" } = {}) {
    Object.assign(this, { place, program, answers, loaded: null, told: null });
  }

  /** Show `title`; `label` names the progress for screen readers. */
  show(title, label) {
    this.bytes = element("progress", { class: "tq-progress", max: 1, "aria-label": label });
    this.told = element("p", { class: "tq-small" }, `The ${this.program} starts in your browser …`);
    this.place.replaceChildren(element("div", { class: "tq-working" }, element("p", { class: "tq-lead" }, title), this.bytes, this.told));
    if (this.loaded) this.progress(this.loaded);
  }

  /** Tell how much of the engine is here: {loaded, total} in bytes. */
  progress(bytes) {
    this.loaded = bytes;
    if (!this.told?.isConnected) return;
    const { loaded, total } = bytes;
    if (loaded < total) {
      this.bytes.value = loaded / total;
      this.told.textContent = `Loading the ${this.program}: ${megabytes(loaded)} of ${megabytes(total)} MB. It is needed once; ${this.answers} stay here.`;
    } else {
      this.bytes.removeAttribute("value");
      this.told.textContent = `Starting the ${this.program} …`;
    }
  }
}
