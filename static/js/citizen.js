/* Citizen pages work without this: it counts letters as people count them, lets nobody send twice, and hides questions that earlier answers leave out. */
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

  // Skip rules, as the server judges them once more: what is hidden is not sent and meets no condition.
  const boxes = [...document.querySelectorAll("[data-ask-if]")].map((box) => ({ box, rules: JSON.parse(box.dataset.askIf) }));
  const given = (code) => {
    const live = [...document.querySelectorAll("main [name]")].filter((control) => !control.disabled);
    const words = live.some((control) => control.name === `${code}.other.text` && control.value.trim());
    const ticked = live.filter((control) => control.checked && (control.name === code || (control.type === "checkbox" && control.name.startsWith(`${code}.`))))
      .map((control) => (control.type === "checkbox" ? control.name.slice(code.length + 1) : control.value));
    const typed = live.filter((control) => control.name === code && control.type === "text" && control.value.trim())
      .map((control) => control.value.replace(/[\s.,%]/g, ""));
    const several = live.some((control) => control.type === "checkbox" && control.name.startsWith(`${code}.`));
    return [...ticked, ...typed, ...(words && (several || !ticked.length) ? ["other"] : [])];
  };
  const holds = (rule) => {
    const answers = given(rule.q);
    if (rule.is.length) return answers.some((answer) => rule.is.includes(answer));
    return answers.some((answer) => (rule.min === null || +answer >= rule.min) && (rule.max === null || +answer <= rule.max));
  };
  const ask = () => boxes.forEach(({ box, rules }) => {
    box.hidden = !rules.every(holds);
    box.querySelectorAll("[name]").forEach((control) => { control.disabled = box.hidden; });
  });
  if (boxes.length) {
    document.addEventListener("input", ask);
    window.addEventListener("pageshow", ask);
    ask();
  }

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
