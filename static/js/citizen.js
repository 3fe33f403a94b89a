/* Citizen pages work without this: it counts letters as people count them and lets nobody send twice. */
(() => {
  const segmenter = window.Intl && Intl.Segmenter ? new Intl.Segmenter() : null;
  const letters = (text) => {
    const plain = text.normalize("NFC").replace(/\r\n?/g, "\n");
    return segmenter ? [...segmenter.segment(plain)].length : [...plain].length;
  };

  const countDown = (area) => {
    const limit = Number(area.dataset.limit);
    const note = document.createElement("p");
    note.className = "hint";
    note.setAttribute("aria-live", "polite");
    area.after(note);
    const show = () => {
      const left = limit - letters(area.value);
      const close = left < limit / 10;
      const count = Math.abs(left).toLocaleString(document.documentElement.lang);
      const words = left < 0 ? area.dataset.over.replace("{over}", count) : area.dataset.left.replace("{left}", count);
      note.textContent = close ? words : "";
      note.className = left < 0 ? "error" : "hint";
    };
    area.addEventListener("input", show);
    show();
  };
  document.querySelectorAll("textarea[data-limit]").forEach(countDown);

  const sent = new WeakSet();
  const restore = [];
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method === "dialog") return;
    if (sent.has(form)) { event.preventDefault(); return; }
    sent.add(form);
    const button = event.submitter;
    if (!button || !button.dataset.wait) return;
    const words = button.textContent;
    restore.push(() => { button.textContent = words; button.removeAttribute("aria-disabled"); sent.delete(form); });
    button.setAttribute("aria-disabled", "true");
    button.textContent = button.dataset.wait;
  });
  // The back button may bring the page back as it was left: the form must be usable again.
  window.addEventListener("pageshow", (event) => { if (event.persisted) restore.splice(0).forEach((undo) => undo()); });
})();
