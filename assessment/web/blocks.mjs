// Takes a report as HTML text, or as it stands in the page, and gives the blocks that it is made of, so that only those that differ are made anew; knows nothing of what they say.

const INNER = ".ts-steps"; // its children are blocks of their own: most of the report, and seldom changed

/** The blocks of a report's text, each as text, in order; they are compared and never shown as they are. */
export function blocksOf(html) {
  const report = new DOMParser().parseFromString(html, "text/html").body.firstElementChild;
  return report ? flat(report).map((block) => block.outerHTML) : [];
}

/** The same blocks as they stand in the page; what the page itself has put between them has a class that begins with `tq-`. */
export function blocksIn(place) {
  return place.firstElementChild ? flat(place.firstElementChild) : [];
}

function flat(report) {
  return [...report.children].flatMap((child) => (child.matches(INNER) ? [...child.children] : [child])).filter((child) => !child.className.startsWith?.("tq-"));
}
