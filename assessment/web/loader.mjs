// Takes the address of the engine's bundle and tells its heavy parts, each as soon as it is whole, unpacked and compiled; knows not what they do.
//
// It runs in a worker of its own, so that the page can answer meanwhile.

import { DownloadError, download, downloadBytes } from "./download.mjs";

/** What the engine's worker gets: the name of the part, the file, what to make of its bytes. */
const HEAVY = [
  ["wasm", "pyodide.asm.wasm.gz", (address, how) => download(address, how, compile)],
  ["python_stdlib.zip", "python_stdlib.zip.gz", downloadBytes],
  ["core.zip", "core.zip.gz", downloadBytes],
];

// Compiled while it comes. The result can be sent to a worker, and again to the next one.
async function compile(stream) {
  const response = new Response(stream, { headers: { "content-type": "application/wasm" } });
  if (WebAssembly.compileStreaming) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

/**
 * Asks for all at once. `base` is absolute, `options` is what `download` takes, `sizes` a promise of {file: bytes}.
 * Tells {part, value} of "wasm" (a WebAssembly.Module), "python_stdlib.zip" and "core.zip" (ArrayBuffers), {bytes} as they come, and once {failed: {kind, address, why}}; nothing after that.
 */
export function load({ base, options }, sizes, tell) {
  const stop = new AbortController();
  for (const [part, file, take] of HEAVY) {
    const size = sizes.then((known) => known[file] ?? null);
    const onbytes = (bytes) => stop.signal.aborted || tell({ bytes });
    take(new URL(file, base), { ...options, size, onbytes, signal: stop.signal }).then(
      (value) => stop.signal.aborted || tell({ part, value }, value instanceof ArrayBuffer ? [value] : []),
      (error) => {
        if (stop.signal.aborted) return; // one part that can't be had makes the others useless
        stop.abort(error);
        tell({ failed: error instanceof DownloadError ? { kind: error.kind, address: error.address, why: error.why } : { why: String(error?.message ?? error) } });
      },
    );
  }
  return () => stop.abort(new Error("stopped"));
}
