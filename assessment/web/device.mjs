// The entry of the privacy page: shows what is stored on this device, and deletes what the reader chooses; knows no question and no scoring.

import { element } from "./element.mjs";
import { knownOf } from "./known.mjs";
import { Notice } from "./notice.mjs";
import { forget, isWanted, want } from "./offline.mjs";
import { PLACES, follow, inventory, remove } from "./stored.mjs";
import { arranged, inBytes } from "./storedwords.mjs";

const root = document.querySelector(".ts-stored");
const known = { ...knownOf(root), core: root.dataset.core.split(" ") };
const here = { model: known.model.id, root: new URL(root.dataset.root, location.href).href };

const sum = element("p", { class: "ts-stored-sum", id: "stored-sum", tabindex: "-1" });
const list = element("ul", { class: "ts-stored-list" });
const all = element("p", { class: "ts-stored-all" }, element("button", { class: "ts-button ts-stored-danger", type: "button", onclick: ({ currentTarget }) => drop(shown, "everything in the list", currentTarget) }, "Delete everything in this list"));
const wish = element("input", { type: "checkbox", onchange: () => choose(wish.checked) });
const copies = element("p", { class: "ts-stored-wish" }, element("label", {}, wish, " Keep copies of the assessment, so that it opens without a network"));
const box = element("div", { class: "ts-stored-notice", "data-notice": true, hidden: true },
  element("p", { class: "tq-notice-text" }),
  element("button", { class: "ts-button", type: "button", "data-notice-undo": true, hidden: true }, "Undo"),
  element("button", { class: "ts-stored-close", type: "button", "data-notice-close": true, onclick: () => setTimeout(keepFocus) }, "Close"));
root.append(sum, list, box, all, ...("serviceWorker" in navigator && "caches" in globalThis ? [copies] : []), element("p", { class: "ts-stored-live", role: "status", "data-live": true }));
const notice = new Notice(root);

let shown = [];
let turn = 0;
let latest = null; // a look that is overtaken ends with the one that overtook it
let listen = null;

function show() {
  return (latest = look(++turn));
}

async function look(mine) {
  const found = arranged(await inventory(here), known);
  if (mine !== turn) return latest;
  shown = found;
  listen ??= follow(found, show);
  listen(found);
  const bytes = found.reduce((total, entry) => total + entry.bytes, 0);
  sum.textContent = found.length ? `${found.length === 1 ? "One thing is" : `${found.length} things are`} stored, about ${inBytes(bytes)}.` : "Nothing of this site is stored on this device.";
  const at = document.activeElement?.id; // a row is made anew; who stands on its button stays there
  list.replaceChildren(...found.map(row));
  if (at && document.activeElement === document.body) document.getElementById(at)?.focus({ preventScroll: true });
  list.hidden = !found.length;
  all.hidden = found.length < 2;
  wish.checked = isWanted();
  root.dataset.ready = "";
}

function row(entry, place) {
  const id = idOf(entry);
  return element("li", { class: "ts-stored-row" },
    element("p", { class: "ts-stored-title", id: `stored-title-${place}` }, entry.title),
    element("p", {}, `${entry.lines.map((line) => line.replace(/\.$/, "")).join(". ")}.`),
    element("p", { class: "ts-stored-where" }, `${PLACES[entry.place]}, ${inBytes(entry.bytes)}`),
    element("button", { class: "ts-button", type: "button", id, "aria-describedby": `stored-title-${place}`, onclick: ({ currentTarget }) => drop([entry], entry.title, currentTarget) }, "Delete"));
}

function idOf({ place, key }) {
  return `stored-${place}-${key}`;
}

async function drop(entries, title, button) {
  const id = button.id;
  try {
    const back = await remove(entries);
    await show();
    const files = entries.some((entry) => entry.place === "cache") && back ? " The copies of files cannot be brought back; they come again by themselves." : "";
    notice.show(`Deleted: ${title}.${files}`, { undo: back && (() => bring(back, id)), focus: true });
    if (!back) keepFocus();
  } catch {
    await show();
    notice.show("This browser did not let it be deleted. Your browser’s settings can clear the data of this site.");
  }
}

async function choose(isOn) {
  want(isOn);
  if (!isOn) await forget();
  await show();
  notice.show(isOn ? "Copies are kept from the next time that you use the assessment." : "No copies are kept from now on. Those that were here are deleted.");
}

async function bring(back, id) {
  await back();
  await show();
  (document.getElementById(id) ?? sum).focus({ preventScroll: true });
}

// The button that was pressed is gone with its row, or hidden with its box, which may hold the focus a frame longer.
function keepFocus() {
  const at = document.activeElement;
  if (at === document.body || (box.hidden && box.contains(at))) sum.focus({ preventScroll: true });
}

addEventListener("pageshow", ({ persisted }) => persisted && show());
document.addEventListener("visibilitychange", () => document.hidden || show());
await show();
