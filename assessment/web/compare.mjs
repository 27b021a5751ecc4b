// The entry of the page for comparing: lists what there is to compare, lets people add files, and has the choice compared.

import { isAnswered, today } from "./answers.mjs";
import { Comparing } from "./comparing.mjs";
import { takeDrops } from "./drops.mjs";
import { element } from "./element.mjs";
import { Engine } from "./engine.mjs";
import { faultList } from "./faultlist.mjs";
import { download, textOf } from "./files.mjs";
import { Notice } from "./notice.mjs";
import { keepForOffline } from "./offline.mjs";
import { Pile, dayOf } from "./pile.mjs";
import { Session } from "./session.mjs";
import "./skip.mjs";
import { keepSnapshot, removeSnapshot, snapshots } from "./snapshots.mjs";

const root = document.getElementById("ts-assessment");
const { model: id, version, hash, modelAt, engineAt, engineHash, items, retired, questionsAt } = root.dataset;
const part = (name) => root.querySelector(`[data-compare=${name}]`);
const words = (text) => text.split(" ").filter(Boolean);

const notice = new Notice(root);
const pile = new Pile();
let number = 0; // of files that were added
const engine = new Engine({ engineBase: engineAt, hash: engineHash, modelAddress: modelAt, onprogress: (bytes) => comparing.progress(bytes) });
const comparing = new Comparing({
  place: root.querySelector("[data-shell]"),
  main: document.querySelector("main"),
  engine,
  say: (text) => notice.say(text),
  refuse(faults) {
    const { chosen } = pile;
    for (const [place, list] of faults) chosen[place].faults = list;
    if (faults.size) show();
    return faults.size > 0;
  },
});
const session = new Session({ model: { id, version, hash }, items: words(items), retired: words(retired) }, {
  change: () => isLoaded && refresh(),
  saved: () => {},
  failed: () => {},
  other: () => isLoaded && refresh(),
});
let isLoaded = false;

// What this browser keeps, read anew; what the engine found wrong with a snapshot stays known.
async function refresh() {
  const known = new Map(pile.stored.map((entry) => [entry.id, entry.faults]));
  const kept = (await snapshots(session)).map(({ key, label, at, record }) => ({ id: key, kind: "snapshot", name: label || "Snapshot", record, at, faults: known.get(key) ?? [] }));
  const isAny = !session.isEmpty && Object.values(session.record.answers).some(isAnswered);
  pile.stored = isAny ? [...kept, { id: "today", kind: "today", name: "Your answers in this browser", record: session.record, at: null, faults: [] }] : kept;
  show();
}

function show() {
  const { entries, chosen, usable } = pile;
  const held = document.activeElement?.closest?.("[data-entry]")?.dataset.entry; // the list is made anew: the focus stays on its line
  part("list").replaceChildren(...entries.map((entry) => row(entry, chosen)));
  part("list").hidden = !entries.length;
  part("hint").textContent = entries.length ? "Choose two or more. Each is compared with the oldest one." : "";
  part("keep").hidden = !pile.stored.some((entry) => entry.kind === "today");
  if (held) [...part("list").querySelectorAll("[data-entry]")].find((line) => line.dataset.entry === held)?.querySelector("input, button")?.focus({ preventScroll: true });
  if (chosen.length > 1) comparing.show(chosen.map((entry) => entry.record));
  else comparing.empty(advice(usable.length));
}

function row(entry, chosen) {
  const place = chosen.indexOf(entry);
  const refused = entry.faults.length || !entry.record;
  const box = element("input", { type: "checkbox", class: "tq-radio", checked: place >= 0, disabled: Boolean(refused), onchange: (event) => (pile.mark(entry.id, event.target.checked), show()) });
  const tag = place < 0 || chosen.length < 2 ? null : element("span", { class: "tq-flag" }, place === 0 ? "before" : place === chosen.length - 1 ? "now" : "in between");
  const text = element("span", { class: "tq-pile-text" }, element("b", {}, entry.name, tag), element("span", { class: "tq-pile-more" }, refused ? "can’t be compared" : about(entry)));
  return element("li", { class: "tq-pile-row", "data-entry": entry.id, "data-refused": Boolean(refused) },
    element("label", { class: "tq-pile-label" }, box, text),
    element("span", { class: "tq-pile-tools" },
      entry.kind === "snapshot" ? tool("Download", entry, () => download(entry.record)) : null,
      entry.kind === "today" ? null : tool("Remove", entry, (event) => remove(entry, event.currentTarget))),
    faultList(entry.faults));
}

function tool(name, entry, action) {
  return element("button", { class: "tq-plain", type: "button", onclick: action }, name, element("span", { class: "tq-sr" }, `: ${entry.name}, ${about(entry)}`));
}

// Day, kind, how many answers, unit; a record from another time may lack any of them.
function about({ record, ...entry }) {
  const answered = Object.values(record?.answers ?? {}).filter(isAnswered).length;
  const mode = { quick: "quick check", full: "full assessment" }[record?.mode];
  return [dayOf({ record, ...entry }) ?? "no date", mode, record?.kind === "agreed" ? "agreed by the team" : null, `${answered} ${answered === 1 ? "answer" : "answers"}`, record?.scope?.unit].filter(Boolean).join(" · ");
}

function advice(usable) {
  if (usable > 1) return element("p", { class: "tq-lead" }, "Choose a second one above, and the comparison appears here.");
  const lead = usable ? "One more is needed: there is nothing yet to compare this with." : "There is nothing to compare yet.";
  return element("div", { class: "tq-compare-empty" },
    element("p", { class: "tq-lead" }, lead),
    element("ol", {},
      element("li", {}, element("a", { href: questionsAt }, "Answer the questions"), ", then keep the answers as a snapshot here, or download them as a file."),
      element("li", {}, "Come back when something has changed, in half a year perhaps, and change your answers."),
      element("li", {}, "Open this page again. If you have a file of answers from then, add it above.")));
}

async function remove(entry, button) {
  const line = button.closest("li").nextElementSibling ?? button.closest("li").previousElementSibling;
  const next = line?.dataset.entry;
  const undo = entry.kind === "file" ? pile.remove(entry.id) : await removeSnapshot(session, entry.id);
  await refresh();
  [...part("list").querySelectorAll("[data-entry]")].find((other) => other.dataset.entry === next)?.querySelector("input")?.focus();
  notice.show(`“${entry.name}” is removed.`, { near: part("list"), focus: true, undo: async () => (await undo(), await refresh()) });
}

async function keep() {
  try {
    const undo = await keepSnapshot(session, "");
    await refresh();
    notice.show(`Kept as a snapshot of ${today()}. It stays as it is when you change your answers.`, { near: part("keep"), undo: async () => (await undo(), await refresh()) });
  } catch (problem) {
    notice.show(problem.message, { near: part("keep") });
  }
}

// Each file is checked on its own: one that is refused never stops the others.
async function add(files) {
  for (const file of files) {
    const entry = { id: `file:${++number}`, kind: "file", name: file.name, record: null, at: null, faults: [] };
    try {
      notice.say(`Checking “${file.name}”`);
      const answer = await engine.call({ do: "check", answers: await textOf(file) });
      if (answer.ok) entry.record = answer.result.answers;
      else entry.faults = answer.faults;
    } catch (problem) {
      entry.faults = [{ where: file.name, wrong: problem.message, right: "" }];
    }
    pile.add(entry);
  }
  const bad = pile.files.slice(-files.length).filter((entry) => entry.faults.length);
  show();
  if (bad.length) notice.show(`${bad.length === 1 ? `“${bad[0].name}”` : `${bad.length} files`} can’t be used. The list says why.`, { near: part("adding") });
}

const input = part("file");
input.addEventListener("change", () => {
  const files = [...input.files];
  input.value = "";
  if (files.length) add(files);
});
part("snapshot").addEventListener("click", keep);
takeDrops(root, root, add);
// Back from another page of the site, where answers may have changed meanwhile.
addEventListener("pageshow", async ({ persisted }) => {
  if (persisted) await session.load().then(refresh);
});

keepForOffline();
for (const one of root.querySelectorAll("[data-js]")) one.hidden = false;
await session.load();
isLoaded = true;
await refresh();
root.dataset.ready = "";
