// Takes an address and gives its bytes as one stream that survives dropped connections; knows nothing of what the bytes are.

export class DownloadError extends Error {
  // kind: "missing" (404, 410: the address is gone), "refused" (another answer that no retry will change), "lost" (the tries are used up)
  constructor(kind, address, why) {
    super(`${address}: ${why}`);
    this.name = "DownloadError";
    Object.assign(this, { kind, address: String(address), why });
  }
}

const RESTED = 256 * 1024; // a connection that brought this many bytes gives all its tries back

const sleep = (milliseconds, signal) =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => (clearTimeout(timer), reject(signal.reason)), { once: true });
  });

// Asks for the address from byte `from` on; gives the response, and how many of its first bytes are known already.
async function ask(address, from, { signal, cache }) {
  const headers = from ? { Range: `bytes=${from}-` } : {};
  const response = await fetch(address, { signal, cache, headers, credentials: "same-origin" });
  if (response.status === 404 || response.status === 410) throw new DownloadError("missing", address, "is not there");
  if (response.status >= 400 && response.status < 500 && ![408, 416, 425, 429].includes(response.status)) {
    throw new DownloadError("refused", address, `answered with status ${response.status}`);
  }
  if (!response.ok) throw new Error(`status ${response.status}`);
  if (response.status !== 206) return { response, skip: from }; // the server knows no ranges: read past what we have
  const start = Number(/^bytes (\d+)-/.exec(response.headers.get("content-range") ?? "")?.[1]);
  if (!(start <= from)) throw new Error("the server sent another range than asked for");
  return { response, skip: from - start };
}

// One try: its signal follows the caller's, and gives up by itself when nothing has come for `stall` milliseconds.
class Try {
  constructor(signal, stall) {
    this.controller = new AbortController();
    this.outer = signal;
    this.stall = stall;
    this.follow = () => this.controller.abort(signal.reason);
    if (signal?.aborted) this.follow();
    signal?.addEventListener("abort", this.follow);
    this.wait();
  }

  // From here on bytes are owed …
  wait() {
    this.rest();
    this.timer = setTimeout(() => this.controller.abort(new Error("no bytes came")), this.stall);
  }

  // … and from here on not: the one who reads is busy.
  rest() {
    clearTimeout(this.timer);
  }

  end() {
    this.rest();
    this.outer?.removeEventListener("abort", this.follow);
    this.controller.abort(); // closes the connection if it is still open
  }
}

// The chunks of one address, in order and each once. `size` may be a promise of the number of bytes, or give null.
async function* chunks(address, { signal, cache, size = null, onbytes = () => {}, tries = 3, pause = 1000, stall = 20000 }) {
  let got = 0;
  let failed = 0;
  for (;;) {
    const begun = got;
    const attempt = new Try(signal, stall);
    try {
      const { response, skip } = await ask(address, got, { signal: attempt.controller.signal, cache });
      const packed = response.headers.has("content-encoding"); // then the bytes here are not those that are counted
      const reader = response.body.getReader();
      let known = skip;
      for (;;) {
        attempt.wait();
        const { done, value } = await reader.read();
        attempt.rest();
        if (done) break;
        const fresh = value.subarray(Math.min(known, value.length));
        known -= value.length - fresh.length;
        if (!fresh.length) continue;
        got += fresh.length;
        onbytes(fresh.length);
        yield fresh;
      }
      const whole = await size;
      if (whole !== null && !packed && got < whole) throw new Error(`ended at byte ${got} of ${whole}`);
      return;
    } catch (error) {
      attempt.end();
      if (signal?.aborted) throw signal.reason;
      if (error instanceof DownloadError) throw error;
      failed = got - begun >= RESTED ? 1 : failed + 1;
      if (failed >= tries) throw new DownloadError("lost", address, error.message);
      await sleep(pause * failed, signal);
    } finally {
      attempt.end();
    }
  }
}

function streamOf(iterator, onerror) {
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await iterator.next();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        onerror(error);
        controller.error(error);
      }
    },
    cancel: () => void iterator.return?.(),
  });
}

// Bytes in small pieces, with a rest after each: what is done with one is a task of its own, and whoever waits on this thread has a turn.
async function* pieces(bytes, most) {
  for (let at = 0; at < bytes.length; at += most) {
    yield bytes.subarray(at, at + most);
    if (at + most < bytes.length) await sleep(0);
  }
}

// What `read` makes of the bytes at an address, given as a stream and unpacked if they are gzip: a host may have unpacked a .gz on the way, or not.
// A browser may tell a broken stream as an error of its own; whoever asked is told what broke. No more than `piece` bytes are unpacked at once.
export async function download(address, options, read) {
  let broke = null;
  const iterator = chunks(address, options);
  const first = await iterator.next();
  const again = (async function* () {
    if (first.done) return;
    const most = options.piece ?? Infinity;
    yield* pieces(first.value, most);
    for await (const bytes of iterator) yield* pieces(bytes, most);
  })();
  const stream = streamOf(again, (error) => { broke = error; });
  const isPacked = !first.done && first.value[0] === 0x1f;
  try {
    return await read(isPacked ? stream.pipeThrough(new DecompressionStream("gzip")) : stream);
  } catch (error) {
    throw broke ?? error;
  }
}

// All of it at once.
export function downloadBytes(address, options = {}) {
  return download(address, options, (stream) => new Response(stream).arrayBuffer());
}

export function downloadText(address, options = {}) {
  return download(address, options, (stream) => new Response(stream).text());
}
