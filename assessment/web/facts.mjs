// Takes the yes-or-no facts that stand in the page and shows an answers object in them; tells what a person says. Knows no level that a fact is held against.

export class Facts {
  /** `on` is {say(id, value), clear(id, button)}. Where the instrument has no facts, `total` is 0 and nothing happens. */
  constructor(root, on) {
    this.groups = [...root.querySelectorAll("[data-fact]")];
    this.total = this.groups.length;
    const section = root.querySelector(".tq-facts");
    section?.addEventListener("change", ({ target }) => {
      const group = target.closest("[data-fact]");
      if (group) on.say(group.dataset.fact, target.value);
    });
    section?.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-clear-fact]");
      if (button) on.clear(button.dataset.clearFact, button);
    });
  }

  /** Show what was said, and a way to take it back. */
  fill(record) {
    for (const group of this.groups) {
      const said = record.facts[group.dataset.fact] ?? "";
      for (const radio of group.querySelectorAll("input")) radio.checked = radio.value === said;
      group.querySelector("[data-clear-fact]").hidden = !said;
    }
  }

  /** How many facts have an answer of any kind. */
  answered(record) {
    return this.groups.filter((group) => record.facts[group.dataset.fact]).length;
  }
}
