// The entry of the questions page: puts form, storage, views and engine together, and holds nothing itself.

import * as answers from "./answers.mjs";
import { Bar } from "./bar.mjs";
import { goOnButton, showCheck } from "./check.mjs";
import { element } from "./element.mjs";
import { Engine } from "./engine.mjs";
import { Facts } from "./facts.mjs";
import { Form } from "./form.mjs";
import { tellWhenFull } from "./full.mjs";
import { Handing } from "./handing.mjs";
import { modelOf } from "./invitation.mjs";
import { Joining } from "./joining.mjs";
import { Keeping } from "./keeping.mjs";
import { knownOf } from "./known.mjs";
import { Notice } from "./notice.mjs";
import { keepForOffline } from "./offline.mjs";
import { progress } from "./progress.mjs";
import { Session } from "./session.mjs";
import { Shell } from "./shell.mjs";
import "./skip.mjs";
import { snapshotButton } from "./snapshotting.mjs";
import { Start } from "./start.mjs";
import { Views } from "./views.mjs";

const root = document.getElementById("ts-assessment");
const { modelAt, engineAt, engineHash } = root.dataset;
const formRoot = root.querySelector(".tq-form");
const levelNames = Object.fromEntries([...root.querySelectorAll(".tq-scale li")].map((li) => [li.querySelector(".tq-badge").textContent, li.querySelector("b").textContent]));

const notice = new Notice(root);
const engine = new Engine({ engineBase: engineAt, hash: engineHash, modelAddress: modelAt, onprogress: (loaded) => shell.progress(loaded) });
let isLoaded = false; // the stored answers are here
let wasEmpty = true;
let hasBegun = false; // somebody is at work while the stored answers are still on their way
let returning = false; // the person came from the list of answers and wants to go back there

const form = new Form(formRoot, {
  choose(item, value) {
    session.apply((record) => answers.choose(record, item, value));
    warmUp();
  },
  write: (item, field, text) => {
    if ((session.record.answers[item]?.[field] ?? "") !== text) session.apply((record) => answers.write(record, item, field, text));
    else settle();
  },
  clear(item, button) {
    const undo = session.change([item], (record) => answers.clear(record, item));
    notice.show("Answer cleared.", { undo, near: button.closest(".tq-tools"), focus: true });
  },
  unknown(dimension, button) {
    const ids = shownItems().filter((item) => item.dimension === dimension).map((item) => item.id);
    const undo = session.change(ids, (record) => ids.forEach((item) => answers.choose(record, item, "dk")));
    notice.show(`“Don’t know” is set for all ${ids.length} questions here.`, { undo, near: button.closest(".tq-all") });
    warmUp();
  },
});

const facts = new Facts(formRoot, {
  say: (fact, value) => session.apply((record) => answers.say(record, fact, value)),
  clear(fact, button) {
    const before = session.record.facts[fact];
    session.apply((record) => answers.say(record, fact, null));
    const undo = () => session.apply((record) => answers.say(record, fact, before));
    notice.show("Answer cleared.", { undo, near: button.closest(".tq-fact"), focus: true });
  },
});
const known = { ...knownOf(root), items: form.items.map((item) => item.id) };
tellWhenFull(root, notice);
const session = new Session(known, {
  change: (record) => show(record),
  saving: () => owe(),
  saved: (now) => {
    if (form.isWriting || start.isWriting || shell.isWriting) return; // said when that is stored, too
    removeEventListener("beforeunload", leave);
    if (session.store.kind === "memory") bar.notSaved("Not kept: download your answers");
    else bar.savedAt(now);
  },
  failed: (problem, isAgain) => {
    bar.notSaved("Not saved");
    if (!isAgain) notice.show("Your last answer could not be stored in this browser. Download your answers as a file before you close the page.");
  },
  other: () => joining.refresh(),
});
const bar = new Bar(root, form.dimensions);
const start = new Start(root, form.dimensions, {
  mode: (mode) => session.apply((record) => void (record.mode = mode)),
  describe: (key, text) => session.apply((record) => answers.describe(record, key, text)),
});
const keeping = new Keeping(root, { session, engine, notice });
const shell = new Shell({
  place: root.querySelector("[data-shell]"),
  main: document.querySelector("main"),
  heading: document.getElementById("result-heading"),
  engine,
  notice,
  questions: "#start",
  edit: (change) => session.apply(change),
  linkTo: (code) => new URL(`../result/#${code}`, location.href).href,
  snapshot: snapshotButton(session, notice, "../compare/"),
  extras: ({ mode }) => [
    element("p", { class: "tq-buttons" },
      element("a", { class: "ts-button", href: "#check" }, "Change your answers"),
      mode === "quick" && far().more.length ? goOnButton(far(), goOn) : null,
      joining.isJoined ? null : element("button", { class: "ts-button", type: "button", onclick: handIn }, "Hand in to a team")),
  ],
});
const model = modelOf(root.dataset);
const joining = new Joining({ place: root.querySelector("[data-invited]"), role: root.querySelector(".tq-field:has([data-scope=role])"), model, session, notice, changed: () => showHanding() });
const unasked = { role: null, handed: null }; // what somebody decides who hands in without an invitation
const handing = new Handing({
  of: () => ({ record: session.record, invitation: joining.isJoined ? joining.invitation : null, ...(joining.isJoined ? joining.kept : unasked) }),
  keep: (change) => (joining.isJoined ? joining.keep(change) : Object.assign(unasked, change)),
  ask: (request) => shell.ask(request),
  say: (text) => notice.say(text),
  items: form.items,
  known,
  model,
});
const views = new Views(root, ["start", ...form.dimensions.map((d) => d.id), ...(facts.total ? ["facts"] : []), "check", "result"], {
  onShow(name, previous) {
    if (name === "check" || name === "start" || name === "result") returning = false;
    form.flush();
    notice.hide();
    if (previous === "result" && name !== "result") shell.leave();
    show(session.record);
    form.foldAnswered();
    if (name === "result" && isLoaded) showResult();
    showHanding();
    if (name === "check" && far().answered) warmUp();
  },
});

// Never before the first answer, and never in its way; what goes wrong is told when the result is asked for.
function warmUp() {
  if (engine.state === "idle") setTimeout(() => engine.start().then(practise).catch(() => {}));
}

// The first report is slow, because the browser compiles what it runs for the first time: so the engine makes one of made-up answers, which nobody sees.
function practise() {
  const levels = Object.fromEntries(form.items.map(({ id }, place) => [id, { level: 1 + (place % 5) }]));
  return engine.call({ do: "report", answers: { ...answers.blank(model, "full"), answers: levels }, radar: false });
}

function shownItems() {
  return form.items.filter((item) => item.core || session.record.mode === "full");
}

function far() {
  return progress(form.items, session.record);
}

function show(record) {
  root.dataset.mode = record.mode;
  if (views.name !== "result") { // what nobody sees is filled when it is seen: a change of a target must not wait for 44 questions
    form.fill(record);
    facts.fill(record);
    start.show(record, far(), { kind: isLoaded ? session.store.kind : "indexeddb", facts });
  }
  bar.show(views.name, far(), returning);
  if (isLoaded && session.isEmpty !== wasEmpty) setTimeout(() => joining.refresh()); // all was deleted, or brought back; not in the way of what is stored as the page goes
  wasEmpty = session.isEmpty;
  showHanding();
  if (views.name === "check") showCheck(root.querySelector("[data-check]"), { form, facts, record, far: far(), names: levelNames, onFull: goOn });
  if (views.name === "result" && isLoaded && document.querySelector("main").dataset.state === "shown") showResult({ quiet: true });
}

function showHanding(isWanted = joining.isJoined) {
  root.toggleAttribute("data-hands-in", joining.isJoined);
  handing.show(root.querySelector(`[data-handing=${views.name}]`), { isWanted });
}

// For somebody without an invitation.
function handIn() {
  showHanding(true);
  handing.open();
}

function showResult(options) {
  shell.show(session.record, options);
}

// Something is shown that is not on the disk. A page that always listens to "beforeunload" is not kept for the way back by some browsers, and "pagehide" may come too late where the machine is busy.
function owe() {
  bar.saving();
  addEventListener("beforeunload", leave);
}

function settle() {
  if (session.pending) return;
  bar.settle();
  removeEventListener("beforeunload", leave);
}

function leave() {
  form.flush();
  start.flush();
  shell.flush();
  session.leave();
}

// From the quick check on to the full assessment: the first dimension that has something left.
function goOn() {
  session.apply((record) => void (record.mode = "full"));
  location.hash = start.go.hash;
}

root.addEventListener("click", ({ target }) => {
  if (target.closest("[data-change]")) returning = true;
});
formRoot.addEventListener("submit", (event) => event.preventDefault());
root.addEventListener("input", ({ target }) => target.matches("[data-text], input[data-scope], [data-field]") && owe());
for (const type of ["pointerdown", "keydown", "wheel"]) root.addEventListener(type, () => (hasBegun = true), { once: true, passive: true });
addEventListener("pagehide", leave);
document.addEventListener("visibilitychange", () => document.hidden && leave());

keepForOffline(() => (root.querySelector("[data-offline]").hidden = false));
for (const part of root.querySelectorAll("[data-js]")) part.hidden = false;
views.follow({ focus: false });
root.dataset.ready = "";
const arrived = location.hash;
const unread = await session.load();
const asked = /^#mode-(quick|full)$/.exec(location.hash)?.[1]; // the page before lets people choose
if (asked && asked !== session.record.mode) session.apply((record) => void (record.mode = asked), { isChange: false });
await joining.load();
isLoaded = true;
show(session.record);
if (!hasBegun) form.foldAnswered();
if (views.name === "result") showResult();
if (unread !== null) keeping.offerUnread(unread);
else if (session.store.kind !== "indexeddb") keeping.warn();
keeping.tellPromise();
views.follow({ focus: Boolean(location.hash) && location.hash === arrived && !hasBegun }); // nothing moves under a finger
