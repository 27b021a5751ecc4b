// Takes a place and what it should hold, and changes only what differs, so that focus, open parts and scroll position stay; knows nothing of what it says.

const CONTROLS = "select, input, textarea";

/** Make the children of `place` equal to those of `wanted`, a fragment that is used up. Listeners belong on `place`: what is already there stays, with its own. */
export function patch(place, wanted) {
  held(place, () => patchChildren(place, wanted));
}

/** Make some elements inside `place` equal to others, which are used up: pairs of [old, next]. */
export function patchElements(place, pairs) {
  held(place, () => {
    for (const [old, next] of pairs) {
      if (isAlike(old, next)) patchNode(old, next);
      else old.replaceWith(next);
    }
  });
}

// What the person holds keeps the focus and its place in the window. Around all changes at once: asking for a place costs a layout.
function held(place, change) {
  const active = document.activeElement;
  const inside = active !== place && place.contains(active) ? active : null;
  const top = inside?.getBoundingClientRect().top;
  change();
  const now = !inside || inside.isConnected ? inside : document.getElementById(inside.id);
  if (!now) return;
  if (document.activeElement !== now) now.focus({ preventScroll: true });
  const moved = now.getBoundingClientRect().top - top;
  if (moved) scrollBy({ top: moved, behavior: "instant" });
}

function patchChildren(parent, wanted) {
  const before = [...parent.childNodes];
  const named = new Map();
  const nameless = [];
  for (const node of before) {
    const name = nameOf(node);
    if (name && !named.has(name)) named.set(name, node);
    else nameless.push(node);
  }
  const after = [...wanted.childNodes].map((next) => {
    const name = nameOf(next);
    const place = name ? -1 : nameless.findIndex((node) => isAlike(node, next));
    const found = name ? named.get(name) : nameless[place];
    if (!found || !isAlike(found, next)) return next;
    if (name) named.delete(name);
    else nameless.splice(place, 1);
    patchNode(found, next);
    return found;
  });
  const kept = new Set(after);
  for (const node of before) if (!kept.has(node)) node.remove();
  inOrder(parent, after);
}

function inOrder(parent, nodes) {
  let here = parent.firstChild;
  for (const node of nodes) {
    // A moved element loses the focus: the others make room for the one that has it.
    while (here && here !== node && node.parentNode === parent && node.contains(document.activeElement)) {
      const next = here.nextSibling;
      parent.append(here);
      here = next;
    }
    if (node === here) here = here.nextSibling;
    else parent.insertBefore(node, here);
  }
}

function patchNode(old, next) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== next.data) old.data = next.data;
    return;
  }
  if (old.localName === "option" && old.text === next.text && old.value === next.value) return; // which one is chosen, its list tells
  for (const { name, value } of next.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  for (const { name } of [...old.attributes]) {
    // What a person has opened stays open.
    if (!next.hasAttribute(name) && !(name === "open" && old.localName === "details")) old.removeAttribute(name);
  }
  const { value, checked } = next; // before its children go
  if (!old.isEqualNode(next)) patchChildren(old, next);
  else for (const [place, control] of [...old.querySelectorAll(CONTROLS)].entries()) set(control, next.querySelectorAll(CONTROLS)[place]);
  set(old, { value, checked });
}

// What a person may have set, which attributes do not tell. Only where it differs: browsers look through all fields when one is set.
function set(old, { value, checked }) {
  if (old.type === "checkbox") {
    if (old.checked !== checked) old.checked = checked;
  } else if (old.localName === "select" || (/^(input|textarea)$/.test(old.localName) && old !== document.activeElement)) {
    if (old.value !== value) old.value = value;
  }
}

function isAlike(one, other) {
  return one.nodeName === other.nodeName && one.namespaceURI === other.namespaceURI;
}

// A row has the name of what stands in it, so that it is known again where it has moved.
function nameOf(node) {
  return node.nodeType === Node.ELEMENT_NODE ? node.id || node.querySelector("[id]")?.id || "" : "";
}
