// Takes the questions on a dimension's page and shows the answers that this browser keeps, if any; writes nothing and knows no rule of scoring.

import { readStored } from "./answers.mjs";
import { Store } from "./store.mjs";

const root = document.querySelector(".ts-questions");
const { model: id, version, hash, levels, retired } = root.dataset;
const places = [...root.querySelectorAll("[data-own]")];
const names = levels.split("|");
const name = `touchstone:${id}`;
const known = { model: { id, version, hash }, items: places.map((place) => place.dataset.own), retired: retired.split(" ").filter(Boolean) };
const STATES = { dk: "don’t know", na: "not applicable" };

// Opening a database makes one: who has never answered should find none.
async function isKept() {
  try {
    if (localStorage.getItem(`${name}:current`) !== null) return true;
    if (!indexedDB.databases) return true;
    return (await indexedDB.databases()).some((database) => database.name === name);
  } catch {
    return false;
  }
}

function show(record) {
  for (const place of places) {
    const { level, state } = record?.answers[place.dataset.own] ?? {};
    place.hidden = !level && !state;
    place.textContent = place.hidden ? "" : `Your last answer: ${level ? `${level} ${names[level - 1]}` : STATES[state]}`;
  }
}

if (await isKept()) {
  const store = await new Store(name, { read: (value) => readStored(value, known), onOther: show }).open();
  show(await store.current());
}
