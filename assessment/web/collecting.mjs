// Takes what people paste, drop and choose, has it read and shows what has come in, by number only; knows no answer and no figure.

import { amount, countWords } from "./counting.mjs";
import { element } from "./element.mjs";
import { megabytes } from "./files.mjs";
import { faultsBox } from "./faultsbox.mjs";
import { take } from "./taking.mjs";

const MOST_ROWS = 60; // hand-ins that are listed one by one
const SECOND = 1000;
const MOST_SHOWN = 100_000; // characters: a longer text in the field would hold the page up

export class Collecting {
  /** `room` keeps what comes in; `engine` reads it; `notice` tells; `example` is the text of the example team; `on` is {allIn(), example(text)}. */
  constructor({ room, engine, notice, minGroup, example, on }) {
    Object.assign(this, { room, engine, notice, minGroup, on, queue: Promise.resolve(), waiting: 0, stopper: null, told: 0, given: null });
    this.paste = element("textarea", { id: "team-paste", rows: 4, spellcheck: "false", autocomplete: "off", "aria-describedby": "team-paste-why", placeholder: "TU1-…" });
    this.paste.addEventListener("paste", (event) => this.#pasted(event));
    this.paste.addEventListener("focus", () => engine.start().catch(() => {}), { once: true });
    this.file = element("input", { type: "file", multiple: true, accept: ".json,.jsonl,.ndjson,.txt,.csv,.tsv,.eml,.md,application/json,text/plain,text/csv", onchange: () => this.#chosen() });
    this.addButton = element("button", { class: "ts-button", type: "button", onclick: () => this.#typed() }, "Add what is in the field");
    this.bar = element("progress", { class: "tq-progress", max: 1, "aria-label": "Reading" });
    this.doing = element("p", { class: "tq-small" });
    this.busy = element("div", { class: "tq-reading", hidden: true }, this.bar, this.doing, element("button", { class: "tq-plain", type: "button", onclick: () => this.stopper?.abort() }, "Stop"));
    this.faults = element("div", {});
    this.count = element("p", { class: "tq-count", id: "team-count" });
    this.dots = element("p", { class: "tq-count-dots", "aria-hidden": "true" });
    this.again = element("p", { class: "tq-small" });
    this.few = element("p", { class: "tq-few" });
    this.list = element("ul", { class: "tq-pile-list" });
    this.list.addEventListener("click", ({ target }) => this.#clicked(target.closest("button")));
    this.allIn = element("button", { class: "ts-button ts-primary", type: "button", onclick: () => on.allIn() }, "All in: show the picture");
    this.allInWhy = element("p", { class: "tq-small" });
    this.came = element("div", { class: "tq-came" }, this.count, this.dots, this.again, this.few,
      element("details", { class: "tq-more" }, element("summary", {}, "What came in"), this.list));
    this.go = element("div", { class: "tq-all-in" }, element("p", { class: "tq-buttons" }, this.allIn), this.allInWhy);
    this.try = element("p", { class: "tq-small" }, "Nothing to collect yet? ", element("button", { class: "tq-plain", type: "button", onclick: () => on.example(example) }, "Try it with the example team of seven"), ". Its answers are made up.");
    this.hasExample = Boolean(example.trim());
    this.section = element("div", {},
      element("p", { class: "tq-field tq-paste" }, element("label", { for: "team-paste" }, "Paste any text with codes in it"),
        element("span", { class: "tq-why", id: "team-paste-why" }, "One code, a chat, a whole mailbox. The codes are found in it, whatever stands around them."), this.paste),
      element("p", { class: "tq-buttons" }, this.addButton, element("label", { class: "ts-button tq-file" }, this.file, element("span", {}, "Choose files"))),
      element("p", { class: "tq-small" }, "Or drop files anywhere on this page: answers, text with codes, or a table (CSV). They are read in this browser. Nothing is sent."),
      this.busy, this.faults, this.came, this.go, this.try);
  }

  /** Show what has come in: the record of the room. */
  show(record) {
    const { batches, gathered, invitation, seen } = record;
    const tables = batches.filter(({ counts }) => counts).length;
    const isKnown = gathered?.key === this.room.key;
    const people = !batches.length ? 0 : isKnown ? gathered.people : null;
    const invited = invitation?.invited ?? null;
    this.count.replaceChildren(...countWords(people, invited, tables));
    this.#dots(people ?? 0, invited);
    const again = isKnown ? gathered.again.length : 0;
    this.again.textContent = again ? `${again === 1 ? "One hand-in came" : `${again} hand-ins came`} from somebody who had handed in before: the later answers count.` : "";
    this.again.hidden = !again;
    const few = Math.max(people ?? 0, invited ?? 0);
    this.few.hidden = tables > 0 || few >= this.minGroup || few === 0;
    this.few.textContent = `With fewer than ${this.minGroup} people, the answers of each can be guessed from the picture. Say so before they answer.`;
    this.came.querySelector("details").hidden = !batches.length;
    this.#rows(batches, isKnown ? new Set(gathered.again) : new Set(), seen);
    this.go.hidden = !batches.length;
    const missing = invited !== null && people !== null ? invited - people : 0;
    this.allInWhy.textContent = [missing > 0 && !tables ? `${missing === 1 ? "One is" : `${missing} are`} still missing.` : "", seen ? "The picture was seen already; what comes now comes after it." : "Until you press it, no figure is shown to anybody. You can go back and collect more; the page then says that figures were seen."].filter(Boolean).join(" ");
    this.try.hidden = !this.hasExample || this.room.isExample || batches.length > 0;
  }

  /** Read texts and files, one batch each. Resolves when what was found is kept. */
  add(sources) {
    if (!sources.length) return this.queue;
    this.waiting += 1;
    this.queue = this.queue.then(() => this.#take(sources)).finally(() => (this.waiting -= 1));
    return this.queue;
  }

  /** Tell how much of the engine is here: {loaded, total} in bytes. */
  loading({ loaded, total }) {
    if (this.busy.hidden || loaded >= total) return;
    this.#doing(`Loading the program that reads codes: ${megabytes(loaded)} of ${megabytes(total)} MB. It is needed once.`, null);
  }

  async #take(sources) {
    const { room } = this;
    const at = new Date().toISOString();
    const { isExample } = room;
    const signal = (this.stopper = new AbortController()).signal;
    this.busy.hidden = false;
    this.#doing("Reading …", 0);
    try {
      const found = await take(sources, {
        ask: (request) => this.engine.call(request), signal, before: room.record.batches.reduce((sum, { size }) => sum + size, 0),
        progress: (share) => this.#doing(`Reading: ${Math.round(share * 100)} %`, share),
      });
      if (room.isExample !== isExample) return; // it belongs to a collection that is not here any more
      const batches = found.batches.map((batch, place) => ({ id: `${at}:${place}`, at, ...batch }));
      if (batches.length) await room.apply((record) => (record.batches = [...record.batches, ...batches]));
      if (!batches.length) this.#giveBack(sources);
      this.#tell(batches, found);
    } catch (problem) {
      if (signal.aborted) {
        this.#giveBack(sources);
        this.notice.show("Stopped. Nothing of it was added.", { near: this.busy });
      } else this.#fail(problem, sources);
    } finally {
      this.busy.hidden = true;
      this.stopper = null;
    }
  }

  #tell(batches, { faults, more }) {
    const bad = faults.length + more;
    const size = batches.reduce((sum, batch) => sum + batch.size, 0);
    const tables = batches.filter(({ counts }) => counts).length;
    const added = [size ? amount(size, "hand-in", "hand-ins") : "", tables ? amount(tables, "table", "tables") : ""].filter(Boolean).join(" and ");
    const text = [added ? `${added} added.` : "Nothing was added.", bad ? `${amount(bad, "thing", "things")} could not be used: the list says why.` : ""].filter(Boolean).join(" ");
    this.faults.replaceChildren(...(bad ? [faultsBox(faults, more, { isAdded: batches.length > 0, close: () => (this.faults.replaceChildren(), this.paste.focus()) })] : []));
    const ids = new Set(batches.map(({ id }) => id));
    this.notice.show(text, { near: this.busy, undo: ids.size ? () => this.room.apply((record) => (record.batches = record.batches.filter(({ id }) => !ids.has(id)))) : null });
  }

  // A text of which nothing was added stands in the field, so that one can look at it and mend it.
  #giveBack(sources) {
    const [{ isPasted, text }] = sources;
    if (!isPasted || this.paste.value.trim() || text.length > MOST_SHOWN) return;
    this.paste.value = text;
    this.given = this.paste.value; // a field writes line ends in its own way
  }

  // What could not be read is not lost: it waits for another try.
  #fail(problem, sources) {
    this.faults.replaceChildren(element("div", { class: "tq-failed", role: "alert" },
      element("p", { class: "tq-lead" }, "This could not be read yet."), element("p", {}, String(problem.message ?? problem)),
      element("p", {}, "What is collected already is safe. With Python on your own machine, this command does the same:"),
      element("pre", {}, element("code", {}, "python -m assessment team codes.txt")),
      element("p", { class: "tq-buttons" }, element("button", { class: "ts-button ts-primary", type: "button", onclick: () => (this.faults.replaceChildren(), this.add(sources)) }, "Try again"))));
  }

  // At most one message a second for those who listen.
  #doing(text, share) {
    if (share === null) this.bar.removeAttribute("value");
    else this.bar.value = share;
    this.doing.textContent = text;
    if (performance.now() - this.told < SECOND) return;
    this.told = performance.now();
    this.notice.say(text);
  }

  // Kept out of the field: half a megabyte in it would hold the page up.
  #pasted(event) {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const files = [...(event.clipboardData?.files ?? [])];
    if (!text.trim() && !files.length) return;
    event.preventDefault();
    if (this.paste.value === this.given) this.paste.value = ""; // it was of no use, and another text comes
    this.add(text.trim() ? [pasted(text)] : files.map(fromFile));
  }

  #typed() {
    const text = this.paste.value;
    if (!text.trim()) {
      this.paste.focus();
      return this.notice.say("The field is empty: paste something first.");
    }
    this.paste.value = "";
    this.paste.focus();
    this.add([pasted(text)]);
  }

  #chosen() {
    const files = [...this.file.files];
    this.file.value = "";
    this.add(files.map(fromFile));
  }

  #dots(people, invited) {
    const all = Math.max(invited ?? 0, people);
    this.dots.hidden = invited === null || all > 40;
    this.dots.replaceChildren(...(this.dots.hidden ? [] : Array.from({ length: all }, (_, place) => element("span", { "data-in": place < people }))));
  }

  // The list is made anew: the focus stays on its line.
  #rows(batches, again, seen) {
    const held = document.activeElement?.closest?.("[data-batch]")?.dataset.batch;
    const open = new Set([...this.list.querySelectorAll("details[open]")].map((one) => one.closest("[data-batch]").dataset.batch));
    let place = 0;
    const rows = batches.map((batch) => {
      const first = place;
      place += batch.size;
      const twice = Array.from({ length: batch.size }, (_, number) => first + number).filter((number) => again.has(number));
      return row(batch, { first, twice, isLate: Boolean(seen) && batch.at > seen, isOpen: open.has(batch.id) });
    });
    this.list.replaceChildren(...rows);
    if (held) this.list.querySelector(`[data-batch="${CSS.escape(held)}"] button`)?.focus({ preventScroll: true });
  }

  #clicked(button) {
    const { remove, place } = button?.dataset ?? {};
    if (!remove) return;
    const { batches } = this.room.record;
    const batch = batches.find(({ id }) => id === remove);
    if (!batch) return;
    const rest = place === undefined ? null : withoutOne(batch, Number(place));
    const undo = this.room.replace(batches.filter((one) => one !== batch || rest).map((one) => (one === batch ? rest : one)));
    this.notice.show(place === undefined ? `“${batch.name}” is removed.` : "One hand-in is removed.", { near: this.came, focus: true, undo });
  }
}

function row({ id, name, size, counts, text, at }, { first, twice, isLate, isOpen }) {
  const about = [counts ? "a table" : amount(size, "hand-in", "hand-ins"), twice.length ? `${twice.length} of them again` : "", isLate ? "came after the picture was seen" : ""].filter(Boolean).join(" · ");
  const single = size > 1 && size <= MOST_ROWS ? JSON.parse(text) : [];
  const flags = new Set(twice);
  return element("li", { class: "tq-pile-row tq-came-row", "data-batch": id },
    element("span", { class: "tq-pile-text" }, element("b", {}, name), element("span", { class: "tq-pile-more" }, about)),
    element("span", { class: "tq-pile-tools" }, tool("Remove", `${name}, ${about}`, { "data-remove": id })),
    single.length ? element("details", { class: "tq-more tq-one-by-one", open: isOpen }, element("summary", {}, "One by one"),
      element("ol", {}, single.map((_, number) => element("li", {}, `Hand-in ${first + number + 1}`, flags.has(first + number) ? element("span", { class: "tq-flag" }, "again") : null, " ",
        tool("Remove", `hand-in ${first + number + 1}`, { "data-remove": id, "data-place": number }))))) : null);
}

function tool(label, what, attributes) {
  return element("button", { class: "tq-plain", type: "button", ...attributes }, label, element("span", { class: "tq-sr" }, `: ${what}`));
}

function withoutOne(batch, place) {
  const handed = JSON.parse(batch.text).toSpliced(place, 1);
  return { ...batch, size: handed.length, text: JSON.stringify(handed), made: Date.now() };
}

function pasted(text) {
  return { name: `Pasted at ${timeOf()}`, text, isPasted: true };
}

function timeOf(now = new Date()) {
  return now.toTimeString().slice(0, 5);
}

/** A file as a source of hand-ins. */
export function fromFile(file) {
  return { name: file.name, file };
}
