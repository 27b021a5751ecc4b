// Takes the place of the worker that kept copies on the device, deletes them and itself; knows nothing else. Published where the site's owner has switched copies off.

const PREFIX = `touchstone:${new URL("./", self.location).pathname}:`;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith(PREFIX)) await caches.delete(name);
  await self.registration.unregister();
})()));
