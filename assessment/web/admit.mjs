// Takes HTML text that the engine gave and gives a fragment with the allowed elements and attributes of it; knows nothing of what it says.
//
// The text is parsed into a document of its own, where nothing runs or loads, and copied node by node.
// What is not on the lists below is left out with all that is in it.
// So a report can neither run script, nor send anything, nor lead away from the site, whatever a loaded file held.

const HTML = "http://www.w3.org/1999/xhtml";
const SVG = "http://www.w3.org/2000/svg";
const DEEPEST = 200;
const SMALL = 6; // below this depth the rows of a report are small
const TURN = 12; // ms of work before the page may answer to a key

const list = (text) => new Set(text.trim().split(/\s+/));

const ELEMENTS = {
  [HTML]: list(`
    section article header footer div span p br hr h2 h3 h4 h5 h6 strong em b i small s mark sub sup abbr cite q code kbd pre time bdi bdo wbr
    blockquote figure figcaption details summary ul ol li dl dt dd a table caption colgroup col thead tbody tfoot tr th td`),
  [SVG]: list("svg g path rect circle ellipse line polyline polygon text tspan title desc defs clipPath marker symbol linearGradient stop"),
};

const EVERYWHERE = list("class id lang dir role title tabindex hidden");

const ATTRIBUTES = {
  [HTML]: {
    a: list("href"),
    th: list("scope colspan rowspan headers abbr"),
    td: list("colspan rowspan headers"),
    col: list("span"),
    colgroup: list("span"),
    ol: list("start reversed type"),
    li: list("value"),
    time: list("datetime"),
    details: list("open"),
  },
  [SVG]: list(`
    viewBox preserveAspectRatio width height x y x1 y1 x2 y2 cx cy r rx ry dx dy d points transform focusable
    fill fill-opacity fill-rule clip-path clip-rule stroke stroke-width stroke-opacity stroke-dasharray stroke-dashoffset stroke-linecap
    stroke-linejoin stroke-miterlimit opacity color display visibility vector-effect shape-rendering text-rendering
    font-family font-size font-style font-weight font-variant letter-spacing text-anchor dominant-baseline alignment-baseline text-decoration
    textLength lengthAdjust offset stop-color stop-opacity gradientUnits gradientTransform clipPathUnits
    marker-start marker-mid marker-end markerWidth markerHeight markerUnits orient refX refY`),
};

// Relative or `#…` only, and without a query: a link must neither lead elsewhere nor carry an answer to a server.
function isOwnAddress(value) {
  // Browsers skip white space and control characters in addresses and take a backslash for a slash: none has a place here.
  if (/[\u0000-\u0020\u007f-\u00a0\\]/.test(value)) return false;
  const path = value.split("#")[0];
  if (path.includes("?") || path.includes(":") || path.startsWith("/")) return false;
  try {
    return new URL(value, document.baseURI).origin === new URL(document.baseURI).origin;
  } catch {
    return false;
  }
}

function isAllowed(space, element, name, value) {
  if (name === "href") return space === HTML && element === "a" && isOwnAddress(value);
  if (name === "tabindex") return value === "0" || value === "-1";
  // A presentation attribute may point to a part of the same drawing, and nowhere else. A backslash could spell `url` otherwise.
  if (/url\s*\(|\\/i.test(value) && space === SVG && !/^\s*url\(#[\w.-]+\)\s*$/.test(value)) return false;
  if (/^aria-[a-z]+$/.test(name) || EVERYWHERE.has(name)) return true;
  return space === SVG ? ATTRIBUTES[SVG].has(name) : (ATTRIBUTES[HTML][element]?.has(name) ?? false);
}

// The node alone, without what is in it; null where it is not allowed.
function shellOf(node, depth) {
  if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(node.data);
  if (node.nodeType !== Node.ELEMENT_NODE || depth > DEEPEST) return null;
  const { namespaceURI: space, localName: name } = node;
  if (!Object.hasOwn(ELEMENTS, space) || !ELEMENTS[space].has(name)) return null;
  const copy = document.createElementNS(space, name);
  for (const { name: key, value, namespaceURI } of node.attributes) {
    if (namespaceURI === null && isAllowed(space, name, key, value)) copy.setAttribute(key, value);
  }
  return copy;
}

function copyOf(node, depth) {
  const copy = shellOf(node, depth);
  if (copy) fill(copy, node, depth);
  return copy;
}

function fill(copy, node, depth) {
  for (const child of node.childNodes) {
    const admitted = copyOf(child, depth + 1);
    if (admitted) copy.append(admitted);
  }
}

// As `fill`, with a pause for the page after each piece of work; what lies deep is small and copied at once.
async function fillInTurns(copy, node, depth, work) {
  for (const child of node.childNodes) {
    const admitted = depth < SMALL ? shellOf(child, depth + 1) : copyOf(child, depth + 1);
    if (!admitted) continue;
    copy.append(admitted);
    if (depth < SMALL) await fillInTurns(admitted, child, depth + 1, work);
    if (performance.now() - work.since < TURN) continue;
    await new Promise((go) => setTimeout(go));
    work.since = performance.now();
  }
}

// A row of a table is one only inside a table.
function parsed(html) {
  const isRow = html.startsWith("<tr");
  const { body } = new DOMParser().parseFromString(isRow ? `<table><tbody>${html}` : html, "text/html");
  return isRow ? body.querySelector("tbody") : body;
}

/** The fragment; the page puts it in with `replaceChildren`. */
export function admit(html) {
  const fragment = document.createDocumentFragment();
  fill(fragment, parsed(String(html)), 0);
  return fragment;
}

/** A promise of the fragment of a large text, made in turns, so that the page answers meanwhile. */
export async function admitInTurns(html) {
  const fragment = document.createDocumentFragment();
  const body = parsed(String(html));
  await fillInTurns(fragment, body, 0, { since: performance.now() });
  return fragment;
}
