// Takes a text and gives its QR code as a drawing; the program that makes the pattern is fetched when the first one is wanted.

const QUIET = 4; // modules of white around the pattern, as ISO/IEC 18004 asks
const SVG = "http://www.w3.org/2000/svg";

/** An SVG element, black on white whatever the colours of the page; rejects where the program cannot be loaded or the text is too long. */
export async function drawn(text, label) {
  const { generate, correction } = await import("./vendor/lean-qr.mjs");
  const code = generate(text, { minCorrectionLevel: correction.M });
  const side = code.size + 2 * QUIET;
  const svg = shape("svg", { viewBox: `0 0 ${side} ${side}`, role: "img", "aria-label": label, "shape-rendering": "crispEdges", class: "tq-qr" });
  svg.append(shape("rect", { width: side, height: side, fill: "#ffffff" }), shape("path", { d: outline(code), fill: "#000000" }));
  return svg;
}

// One flat rectangle for each run of dark modules in a row.
function outline({ size, get }) {
  let path = "";
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const start = x;
      while (x < size && get(x, y)) x += 1;
      if (x > start) path += `M${start + QUIET} ${y + QUIET}h${x - start}v1h${start - x}z`;
    }
  }
  return path;
}

function shape(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
