// The entry of the result page: shows the result of the answers that are stored in this browser, or of those in the address.

import { Engine } from "./engine.mjs";
import { element } from "./element.mjs";
import { tellWhenFull } from "./full.mjs";
import { knownOf } from "./known.mjs";
import { Borrowed, banner, codeIn, isSameCode } from "./link.mjs";
import { Notice } from "./notice.mjs";
import { keepForOffline } from "./offline.mjs";
import { Session } from "./session.mjs";
import { Shell } from "./shell.mjs";
import "./skip.mjs";
import { snapshotButton } from "./snapshotting.mjs";

const root = document.getElementById("ts-assessment");
const { modelAt, engineAt, engineHash, questionsAt, example } = root.dataset;
const known = knownOf(root);
const heading = document.getElementById("result-heading");
const title = heading.textContent;

let isLoaded = false; // the stored answers are here
let code = null; // the code that is shown, or being shown
let borrowed = null; // the answers in it

const notice = new Notice(root);
tellWhenFull(root, notice);
const engine = new Engine({ engineBase: engineAt, hash: engineHash, modelAddress: modelAt, onprogress: (loaded) => shell.progress(loaded) });
const shell = new Shell({
  place: root.querySelector("[data-shell]"),
  main: document.querySelector("main"),
  heading,
  engine,
  notice,
  questions: questionsAt,
  edit: (change) => (borrowed ?? session).apply(change),
  linkTo: (made) => new URL(`#${made}`, location.href).href,
  isBorrowed: () => borrowed !== null,
  snapshot: () => (borrowed ? null : keepSnapshot()),
  banner: (record) => (borrowed ? [banner(record, { isExample: isSameCode(code, example), hasOwn: !session.isEmpty, questions: questionsAt, own: showOwn, take })] : []),
});

const session = new Session(known, {
  change: (record) => isLoaded && code === null && shell.show(record, { quiet: true }),
  saved: () => {},
  failed: () => notice.show("This could not be stored in this browser. Download your answers as a file before you close the page."),
});

const keepSnapshot = snapshotButton(session, notice, "../compare/");

// What the address names: a code, or else one's own answers.
async function follow() {
  const asked = codeIn(location.hash);
  if (asked !== null && asked === code) return;
  if (asked === null && code === null && isLoaded && document.querySelector("main").dataset.state) return; // a part of the own result
  notice.hide();
  shell.flush();
  code = asked;
  borrowed = null;
  if (code === null) {
    heading.textContent = title;
    return shell.show(session.record);
  }
  heading.textContent = isSameCode(code, example) ? "Example result" : "A result from a link";
  shell.wait();
  try {
    const { answers } = await shell.ask({ do: "decode", code: asked });
    if (code !== asked) return;
    borrowed = new Borrowed(answers, known, (record) => shell.show(record, { quiet: true }));
    shell.show(borrowed.record);
  } catch (problem) {
    if (code !== asked) return;
    shell.refuse(problem, { title: "This link holds no result that can be shown here.", ways: [wayOut()], again: retry });
  }
}

function retry() {
  code = null;
  delete document.querySelector("main").dataset.state;
  follow();
}

function wayOut() {
  return session.isEmpty
    ? element("a", { class: "ts-button ts-primary", href: questionsAt }, "Go to the questions")
    : element("button", { class: "ts-button ts-primary", type: "button", onclick: showOwn }, "Show my own result");
}

function showOwn() {
  history.pushState(null, "", location.pathname + location.search);
  return follow();
}

// The answers of the link in the place of one's own; the way back brings those back.
function take() {
  const more = session.isEmpty ? "" : " The ones before are not lost: Undo brings them back.";
  const undo = session.replace(borrowed.record);
  showOwn();
  notice.show(`These answers are yours now, in this browser.${more}`, { undo });
}

addEventListener("hashchange", follow);
addEventListener("pagehide", leave);
document.addEventListener("visibilitychange", () => document.hidden && leave());

function leave() {
  shell.flush();
  session.leave();
}

keepForOffline();
await session.load();
isLoaded = true;
follow();
