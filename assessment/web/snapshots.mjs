// Takes a session and keeps dated copies of its answers on this device, beside the answers themselves; knows neither page nor scoring.

import { isAnswered } from "./answers.mjs";

const LONGEST = 100;

/**
 * Keep today's answers as a snapshot under a label (may be empty). Resolves, when it is safe, with a function that takes it back.
 * Rejects where nothing is answered, or where the browser has no room; the message of the error can be shown.
 */
export async function keepSnapshot(session, label = "") {
  await session.ready;
  if (session.isEmpty || !Object.values(session.record.answers).some(isAnswered)) throw new Error("Nothing is answered yet, so there is nothing to keep.");
  try {
    const key = await session.store.keep(label.trim().slice(0, LONGEST), structuredClone(session.record));
    return () => session.store.drop(key);
  } catch (failed) {
    throw new Error("This browser could not keep the snapshot. Download the answers as a file instead.", { cause: failed });
  }
}

/** The snapshots on this device, oldest first: [{key, label, at (ISO time), record (as it was kept)}]. */
export async function snapshots(session) {
  await session.ready;
  return session.store.snapshots();
}

/** Delete one snapshot; resolves with a function that brings it back. */
export async function removeSnapshot(session, key) {
  await session.ready;
  return session.store.drop(key);
}
