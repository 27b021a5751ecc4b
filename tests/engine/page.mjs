// The test page's only script: puts the Engine and admit() where a test can reach them, and keeps what the Engine says.

import { admit, admitInTurns } from "./app/admit.mjs";
import { Engine } from "./app/engine.mjs";

const told = { states: [], progress: [] };

// An engine as a page makes it; `more` overrides what the Engine takes.
function make(more = {}) {
  const { engine: hash } = document.documentElement.dataset;
  return new Engine({
    engineBase: "engine/",
    hash,
    modelAddress: "model/0000abcd.json",
    onprogress: (progress) => told.progress.push(progress),
    onstate: (state, detail) => told.states.push({ state, ...detail }),
    ...more,
  });
}

Object.assign(globalThis, { make, told, admit, admitInTurns });
