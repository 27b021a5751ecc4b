// Takes the sections of one document and shows one at a time, chosen by the address's fragment; knows nothing of what they hold.

export class Views {
  /** `names` are the ids of the sections in their order; `onShow(name, previous)` is called after each change. */
  constructor(root, names, { onShow }) {
    Object.assign(this, { root, names, onShow, name: null, title: document.title });
    addEventListener("hashchange", () => this.follow());
  }

  /** Show what the address names: a section, or the section of the question it names, or the first. */
  follow({ focus = true } = {}) {
    const id = named(location.hash);
    // The parts of a report have ids only while it is shown.
    const target = id ? document.getElementById(id) ?? (/^(step|result|plan|explain)-/.test(id) ? document.getElementById("result") : null) : null;
    const section = target?.closest(".tq-view");
    const name = section && this.names.includes(section.id) ? section.id : this.names[0];
    const isHere = name === this.name;
    this.show(name);
    if (!focus || (isHere && target?.id !== id && id)) return; // a part of the report that comes by itself: nothing moves until it is there
    if (section && target !== section && !target.hidden) this.#goTo(target, target.querySelector(".tq-question-text") ?? target);
    else this.#goTo(this.root, document.getElementById(name).querySelector("h2"));
  }

  /** Show one section; the others stay in the document, for printing. */
  show(name) {
    const previous = this.name;
    if (name === previous) return;
    this.name = name;
    this.root.dataset.view = name;
    for (const other of this.names) document.getElementById(other).toggleAttribute("data-shown", other === name);
    const heading = document.getElementById(name).querySelector("h2");
    document.title = name === this.names[0] ? this.title : `${heading.textContent} · ${this.title}`;
    this.onShow(name, previous);
  }

  // The focus goes where the eye goes, so that reading starts at the new heading.
  #goTo(place, heading) {
    heading.focus({ preventScroll: true });
    if (place === this.root) scrollTo({ top: 0, behavior: "instant" });
    else place.scrollIntoView({ block: "start", behavior: "instant" });
  }
}

// A fragment may hold anything; one that is no text names nothing.
function named(hash) {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return "";
  }
}
