// The entry of the result page: shows the result of the answers that are stored in this browser.

import { Engine } from "./engine.mjs";
import { knownOf } from "./known.mjs";
import { Session } from "./session.mjs";
import { Shell } from "./shell.mjs";

const root = document.getElementById("ts-assessment");
const { modelAt, engineAt, engineHash, questionsAt } = root.dataset;
const live = root.querySelector("[data-live]");

const engine = new Engine({ engineBase: engineAt, hash: engineHash, modelAddress: modelAt, onprogress: (loaded) => shell.progress(loaded) });
const shell = new Shell({
  place: root.querySelector("[data-shell]"),
  main: document.querySelector("main"),
  heading: document.getElementById("result-heading"),
  engine,
  say: (text) => (live.textContent = text),
  questions: questionsAt,
});

// Where the answers come from. A code in the address's fragment would be read here, before what is stored.
const session = new Session(knownOf(root), {
  change: (record) => isLoaded && shell.show(record, { quiet: true }),
  saved: () => {},
  failed: () => {},
});
let isLoaded = false;
await session.load();
isLoaded = true;
shell.show(session.record);
