/* Typing works without this: Tab goes on, and Enter asks the server for the next blank field. Here Enter goes on at once. */
(() => {
  const form = document.querySelector("form[data-keying]");
  if (!form) return;
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.ctrlKey || event.altKey || event.isComposing) return;
    if (!event.target.matches("input, select, textarea")) return;
    const stops = [...form.querySelectorAll("input:not([type=hidden]), select, textarea, button[value=keep]")];
    const next = stops[stops.indexOf(event.target) + 1];
    if (!next) return;
    event.preventDefault();
    next.focus();
    if (next.select) next.select();
  });
})();
