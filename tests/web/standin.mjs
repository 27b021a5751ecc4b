// Stands in for engine.mjs where a test is about the form: the same calls and messages, and no Python.
// `engineStandIn` on the page tells it how to behave and records what it was asked.

const told = (globalThis.engineStandIn = { calls: [], practised: 0, starts: 0, fail: sessionStorage.getItem("engine-fails"), ...globalThis.engineStandIn });

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

  async call(asked) {
    await this.start();
    const request = typeof asked === "string" ? JSON.parse(asked) : asked;
    if (isPractice(request)) told.practised += 1;
    else told.calls.push(request);
    if (request.do === "check") return check(request.answers);
    if (request.do === "decode") return decode(request.code);
    if (TEAM[request.do]) {
      if (told.hold) await new Promise((go) => (told.go = go));
      return TEAM[request.do](request);
    }
    if (told.faults) return { ok: false, faults: told.faults };
    if (request.do === "score") return { ok: true, result: `as ${request.as}\n` };
    if (request.do === "compare") return compare(request);
    if (request.do === "encode") return { ok: true, result: encoded(request.answers) };
    if (request.do === "plan") return { ok: true, result: request.as ? `plan as ${request.as}\n` : planned(request.answers) };
    if (request.do === "explain") return { ok: true, result: request.as === "page" ? { html: explained(request.answers) } : `explained as ${request.as}\n` };
    return { ok: true, result: report(request.answers, request.radar) };
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

const CODE = "TU1-GOODGOO-D";
const dimensionsOf = (answers) => [...new Set(Object.keys(answers.answers).map((id) => id.split(".")[0]))];

// What the page may make anew by itself, as the engine marks it.
const part = (html) => `<!---->${html}<!---->`;

// One row a dimension that has an answer; the more important, the further up.
function report(answers, radar) {
  const levels = Object.values(answers.answers).filter((entry) => entry.level).length;
  const importance = (id) => answers.importance[id] ?? 2;
  const dimensions = dimensionsOf(answers);
  const rows = dimensions.toSorted((a, b) => importance(b) - importance(a)).map((id) => `
    <li>${id} <span class="ts-set" id="target-${id}">${answers.targets[id] ?? 3}</span> <span class="ts-set" id="importance-${id}">${importance(id)}</span>
    <span class="ts-set" id="plan-${id}">–</span> <a class="ts-explain-link" href="#explain-${id}">Explain this score</a></li>`);
  const html = `<section class="ts-report"><h2 id="result-title" tabindex="-1">Result</h2><p>${levels} levels, ${answers.mode}</p>
    <table class="ts-profile"><tbody><tr><td>${levels}</td></tr></tbody></table><p id="step-first">A step</p>${part(`<ul id="part-rows" class="ts-rows">${rows.join("")}</ul>`)}
    ${part(`<details id="result-radar"><summary>The same as a radar</summary>${radar ? "<svg><title>The radar</title></svg>" : ""}</details>`)}</section>`;
  const all = (value) => Object.fromEntries(dimensions.map((id) => [id, value(id)]));
  return {
    html, sentence: "A sentence.", status: "provisional", mail: "One. Two. Three.",
    levels: { 1: "one", 2: "two", 3: "three", 4: "four", 5: "five" }, titles: all((id) => `The ${id}`), suggested: all(() => 3), suggested_from: all(() => "default"), reached: all(() => 2),
  };
}

function planned(answers) {
  const steps = answers.plan.map((step) => ({ ...step, title: `The ${step.dimension}`, to: step.from + 1, next_step: `Do the step of ${step.dimension}.`, horizon: 30 }));
  return { steps, proposed: [], date: answers.date };
}

function explained(answers) {
  return `<section class="ts-explain">${dimensionsOf(answers).map((id) => `<article id="explain-${id}"><h3>${id}</h3><p>own target: ${answers.targets[id] ?? "none"}</p></article>`).join("")}</section>`;
}

function encoded(answers) {
  const questions = Object.entries(answers.answers).map(([id, { level }]) => ({ id, text: `Text of ${id}?`, answer: `${level}` }));
  return { code: CODE, carries: ["The kind of check."], stays: ["1 note."], questions };
}

// A good code says: three dimensions of another person, all at level 4.
function decode(code) {
  if (!/^TU1-(GOODGOO|EXAMPLE)-D$/.test(code)) return { ok: false, faults: [{ where: "code", wrong: "is damaged: its check does not fit.", right: "Copy it again." }] };
  const { model: id, version, hash } = document.getElementById("ts-assessment").dataset;
  const answers = Object.fromEntries(["a.one", "b.one", "c.one"].map((item) => [item, { level: 4 }]));
  return { ok: true, result: { answers: { format: "touchstone-answers/1", model: { id, version, hash }, respondent: null, mode: "quick", date: null, scope: {}, answers, targets: {}, importance: {}, facts: {}, plan: [] } } };
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

// Teams. A code is TU1-<8 symbols>-OK, or TU1-…-BAD; a table is counted one row a line; every question says how many handed in.
const TEAM = { collect, gather, count, team };

function collect({ text }) {
  if (/^\s*\{/.test(text)) return ok({ handed: text.trim().split("\n").map((line) => handIn(JSON.parse(line).respondent)), faults: [] });
  const [handed, faults] = [[], []];
  for (const { 1: who, 2: how, index } of text.matchAll(/TU1-\s*(\w+)-\s*(OK|BAD)/g)) {
    const line = text.slice(0, index).split("\n").length;
    if (how === "OK") handed.push(handIn(who === "NOBODY" ? null : who));
    else faults.push({ where: `line ${line}`, wrong: `the code “TU1-${who}” is <b>damaged</b>.`, right: "Copy it again." });
  }
  for (const [whole] of text.matchAll(/TU1-[0-9A-Z]{7}(-[0-9A-Z]{1,7}){3,}/g)) handed.push(handIn(whole)); // as the engine writes them
  const more = faults.length - 100;
  if (more > 0) faults.splice(100, more, { where: "text", wrong: `has ${more} further faults like these.`, right: "Mend the first ones." });
  if (!handed.length && !faults.length) faults.push({ where: "text", wrong: "holds no code.", right: "A code begins with TU1-." });
  return ok({ handed, faults });
}

function handIn(respondent) {
  return `quick - ${respondent ?? "-"} - 333`;
}

function gather({ handed }) {
  const [seen, again] = [new Set(), []];
  handed.map((line) => line.split(" ")[2]).forEach((respondent, place) => (respondent !== "-" && seen.has(respondent) ? again.push(place) : seen.add(respondent)));
  const people = handed.length - again.length;
  return ok({ people, again, modes: { quick: people, full: 0 } });
}

function count({ text, state }) {
  const rows = text.split("\n").filter(Boolean).slice(state ? 0 : 1);
  const bad = rows.findIndex((row) => row.includes("none.such"));
  if (bad >= 0) return { ok: false, faults: [{ where: `line ${bad + 2}`, wrong: "names the question “none.such”.", right: "Its id is none of this model." }] };
  return ok({ counts: rows.map((row) => [...row.split(",").slice(1), 1]), state: { lines: (state?.lines ?? 1) + rows.length } });
}

function team({ handed, counts, as, agreed }) {
  const n = handed.length + counts.reduce((sum, row) => sum + row[3], 0);
  const items = document.getElementById("ts-assessment").dataset.items.split(" ").slice(0, 3);
  const question = (id) => `<div class="ts-card"><h3 class="ts-card-question">Question ${id}?</h3></div>`;
  if (as === "page") return ok({ html: `<section class="ts-report"><h3>How ${n} see it</h3><p class="ts-picture">Dots</p></section>`, sentence: `${n} people answered.`, n });
  if (as === "agenda") return ok({ items: items.map((id) => ({ id, title: `Question ${id}?`, question: question(id), html: `${question(id)}<p class="ts-answers">${n} answers</p>` })) });
  if (as === "proposals") return ok({ mode: "quick", take: [{ id: items[2], level: 4, why: "All 5 said 4." }] });
  return ok(as === "minutes" ? `# Minutes of ${Object.keys(agreed.answers).length}, ${n} people\n` : `team as ${as}\n`);
}

function ok(result) {
  return { ok: true, result };
}

// What the questions let a ready engine work out on made-up answers, so that the first real result comes quickly.
function isPractice({ do: what, answers }) {
  return what === "report" && location.pathname.endsWith("/questions/") && answers.respondent === null && answers.date === null;
}
