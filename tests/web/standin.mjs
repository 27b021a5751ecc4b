// Stands in for engine.mjs where a test is about the form: the same calls and messages, and no Python.
// `engineStandIn` on the page tells it how to behave and records what it was asked.

const told = (globalThis.engineStandIn = { calls: [], starts: 0, fail: sessionStorage.getItem("engine-fails"), ...globalThis.engineStandIn });

export class Engine {
  state = "idle";

  constructor({ onprogress = () => {}, ...rest }) {
    this.onprogress = onprogress;
    told.options = rest;
  }

  start() {
    this.starting ??= this.#start().catch((error) => {
      this.starting = null;
      this.state = "failed";
      throw error;
    });
    return this.starting;
  }

  async #start() {
    told.starts += 1;
    this.state = "loading";
    performance.mark("touchstone:engine-start");
    this.onprogress({ loaded: 2_600_000, total: 5_200_000 });
    if (told.wait) await new Promise((go) => (told.go = go));
    if (told.fail) throw Object.assign(new Error("it failed"), { kind: told.fail });
    this.onprogress({ loaded: 5_200_000, total: 5_200_000 });
    this.state = "ready";
  }

  async call(request) {
    await this.start();
    told.calls.push(request);
    if (request.do === "check") return check(request.answers);
    if (request.do === "score") return { ok: true, result: `as ${request.as}\n` };
    if (told.faults) return { ok: false, faults: told.faults };
    if (request.do === "compare") return compare(request);
    const levels = Object.values(request.answers.answers).filter((entry) => entry.level).length;
    const html = `<section class="ts-report"><h2 id="result-title" tabindex="-1">Result</h2><p>${levels} levels, ${request.answers.mode}</p><table class="ts-profile"><tbody><tr><td>${levels}</td></tr></tbody></table><p id="step-first">A step</p></section>`;
    return { ok: true, result: { html, sentence: "A sentence.", status: "provisional" } };
  }
}

// Files of another major version are refused, as the door does.
function compare({ files, as }) {
  const faults = files.flatMap(({ model }, place) => (model.version.startsWith("9.") ? [{ where: `files[${place}].model.version`, wrong: "is 9.0.0, <b>another</b> version.", right: "This is 1.0.0." }] : []));
  if (faults.length) return { ok: false, faults };
  if (as !== "page") return { ok: true, result: `compared as ${as}\n` };
  const said = files.map(({ date }) => date).join(" then ");
  return { ok: true, result: { html: `<section class="ts-compare"><h2 id="compare-title" tabindex="-1">What changed</h2><p class="said">${said}</p></section>`, sentence: "It moved." } };
}

function check(text) {
  try {
    const answers = JSON.parse(text);
    if (answers.format === "touchstone-answers/1") return { ok: true, result: { answers, notes: [] } };
  } catch {
    // no JSON: refused below
  }
  return { ok: false, faults: [{ where: "format", wrong: "is <b>not</b> there.", right: "It is touchstone-answers/1." }] };
}
