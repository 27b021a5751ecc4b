// Takes a report's HTML text and gives the parts of it that can be made anew by themselves, and the frame that they stand in; knows nothing of what they say.

const MARK = "<!---->"; // the engine puts it before and after each part; what people write is escaped and never holds it
const NAMED = /^<\w+ id="([^"]+)"/;

/** {frame, parts}: `parts` maps an element's id to its text, in order; two texts with the same frame differ in their parts only. */
export function partsOf(html) {
  const parts = new Map();
  const frame = html.split(MARK).map((text, place) => {
    const [, id] = (place % 2 && NAMED.exec(text)) || [];
    if (!id) return text;
    parts.set(id, text);
    return id;
  });
  return { frame: frame.join(MARK), parts };
}
