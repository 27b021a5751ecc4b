// Takes a store, or a session with one, and keeps dated copies of answers on this device, beside the answers themselves; knows neither page nor scoring.

import { isAnswered } from "./answers.mjs";

const LONGEST = 100;
const KEY = "snapshot:"; // and then the time and a number: a copy as it was kept, whatever version of the questions it answers

/**
 * Keep today's answers as a snapshot under a label (may be empty). Resolves, when it is safe, with a function that takes it back.
 * Rejects where nothing is answered, or where the browser has no room; the message of the error can be shown.
 */
export async function keepSnapshot(session, label = "") {
  await session.ready;
  if (session.isEmpty || !Object.values(session.record.answers).some(isAnswered)) throw new Error("Nothing is answered yet, so there is nothing to keep.");
  try {
    const key = await keepCopy(session.store, label.trim().slice(0, LONGEST), structuredClone(session.record));
    return () => dropCopy(session.store, key);
  } catch (failed) {
    throw new Error("This browser could not keep the snapshot. Download the answers as a file instead.", { cause: failed });
  }
}

/** The snapshots on this device, oldest first: [{key, label, at (ISO time), record (as it was kept)}]. */
export async function snapshots(session) {
  await session.ready;
  return copies(session.store);
}

/** Delete one snapshot; resolves with a function that brings it back. */
export async function removeSnapshot(session, key) {
  await session.ready;
  return dropCopy(session.store, key);
}

/** The dated copies of a store, oldest first: [{key, label, at, record}]; `at` is an ISO time, `record` what was kept, unread. */
export async function copies(store) {
  const isOne = ([key, value]) => key.startsWith(KEY) && typeof value?.label === "string" && typeof value.at === "string" && typeof value.record === "object" && value.record;
  const all = [...await store.all()].filter(isOne).map(([key, value]) => ({ key, ...value }));
  return all.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.key.localeCompare(b.key, "en", { numeric: true }))); // two in one millisecond: as they came
}

/** Keep a dated copy; resolves with its key when it is safe. */
export function keepCopy(store, label, record, at = new Date().toISOString()) {
  return store.alterAll((entries, put) => {
    let number = 0;
    while (entries.has(`${KEY}${at}:${number}`)) number += 1;
    put(`${KEY}${at}:${number}`, { label, at, record });
    return `${KEY}${at}:${number}`;
  });
}

/** Delete one dated copy; resolves with a function that puts it back. */
export async function dropCopy(store, key) {
  const before = await store.alterAll((entries, put) => {
    put(key, null);
    return entries.get(key) ?? null;
  });
  return () => store.alterAll((entries, put) => before !== null && !entries.has(key) && put(key, before));
}
