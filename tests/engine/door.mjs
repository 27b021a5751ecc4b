// Starts the engine's bundle under Node and prints the door's answers: node door.mjs <bundle folder> <scratch folder> <calls.json>

import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";

const [bundle, scratch, calls] = process.argv.slice(2);
const unpack = (name) => gunzipSync(readFileSync(join(bundle, `${name}.gz`)));
const TAIL = "export default _createPyodideModule;";

const worker = unpack("worker.js").toString("utf8");
writeFileSync(join(scratch, "pyodide.asm.mjs"), worker.slice(0, worker.indexOf(TAIL) + TAIL.length)); // the rest is the browser's
for (const name of ["pyodide.asm.wasm", "python_stdlib.zip"]) writeFileSync(join(scratch, name), unpack(name));
copyFileSync(join(bundle, "pyodide.mjs"), join(scratch, "pyodide.mjs"));

const { lock } = JSON.parse(readFileSync(join(bundle, "manifest.json"), "utf8"));
const { loadPyodide } = await import(pathToFileURL(join(scratch, "pyodide.mjs")).href);
const { default: createPyodideModule } = await import(pathToFileURL(join(scratch, "pyodide.asm.mjs")).href);
const base = `${scratch}/`;
const pyodide = await loadPyodide({ indexURL: base, packageBaseUrl: base, lockFileContents: JSON.stringify(lock), createPyodideModule });
pyodide.FS.writeFile("/lib/core.zip", new Uint8Array(unpack("core.zip")));
const door = pyodide.runPython("import sys; sys.path.insert(0, '/lib/core.zip'); import prepared; from assessment.core.api import call; call");
process.stdout.write(JSON.stringify(JSON.parse(readFileSync(calls, "utf8")).map((text) => door(text))));
