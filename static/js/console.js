/* The console works without this: it keeps drafts for an expired session, and lets j, k and Enter walk the queue. */
(() => {
  const store = window.sessionStorage;
  const staff = document.body.dataset.staff || "";
  const keyOf = (area) => `draft:${staff}:${area.form ? area.form.getAttribute("action") || location.pathname : location.pathname}:${area.name}`;

  const keep = (area) => {
    if (area.hasAttribute("data-no-draft")) return;
    const key = keyOf(area);
    const kept = store.getItem(key);
    if (kept && kept !== area.value && area.value === area.defaultValue && !document.querySelector(".problems")) {
      area.value = kept;
      const note = document.createElement("p");
      note.className = "draft";
      note.setAttribute("role", "status");
      note.textContent = document.body.dataset.draftWords;
      area.after(note);
    }
    area.addEventListener("input", () => { try { store.setItem(key, area.value); } catch { /* a full store loses only the safety net */ } });
  };
  document.querySelectorAll("main textarea[name]").forEach(keep);

  // A draft is forgotten only when the server has said "done": the next page carries a success flash.
  const pending = "drafts-sent";
  if (document.querySelector(".flash.success")) {
    (JSON.parse(store.getItem(pending) || "[]")).forEach((key) => store.removeItem(key));
  }
  store.removeItem(pending);
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.hasAttribute("data-forget-drafts")) { store.clear(); return; }
    const keys = [...form.querySelectorAll("textarea[name]")].map(keyOf);
    if (keys.length) store.setItem(pending, JSON.stringify(keys));
    const button = event.submitter;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    if (button) button.setAttribute("aria-disabled", "true");
  });
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    document.querySelectorAll("form[data-sent]").forEach((form) => form.removeAttribute("data-sent"));
    document.querySelectorAll("button[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
  });

  const links = [...document.querySelectorAll(".queue .to")];
  document.addEventListener("keydown", (event) => {
    if (!links.length || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea, [contenteditable]")) return;
    const step = { j: 1, k: -1 }[event.key];
    if (!step) return;
    const at = links.indexOf(document.activeElement);
    links[Math.max(0, Math.min(links.length - 1, at + step))].focus();
    event.preventDefault();
  });
})();
