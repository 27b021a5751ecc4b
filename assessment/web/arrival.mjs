// Takes an element and brings the reader to it; knows nothing of what it is.

const FRAMES = 8; // until what comes near has been drawn, and what that moved, too
const HANDS = ["wheel", "touchstart", "pointerdown", "keydown"];

/** Put the top of an element at the top of the window and keep it there while what lies above, until now of a guessed height (content-visibility), gets its own; not against a reader who moves on. */
export function arrive(element) {
  const moved = new AbortController();
  for (const hand of HANDS) addEventListener(hand, () => moved.abort(), { capture: true, passive: true, signal: moved.signal });
  const go = (left) => {
    if (moved.signal.aborted) return;
    element.scrollIntoView({ block: "start", behavior: "instant" });
    if (left) requestAnimationFrame(() => go(left - 1));
    else moved.abort();
  };
  go(FRAMES);
}
