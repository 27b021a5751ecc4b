// Takes the page that asks and has the browser keep a copy of it for use without a network; knows nothing of what the page does.
//
// It waits for two marks that the engine sets: the first answer (so that somebody who only looks gets nothing), and the engine's readiness (so that every byte is in the browser's own cache by then).

const SITE = new URL("../../", import.meta.url); // this module lies in app/<hash>/
const PREFIX = `touchstone:${SITE.pathname}:`;
const OFF = `touchstone:offline:${SITE.pathname}`; // in localStorage: "off" where the person wants no copies

const works = () => "serviceWorker" in navigator && "caches" in globalThis && !document.querySelector("meta[name='touchstone:offline'][content=off]");
const own = async () => (works() ? (await navigator.serviceWorker.getRegistrations()).filter(({ scope }) => scope === SITE.href) : []);

/** False where the person has said so. */
export function isWanted() {
  try {
    return localStorage.getItem(OFF) !== "off";
  } catch {
    return true;
  }
}

/** Keep copies from the next start of the engine on, or never; raises nothing. */
export function want(isOn) {
  try {
    isOn ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "off");
  } catch { /* then it is asked again next time */ }
}

/** How many files are kept and how many bytes they have: {files, bytes}. */
export async function kept() {
  const all = { files: 0, bytes: 0 };
  if (!("caches" in globalThis)) return all;
  for (const name of await caches.keys()) {
    if (!name.startsWith(PREFIX)) continue;
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      all.files += 1;
      all.bytes += (await (await cache.match(request)).blob()).size;
    }
  }
  return all;
}

/** Delete all copies of this site, and what made them; other sites on the same origin keep theirs. */
export async function forget() {
  for (const registration of await own()) await registration.unregister();
  if (!("caches" in globalThis)) return;
  for (const name of await caches.keys()) if (name.startsWith(PREFIX)) await caches.delete(name);
}

/** Keep this page from the first answer on; `told()` is called when it opens without a network. */
export function keepForOffline(told = () => {}) {
  if (!works() || !isWanted() || navigator.connection?.saveData) return;
  const register = () => navigator.serviceWorker.register(new URL("offline.js", SITE), { updateViaCache: "none" });
  let coming = null;
  whenMarked("touchstone:engine-start", () => (coming = register().catch(() => null)));
  whenMarked("touchstone:engine-ready", async () => {
    try {
      if (await ask((await coming) ?? (await register()))) told(); // the first start may have failed for want of a network
    } catch { /* private windows and full disks keep nothing; the page works all the same */ }
  });
}

function whenMarked(name, act) {
  const watch = new PerformanceObserver((list) => {
    if (!list.getEntriesByName(name).length) return;
    watch.disconnect();
    act();
  });
  watch.observe({ type: "mark", buffered: true });
}

async function ask(registration) {
  const worker = registration.installing ?? registration.waiting ?? registration.active;
  while (!["installed", "activating", "activated", "redundant"].includes(worker.state)) {
    await new Promise((resolve) => worker.addEventListener("statechange", resolve, { once: true }));
  }
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise((resolve) => (port1.onmessage = ({ data }) => resolve(data.isKept)));
  worker.postMessage({ keep: location.href.slice(SITE.href.length).split(/[?#]/)[0], app: new URL(import.meta.url).href.slice(SITE.href.length) }, [port2]);
  return answer;
}
