// Takes `{files: {name: text}, pack: {name: text}}` as JSON on standard input; gives `{files, packed}`: smaller texts, and gzip as base64.
// Only names tell what a file is: a style sheet ends with .css, anything else is a script. Started by minify.py.

import { gzipSync } from "node:zlib";
import { transform } from "esbuild";

let told = "";
for await (const chunk of process.stdin) told += chunk;
const { files, pack } = JSON.parse(told);

// Browsers as old as the popovers and :has() that the pages use: nothing has to be rewritten for them, and nothing may become younger.
const TARGET = ["chrome114", "firefox125", "safari17"];

async function lighter([name, text]) {
  const css = name.endsWith(".css");
  const { code } = await transform(text, { loader: css ? "css" : "js", minify: true, charset: "utf8", target: css ? TARGET : "esnext", legalComments: "inline" });
  return [name, code];
}

const made = await Promise.all(Object.entries(files).map(lighter));
const packed = Object.entries(pack).map(([name, text]) => [name, gzipSync(text, { level: 9 }).toString("base64")]);
process.stdout.write(JSON.stringify({ files: Object.fromEntries(made), packed: Object.fromEntries(packed) }));
