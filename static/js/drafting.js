/* The button saves a draft without this; here it is saved by itself, a few seconds after the last key. */
(() => {
  const button = document.querySelector("[data-keep]");
  if (!button) return;
  const form = button.form;
  const said = form.querySelector("[data-kept]");
  const pause = 4000;
  let timer = 0;
  let saving = false;
  let changed = false;

  const later = () => { clearTimeout(timer); timer = setTimeout(save, pause); };
  const save = async () => {
    if (saving || form.dataset.sent) return;
    saving = true;
    changed = false;
    try {
      const answer = await fetch(button.formAction, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
      const told = await answer.json();
      said.textContent = told.words;
      if (answer.ok) form.elements.draft_version.value = told.version;
      else if (answer.status === 409) form.removeEventListener("input", typed);
    } catch {
      said.textContent = button.dataset.lost;
      changed = true;
    }
    saving = false;
    if (changed) later();
  };
  const typed = () => { changed = true; later(); };
  form.addEventListener("input", typed);
  form.addEventListener("submit", () => clearTimeout(timer));
})();
