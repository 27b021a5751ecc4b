// Gives what this site has stored on this device, and deletes what somebody chooses; knows where things lie, and neither what they mean nor the page.
//
// Other sites may share the origin of this one: what does not begin with `touchstone:` is not ours, but for the colours that the theme keeps; and where a name says a path, it has to be this site's.

import { forget, kept } from "./offline.mjs";
import { Store } from "./store.mjs";

const OURS = "touchstone:";
const PATIENCE = 4000; // ms; some browsers never answer

/** Where things lie: in a database, beside it in localStorage, or as copies of files. */
export const PLACES = { database: "IndexedDB", local: "localStorage", cache: "Cache storage" };

/**
 * All that is stored: [{place, name, key, value, bytes}]; `name` is the database, or what it would be called, or null; `key` is what lies under it.
 * `model` is the id of the page's questionnaire, `root` the address of the site's root. What the browser keeps from us counts as nothing.
 */
export async function inventory({ model, root }) {
  const found = await Promise.all([inDatabases(model), inLocal(root), inCaches()].map((some) => some.catch(() => [])));
  return found.flat();
}

/** Delete entries of the inventory; resolves with a function that brings back what can be brought back, or null where nothing can. */
export async function remove(entries) {
  const ways = [];
  for (const name of new Set(of(entries, "database").map((entry) => entry.name))) {
    const keys = of(entries, "database").filter((entry) => entry.name === name).map((entry) => entry.key);
    const store = await new Store(name, { read: (value) => (value?.answers ? value : null) }).open();
    if (store.kind === "indexeddb") ways.push(await store.clear((key) => keys.includes(key)));
    else await answered(indexedDB.deleteDatabase(name)); // of another form: as a whole, and for good
  }
  const texts = of(entries, "local").map(({ key }) => [key, localStorage.getItem(key)]);
  for (const [key] of texts) localStorage.removeItem(key);
  tell(texts);
  if (texts.length) ways.push(() => {
    for (const [key, text] of texts) if (text !== null && localStorage.getItem(key) === null) localStorage.setItem(key, text);
    tell(texts);
  });
  if (of(entries, "cache").length) await forget();
  return ways.length ? async () => void (await Promise.all(ways.map((way) => way()))) : null;
}

/** Call `changed` when another tab has changed something of what is stored. */
export function follow(entries, changed) {
  const channels = new Map();
  addEventListener("storage", changed);
  const listen = (all) => {
    for (const { name } of all) if (name?.startsWith(OURS) && !channels.has(name) && "BroadcastChannel" in globalThis) {
      channels.set(name, Object.assign(new BroadcastChannel(name), { onmessage: changed }));
    }
  };
  listen(entries);
  return listen;
}

function of(entries, place) {
  return entries.filter((entry) => entry.place === place);
}

// Opening a database makes one: so only those that are there are opened.
async function inDatabases(model) {
  const names = indexedDB.databases ? (await indexedDB.databases()).map(({ name }) => name) : [OURS + model];
  const found = await Promise.all(names.filter((name) => name.startsWith(OURS)).map((name) => read(name).catch(() => [])));
  return found.flat();
}

async function read(name) {
  const database = await answered(indexedDB.open(name));
  try {
    const lists = [...database.objectStoreNames].map(async (table) => {
      const store = database.transaction(table).objectStore(table);
      const [keys, values] = await Promise.all([answered(store.getAllKeys()), answered(store.getAll())]);
      return keys.map((key, place) => ({ place: "database", name, key: String(key), value: values[place], bytes: size(values[place]) }));
    });
    return (await Promise.all(lists)).flat();
  } finally {
    database.close();
  }
}

async function inLocal(root) {
  const { pathname } = new URL(root);
  const settings = [`${pathname}.__palette`, `${OURS}offline:${pathname}`];
  const isOurs = (key) => (key.startsWith(OURS) && !key.startsWith(`${OURS}offline:`)) || settings.includes(key);
  return Object.keys(localStorage).filter(isOurs).map((key) => {
    const text = localStorage.getItem(key);
    const name = settings.includes(key) ? null : key.split(":", 2).join(":"); // touchstone:<model id>, as the database would be called
    return { place: "local", name, key, value: parsed(text), bytes: size(key) + size(text) };
  });
}

async function inCaches() {
  const { files, bytes } = await kept();
  return files ? [{ place: "cache", name: null, key: "copies", value: { files }, bytes }] : [];
}

function tell(texts) {
  const names = new Set(texts.filter(([key]) => key.startsWith(OURS)).map(([key]) => key.split(":", 2).join(":")));
  for (const name of names) {
    const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(name) : null;
    channel?.postMessage("changed");
    channel?.close();
  }
}

function answered(request) {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("no answer")), PATIENCE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = request.onblocked = () => reject(request.error ?? new Error("refused"));
  });
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

// As many bytes as the value would have in a file.
function size(value) {
  return new Blob([typeof value === "string" ? value : JSON.stringify(value) ?? ""]).size;
}
