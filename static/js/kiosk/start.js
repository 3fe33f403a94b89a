/* Puts the tablet's page together: shelf, screens, sending; keeps the page for days without a network, and the screen awake. */
(async () => {
  const settings = JSON.parse(document.body.dataset.settings);
  const unusable = () => { document.querySelectorAll("[data-screen]").forEach((screen) => { screen.hidden = screen.dataset.screen !== "unusable"; }); };

  const fullScreen = () => {
    const page = document.documentElement;
    const grow = page.requestFullscreen || page.webkitRequestFullscreen;
    if (!grow || document.fullscreenElement || document.webkitFullscreenElement) return;
    const asked = grow.call(page);
    if (asked && asked.catch) asked.catch(() => {});
  };
  const awake = () => {
    if (!navigator.wakeLock || document.visibilityState !== "visible") return;
    navigator.wakeLock.request("screen").catch(() => {});
  };
  // The first visit is not the worker's yet: what the page needs is put away from here.
  const kept = async () => {
    if (!navigator.serviceWorker) return;
    await navigator.serviceWorker.register(settings.worker);
    const cache = await caches.open("kiosk");
    const page = new URL(window.location.pathname, window.location.href).href;
    const wanted = [page].concat(settings.assets.map((path) => new URL(path, window.location.href).href));
    await cache.addAll(wanted);
    const old = (await cache.keys()).filter((request) => request.url.includes("/static/") && !wanted.includes(request.url));
    for (const request of old) await cache.delete(request);
    document.body.dataset.kept = settings.version;
  };

  if (!window.indexedDB || !window.crypto || !crypto.subtle) { unusable(); return; }
  let shelf;
  try { shelf = await Kiosk.shelf(settings); } catch (error) { unusable(); return; }
  const staff = Kiosk.staff(settings, shelf);
  let screens = null;
  let isStale = false;
  // Not at once: on a slow line the old page may come up again and again.
  const renew = () => { if (isStale && performance.now() > 60000 && (!screens || screens.isResting())) window.location.reload(); };
  const sender = Kiosk.sending(settings, shelf, (state) => {
    staff.told(state);
    const isOver = state.isRevoked && !settings.isRevoked;
    isStale = isOver || Boolean(state.version && state.version !== settings.version);
    renew();
  });
  staff.sends(sender);

  if (document.querySelector("[data-screen=attract]")) {
    screens = Kiosk.screens(settings, {
      begun: () => { fullScreen(); awake(); },
      rested: renew,
      finish: async (answers) => {
        await shelf.keep(await Kiosk.closed(settings, { survey: settings.survey, day: Kiosk.today(), answers }));
        await staff.count();
        sender.soon();
      },
    });
    screens.reset();
  }
  document.addEventListener("visibilitychange", awake);
  awake();
  await staff.count();
  document.body.dataset.ready = "yes";
  if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => {});
  kept().catch(() => {});
  sender.now();
})();
