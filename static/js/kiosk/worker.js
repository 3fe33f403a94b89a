/* Shows the tablet's page without a network: the newest there is, else the one that was kept, whole with its files, by `start.js`. Reaches nothing but /kiosk/. */
const PATIENCE = 5000;
const patient = (answer) => Promise.race([answer, new Promise((_, reject) => { setTimeout(() => reject(new Error("slow")), PATIENCE); })]);

const page = async (request) => {
  const cache = await caches.open("kiosk");
  const address = request.url.split(/[?#]/)[0];
  try {
    const answer = await patient(fetch(address, { credentials: "omit", cache: "no-store" }));
    // A portal that is down for a while must not take the page away; a tablet out of use must hear of it.
    if (answer.status < 500) return answer;
  } catch (error) { /* no network: below */ }
  return (await cache.match(address)) || Response.error();
};
const file = async (request) => (await (await caches.open("kiosk")).match(request)) || fetch(request);

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  if (event.request.mode === "navigate") event.respondWith(page(event.request));
  else if (event.request.url.includes("/static/")) event.respondWith(file(event.request));
});
