// The entry of the team page: leads from the invitation to the hand-ins, the picture and the agreed result; knows what stands where, and no figure.

import { isAnswered } from "./answers.mjs";
import { arrive } from "./arrival.mjs";
import { Collecting, fromFile } from "./collecting.mjs";
import { countWords } from "./counting.mjs";
import { takeDrops } from "./drops.mjs";
import { element } from "./element.mjs";
import { Engine } from "./engine.mjs";
import { downloadRaw, downloadText } from "./files.mjs";
import { modelOf } from "./invitation.mjs";
import { Inviting } from "./inviting.mjs";
import { knownOf } from "./known.mjs";
import { Notice } from "./notice.mjs";
import { keepForOffline } from "./offline.mjs";
import { Room } from "./room.mjs";
import { Seeing } from "./seeing.mjs";
import { Shell } from "./shell.mjs";
import "./skip.mjs";
import { snapshotButton } from "./snapshotting.mjs";
import { Step } from "./step.mjs";
import { Workshop } from "./workshop.mjs";

const root = document.getElementById("ts-assessment");
const { modelAt, engineAt, engineHash, questionsAt, levels, minGroup } = root.dataset;
const known = knownOf(root);
const model = modelOf(root.dataset);
const main = document.querySelector("main");
const part = (name) => root.querySelector(`[data-team=${name}]`);
const agreedSection = root.querySelector("[data-agreed]");
const notice = new Notice(root);
const say = (text) => notice.say(text);
notice.pass();

let isInviteOpen = null; // true or false where somebody has said so
let isFolded = false; // the picture, so that a room does not see it before the questions
let isResultOpen = false;
let isGathering = false;

const engine = new Engine({ engineBase: engineAt, hash: engineHash, modelAddress: modelAt, onprogress: (bytes) => (collecting.loading(bytes), seeing.progress(bytes)) });
const room = new Room(known, {
  change: () => render(),
  failed: () => notice.show("This could not be stored in this browser. What is on the page stays until you close it: keep the codes."),
});
const step = Object.fromEntries([...root.querySelectorAll("[data-step]")].map((section) => [section.dataset.step, new Step(section, () => turned[section.dataset.step]?.())]));
const turned = {
  invite: () => ((isInviteOpen = !step.invite.section.hasAttribute("data-open")), render()),
  collect: collectMore,
  see: () => ((isFolded = !isFolded), render()),
};
const inviting = new Inviting({ invitation: null, model, questionsAt, say, changed: (invitation) => JSON.stringify(invitation) !== JSON.stringify(room.record.invitation) && room.apply((record) => take(record, invitation)) });
step.invite.body.append(inviting.section);
const collecting = new Collecting({ room, engine, notice, minGroup: Number(minGroup), example: document.getElementById("example-codes").textContent, on: { allIn, example: tryExample } });
step.collect.body.append(collecting.section);
const seeing = new Seeing({ place: step.see.body, main, engine, say, print: () => print() });
const workshop = new Workshop({ place: step.agree.body, room, notice, ask: (as) => askTeam({ as }), levels: levels.split("|"), mayBeNa: (id) => known.na.includes(id), on: { result: showResult, minutes: saveMinutes } });
const kept = { get ready() { return room.ready; }, isEmpty: false, get record() { return room.record.agreed; }, store: room.store };
const keepSnapshot = snapshotButton(kept, notice, "../compare/");
const shell = new Shell({
  place: agreedSection.querySelector("[data-shell]"), main: agreedSection, heading: document.getElementById("team-agreed-title"), engine, notice, questions: questionsAt,
  edit: (change) => room.apply((record) => record.agreed && (record.agreed = change(record.agreed) ?? record.agreed)),
  linkTo: (code) => new URL(`../result/#${code}`, location.href).href,
  isBorrowed: () => room.isExample,
  snapshot: () => (room.isExample ? null : keepSnapshot()),
  extras: () => [element("p", { class: "tq-buttons" }, element("button", { class: "ts-button", type: "button", onclick: saveMinutes }, "Minutes as text"))],
});

// The scope of what is agreed follows the invitation.
function take(record, invitation) {
  record.invitation = invitation;
  if (!record.agreed) return;
  for (const key of ["unit", "period", "size", "exchange"]) record.agreed.scope[key] = invitation[key] ?? null;
}

function scopeOf({ invitation }) {
  const { unit = null, period = null, size = null, exchange = null, invited = null } = invitation ?? {};
  return { invited, scope: { unit, period, size, exchange } };
}

// All that the engine has to know of the team, and what else is asked of it, as text.
function request(more) {
  return room.asked({ do: "team", counts: room.counts, ...scopeOf(room.record), ...more });
}

async function askTeam(more) {
  const answer = await engine.call(request(more));
  if (answer.ok) return answer.result;
  throw Object.assign(new Error("refused"), { faults: answer.faults });
}

function render() {
  const { record } = room;
  const { batches, gathered, invitation, agreed } = record;
  const isAllIn = Boolean(record.allIn);
  const hasIn = batches.length > 0;
  const isOpen = isInviteOpen ?? (!hasIn && !isAllIn);
  step.invite.set({ isOpen, folds: true, said: isOpen ? "" : inviteLine(invitation), turn: isOpen ? (hasIn ? "Fold" : "") : invitation ? "Change" : "Open" });
  const people = !hasIn ? 0 : gathered?.key === room.key ? gathered.people : null;
  const tables = batches.filter(({ counts }) => counts).length;
  step.collect.set({ isOpen: !isAllIn, said: isAllIn ? countWords(people, invitation?.invited ?? null, tables) : "", turn: isAllIn ? "Collect more" : "" });
  step.see.set({ isOpen: isAllIn && !isFolded, isWaiting: !isAllIn, folds: true, turn: !isAllIn ? "" : isFolded ? "Show the picture" : "Fold the picture", said: isAllIn ? (isFolded ? "Folded: the room sees the questions first." : "") : "Opens when you say that all are in. Until then no figure is shown." });
  step.agree.set({ isOpen: isAllIn, isWaiting: !isAllIn, said: isAllIn ? "" : "Opens with the picture: then you talk about the questions one by one." });
  if (JSON.stringify(invitation) !== JSON.stringify(inviting.invitation) && !inviting.section.contains(document.activeElement)) inviting.show(invitation);
  collecting.show(record);
  if (isAllIn) {
    seeing.show(JSON.stringify([room.key, scopeOf(record), room.isExample]), request);
    workshop.open(JSON.stringify([room.key, room.isExample]));
    workshop.show(record);
  } else {
    seeing.close();
    workshop.close();
  }
  const hasResult = isAllIn && isResultOpen && agreed && Object.values(agreed.answers).some(isAnswered);
  agreedSection.hidden = !hasResult;
  if (hasResult) shell.show(agreed, { quiet: Boolean(agreedSection.dataset.state) });
  else delete agreedSection.dataset.state;
  root.querySelector(".tq-forget").hidden = room.isEmpty || room.isExample;
  notice.settle(); // it may have stood in a step that is closed now
  banner();
  gather();
}

// Who has handed in, by number: asked anew whenever something has come or gone.
async function gather() {
  const { key } = room;
  if (isGathering || !room.record.batches.length || room.record.gathered?.key === key) return;
  isGathering = true;
  try {
    const answer = await engine.call(room.asked({ do: "gather", as: "numbers" }));
    isGathering = false;
    if (!answer.ok) throw new Error(answer.faults.map(({ wrong, right }) => `${wrong} ${right}`).join(" "));
    const { people, again, modes } = answer.result;
    if (room.key === key) room.apply((record) => (record.gathered = { key, people, again, modes }));
    else gather();
  } catch (problem) {
    isGathering = false;
    notice.show(`Who has handed in could not be counted: ${problem.message} What came in is safe; reload the page to try again.`);
  }
}

function inviteLine(invitation) {
  if (!invitation) return "No invitation is written down. Codes can be collected without one.";
  const { unit, period, mode, invited } = invitation;
  return [unit, period, mode === "full" ? "full assessment" : "quick check", invited ? `${invited} invited` : null].filter(Boolean).join(" · ");
}

function allIn() {
  const at = new Date().toISOString();
  isFolded = false;
  room.apply((record) => Object.assign(record, { allIn: at, seen: record.seen ?? at }));
  step.see.go();
}

function collectMore() {
  workshop.flush();
  room.apply((record) => (record.allIn = null));
  step.collect.go();
  notice.show("Collecting again. The picture was seen already: whoever answers now may know it.", { undo: () => room.apply((record) => (record.allIn = new Date().toISOString())) });
}

async function showResult() {
  workshop.flush();
  isResultOpen = true;
  render();
  arrive(agreedSection);
  agreedSection.querySelector("h2:not([hidden])")?.focus({ preventScroll: true });
}

async function saveMinutes() {
  workshop.flush();
  shell.flush();
  try {
    downloadText(await askTeam({ as: "minutes", agreed: room.record.agreed }), "touchstone-minutes.md");
    say("The minutes are saved as a file.");
  } catch (problem) {
    notice.show(`The minutes could not be made. ${(problem.faults ?? []).map(({ wrong, right }) => `${wrong} ${right}`).join(" ") || problem.message}`);
  }
}

function tryExample(text) {
  isResultOpen = false;
  room.borrow({ unit: "An example, made up", period: null, size: null, exchange: null, mode: "full", roles: model.roles.map(({ id }) => id), invited: 7, message: null });
  collecting.add([{ name: "The example team of seven", text }]);
  part("banner").scrollIntoView({ block: "start", behavior: "instant" });
  say("The example team is here. Its people and answers are made up.");
}

function leaveExample() {
  isResultOpen = false;
  room.leave();
  notice.show("The example is gone. What you see now is your own.");
  document.getElementById("team-heading").focus();
}

function banner() {
  const place = part("banner");
  root.toggleAttribute("data-example", room.isExample);
  place.hidden = !room.isExample;
  if (!room.isExample || place.hasChildNodes()) return;
  place.replaceChildren(element("div", { class: "tq-banner", role: "region", "aria-label": "Example" },
    element("p", { class: "tq-banner-title" }, "This is an example: its people and answers are made up."),
    element("p", {}, "Try everything. Nothing of it is kept, and your own collection waits untouched."),
    element("p", { class: "tq-buttons" }, element("button", { class: "ts-button", type: "button", onclick: leaveExample }, "Leave the example"))));
}

function forget() {
  isResultOpen = false;
  isInviteOpen = null;
  const undo = room.clear();
  inviting.show(null);
  notice.show("Everything on this page is deleted from this device.", { focus: true, undo: async () => (await undo(), inviting.show(room.record.invitation)) });
}

// Found here, of other questions or not to be read: kept until somebody says so.
function offerAside(value) {
  const button = (label, onclick) => element("button", { class: "ts-button", type: "button", onclick }, label);
  const box = element("div", { class: "tq-banner" },
    ...(room.isOurs(value) ? [element("p", { class: "tq-banner-title" }, "Something stored here could not be read."), element("p", {}, "It was set aside. What could be read of this collection is on this page.")]
      : [element("p", { class: "tq-banner-title" }, "A collection for other questions lies here."), element("p", {}, "The questions have changed since, so its hand-ins cannot be read by this page any more.")]),
    element("p", { class: "tq-buttons" }, button("Download what was found", () => downloadRaw(value, "touchstone-team-set-aside.json")), button("Delete it", async () => (await room.forgetAside(), box.remove(), document.getElementById("team-heading").focus()))));
  part("banner").after(box);
}

part("delete").addEventListener("click", forget);
// Anywhere on the page: beside it a dropped file would take the page's place.
takeDrops(document, root, (files) => {
  if (room.record.allIn) notice.show("All are in. Press “Collect more” before you add files.");
  else collecting.add(files.map(fromFile));
});
const folded = [];
addEventListener("beforeprint", () => {
  root.dataset.print = agreedSection.contains(document.activeElement) ? "agreed" : "picture";
  folded.push(...step.see.body.querySelectorAll("details.ts-remarks:not([open])")); // what the figures mean belongs on paper
  for (const one of folded) one.open = true;
});
addEventListener("afterprint", () => {
  delete root.dataset.print;
  for (const one of folded.splice(0)) one.open = false;
});
for (const name of ["pagehide", "visibilitychange"]) addEventListener(name, () => (name === "pagehide" || document.hidden) && (workshop.flush(), shell.flush()), true);

keepForOffline();
const aside = await room.load();
for (const one of root.querySelectorAll("[data-js]")) one.hidden = false;
inviting.show(room.record.invitation);
render();
if (aside) offerAside(aside);
root.dataset.ready = "";
