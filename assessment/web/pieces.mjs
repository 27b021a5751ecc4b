// Takes a text or a file of any length and gives it in pieces that can be read one by one; knows how codes, lines and tables begin, and nothing of what they say.

const SLICE = 1 << 20; // bytes of a file, or characters of a text, taken at once
const MOST = { codes: 32_000, lines: 128_000, table: 1_000_000 }; // characters a piece; 32,000 are about 500 codes
const HEAD = 4096;
const LARGEST_FILE = 6_000_000; // one answers file with every text full has about 1 MB
const NOISE = "[^0-9A-Za-z]{0,40}";
const START = new RegExp(`(?<![0-9A-Za-z])T${NOISE}U${NOISE}[1IL]`, "gi"); // where a code may begin: a piece never ends inside one
const COLUMNS = ["respondent", "role", "item", "answer", "count"];

/** What a text is by its first lines: "table", "lines" (one answers file in each), "file" (one answers file) or "codes" (anything else). */
export function kindOf(head, name = "") {
  const text = head.replace(/^[\ufeff\s]+/, "");
  const first = text.split("\n", 1)[0].trim();
  if (text.startsWith("{")) return first.endsWith("}") && /\S/.test(text.slice(first.length)) ? "lines" : "file";
  if (/\.(csv|tsv)$/i.test(name)) return "table";
  const cells = first.toLowerCase().split(/[,;\t]/).map((cell) => cell.replace(/^[\s"]+|[\s"]+$/g, ""));
  return cells.length === 4 && cells.every((cell) => COLUMNS.includes(cell)) ? "table" : "codes";
}

/**
 * Gives {kind, text, line, done} one after the other: `line` is how many lines came before, `done` the share of the source that is read, 0 to 1.
 * `source` is {text} or {file}. Throws an Error whose message can be shown where a file is no text, or too large for what it is.
 */
export async function* pieces({ text = null, file = null }) {
  const name = file?.name ?? "";
  const size = Math.max(file ? file.size : text.length, 1);
  let [kind, rest, line, read] = [null, "", 0, 0];
  for await (const slice of file ? slicesOf(file) : textSlices(text)) {
    read = Math.min(read + SLICE, size);
    rest += slice;
    kind ??= kindOf(rest.slice(0, HEAD), name);
    if (kind === "file") {
      if (size > LARGEST_FILE) throw new Error(`has ${Math.round(size / 1_000_000)} MB. One answers file has less than 5 MB.`);
      continue;
    }
    for (let end = cut(rest, kind); end > 0; end = cut(rest, kind)) {
      const part = rest.slice(0, end);
      yield { kind, text: part, line, done: (read - (rest.length - end)) / size };
      line += linesIn(part);
      rest = rest.slice(end);
    }
  }
  if (rest || !line) yield { kind: kind ?? "codes", text: rest, line, done: 1 };
}

function* textSlices(text) {
  for (let at = 0; at < text.length; at += SLICE) yield text.slice(at, at + SLICE);
}

async function* slicesOf(file) {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for (let at = 0; at < file.size; at += SLICE) {
    const bytes = await file.slice(at, at + SLICE).arrayBuffer();
    try {
      yield decoder.decode(bytes, { stream: at + SLICE < file.size });
    } catch {
      throw new Error("is not a text in UTF-8.");
    }
  }
}

// Where the next piece ends, or 0 where more has to come first (or all that is left is one piece).
function cut(rest, kind) {
  const most = MOST[kind];
  if (rest.length <= most) return 0;
  if (kind === "codes") {
    START.lastIndex = most;
    const next = START.exec(rest);
    if (next) return next.index;
    return rest.length > 4 * most ? rest.lastIndexOf("\n") + 1 || rest.length : 0;
  }
  return rest.lastIndexOf("\n", most) + 1 || rest.indexOf("\n", most) + 1;
}

function linesIn(text) {
  let found = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) found += 1;
  return found;
}
