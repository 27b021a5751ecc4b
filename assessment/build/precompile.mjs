// Takes a plan (a JSON file), starts Pyodide under Node and runs one Python script in it; gives what the script's main() returns.
// It knows neither what is compiled nor why: the script does.
//
// Plan: {"pyodide": folder of the npm package, "stdlib": zip to start with or null,
//        "mounts": {path inside: folder outside}, "paths": [first places to import from], "spare": [last ones], "script": file, "arguments": any JSON}
// Writes {"result": …} to the file named by the second argument, or {"error": "…"} and exits with 1.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [planFile, resultFile] = process.argv.slice(2);
const plan = JSON.parse(readFileSync(planFile, "utf8"));

// An empty list of packages: the runtime has nothing that it could fetch.
function lock(folder) {
  const { info } = JSON.parse(readFileSync(join(folder, "pyodide-lock.json"), "utf8"));
  return JSON.stringify({ info, packages: {} });
}

async function run() {
  const { loadPyodide } = await import(pathToFileURL(join(plan.pyodide, "pyodide.mjs")).href);
  const pyodide = await loadPyodide({
    indexURL: plan.pyodide,
    lockFileContents: lock(plan.pyodide),
    packageBaseUrl: plan.pyodide,
    ...(plan.stdlib ? { stdLibURL: plan.stdlib } : {}),
    // A fixed date makes py_compile write the hash of the source, not its time, into the bytecode.
    env: { SOURCE_DATE_EPOCH: "315532800", PYTHONHASHSEED: "0" },
  });
  for (const [inside, outside] of Object.entries(plan.mounts)) {
    pyodide.FS.mkdirTree(inside);
    pyodide.mountNodeFS(inside, outside);
  }
  for (const path of [...plan.paths].reverse()) pyodide.runPython(`import sys; sys.path.insert(0, ${JSON.stringify(path)})`);
  for (const path of plan.spare) pyodide.runPython(`import sys; sys.path.append(${JSON.stringify(path)})`);
  pyodide.runPython(readFileSync(plan.script, "utf8"), { filename: plan.script });
  const main = pyodide.globals.get("main");
  return JSON.parse(main(JSON.stringify(plan.arguments)));
}

try {
  writeFileSync(resultFile, JSON.stringify({ result: await run() }));
} catch (error) {
  writeFileSync(resultFile, JSON.stringify({ error: String(error.message ?? error) }));
  process.exitCode = 1;
}
