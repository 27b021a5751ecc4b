// Takes the requests of the assessment's pages and answers them from copies on this device where there is no network; knows files and their hashes, no question and no answer.
//
// The build puts `LIST` in front of this text: {version, files: {path: the first half of its SHA-256 in hexadecimal}, pages: {path: [places in `files` of what it needs]}, titles: {path: title}}, all below the site's root.
// A page is kept when it asks for it ({keep: path}, answered with {isKept}), and only whole: its files first, itself last, each with the bytes that the list names.
// A page comes from the network where there is one; what has its hash in its address comes from the copies. So nothing old ever stands beside something new.
// Nothing is kept that was not asked for, and only caches of this very site are deleted: others may share the origin.

const SCOPE = new URL("./", self.location).href;
const PREFIX = `touchstone:${new URL(SCOPE).pathname}:`;
const HASHED = /(^|[/.])[0-9a-f]{8,12}[/.]/; // the address changes with the content
const PATIENCE = 5000; // ms until a kept page is shown although the network may still answer

const NAMES = Object.keys(LIST.files);
const needed = (page) => LIST.pages[page]?.map((place) => NAMES[place]);
const at = (path) => new Request(SCOPE + path);
const ours = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX)); // in the order in which they were made
const mine = () => caches.open(PREFIX + LIST.version);

// This version's copy of a path, or else the newest of an older one, or nothing. Asked for each file of a page: one look is enough nearly always.
async function copyOf(path) {
  const request = at(path);
  const own = await caches.match(request, { cacheName: PREFIX + LIST.version });
  if (own) return own;
  for (const cacheName of (await ours()).reverse()) {
    const found = await caches.match(request, { cacheName });
    if (found) return found;
  }
  return undefined;
}

async function isAsListed(response, path) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await response.clone().arrayBuffer()));
  return [...digest.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, "0")).join("") === LIST.files[path];
}

// The file with the very bytes that the list names: from another version's copies, from the browser's cache, or from the network.
async function listed(path) {
  const ways = [() => copyOf(path), () => fetch(at(path), { cache: "force-cache" }), () => fetch(at(path), { cache: "reload" })];
  for (const way of ways) {
    const response = await way();
    if (response?.ok && (await isAsListed(response, path))) return response;
  }
  throw new Error(`${path} is of another day than this list`);
}

async function keep(page) {
  if (!LIST.pages[page]) return false;
  const cache = await mine();
  for (const path of [...needed(page), page]) {
    if (!(await cache.match(at(path)))) await cache.put(at(path), await listed(path));
  }
  await tidy();
  return true;
}

async function pagesIn(name) {
  const kept = await (await caches.open(name)).keys();
  return kept.map(({ url }) => url.slice(SCOPE.length)).filter((path) => path === "" || path.endsWith("/"));
}

// An older version goes when each of its pages that is still there is kept in this one.
async function tidy() {
  const own = PREFIX + LIST.version;
  const here = await pagesIn(own);
  for (const name of await ours()) {
    const missed = (await pagesIn(name)).filter((page) => LIST.pages[page] && !here.includes(page));
    if (name !== own && !missed.length) await caches.delete(name);
  }
}

// What was kept of the version before is kept of this one.
async function carryOver() {
  const names = (await ours()).filter((name) => name !== PREFIX + LIST.version);
  for (const page of new Set((await Promise.all(names.map(pagesIn))).flat())) await keep(page);
}

async function navigate(request, path) {
  const kept = await copyOf(path);
  const coming = fetch(request);
  coming.catch(() => {});
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  try {
    const response = await (kept ? Promise.race([coming, late]) : coming);
    if (response && (response.status < 500 || !kept)) return response;
    return kept;
  } catch (error) {
    return kept ?? apology(error);
  }
}

async function file(request, path) {
  const kept = await copyOf(path);
  if (kept && HASHED.test(path)) return kept;
  try {
    const response = await fetch(request);
    if (response.ok && LIST.files[path] && (await isAsListed(response, path))) await (await mine()).put(at(path), response.clone());
    return response;
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

// For a page that is not kept.
async function apology(error) {
  const names = new Set((await Promise.all((await ours()).map(pagesIn))).flat());
  const links = Object.entries(LIST.titles).filter(([path]) => names.has(path)).map(([path, title]) => `<li><a href="${SCOPE}${path}">${title}</a></li>`);
  if (!links.length) throw error;
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>No network</title><style>body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 32rem; margin: 3rem auto; padding: 0 1rem }</style></head>
<body><main><h1>No network</h1><p>This page is not kept on your device. These pages are, and they work without a network:</p><ul>${links.join("")}</ul><p>Your answers are still where they were.</p></main></body></html>`;
  return new Response(html, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'" } });
}

self.addEventListener("install", (event) => event.waitUntil(carryOver().catch(() => {}))); // what can't be had now is asked for by the page
self.addEventListener("activate", (event) => event.waitUntil(tidy()));

self.addEventListener("message", (event) => {
  const [port] = event.ports;
  const { keep: page, app } = event.data ?? {};
  const isOfThisDay = needed(page)?.includes(app); // a page of another day asks the worker of that day
  event.waitUntil((isOfThisDay ? keep(page) : Promise.resolve(false)).then((isKept) => port?.postMessage({ isKept }), () => port?.postMessage({ isKept: false })));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || request.headers.has("range") || !request.url.startsWith(SCOPE)) return;
  const url = new URL(request.url);
  const path = url.href.slice(SCOPE.length).split(/[?#]/)[0];
  if (url.search || request.cache === "reload" || request.cache === "no-store") return;
  if (request.mode === "navigate") event.respondWith(navigate(request, path));
  else if (LIST.files[path] || HASHED.test(path)) event.respondWith(file(request, path));
});
