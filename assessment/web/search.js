// Takes the messages of the theme's search, and starts the theme's own worker for it once somebody types; knows the four kinds of message, and nothing of searching.
// A worker of the classic kind, because the theme starts it so. build/search.py puts the two addresses in front of it.

const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
const tell = self.postMessage.bind(self);
const give = (data) => dispatchEvent(new MessageEvent("message", { data }));
let options; // the theme's, for its worker
let query; // the latest: what was typed before it waits no longer
let begun = false;

addEventListener("message", hold);

function hold(event) {
  if (!event.isTrusted) return; // given by us to the theme's worker
  event.stopImmediatePropagation();
  const { type, data } = event.data;
  if (type === SETUP) {
    options = data.options;
    tell({ type: READY });
  } else if (type === QUERY) {
    query = event.data;
    if (data) start();
    else tell({ type: RESULT, data: { items: [], suggest: [] } });
  }
}

async function start() {
  if (begun) return;
  begun = true;
  try {
    const index = JSON.parse(await unpacked(await fetch(INDEX)));
    self.postMessage = (message) => (message.type === READY ? handOver() : tell(message));
    importScripts(WORKER);
    give({ type: SETUP, data: { ...index, options } });
  } catch {
    begun = false; // the next key tries again
  }
}

// Some hosts unpack on the way what others send as it is: the first byte of gzip tells.
async function unpacked(answer) {
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  const bytes = await answer.blob();
  const [first] = new Uint8Array(await bytes.slice(0, 1).arrayBuffer());
  return first === 0x1f ? new Response(bytes.stream().pipeThrough(new DecompressionStream("gzip"))).text() : bytes.text();
}

// From here on the theme and its worker talk to each other.
function handOver() {
  self.postMessage = tell;
  removeEventListener("message", hold);
  give(query);
}
