/* What is on the screen: from the first touch to the thanks and back, with a warning before silence ends it. */
(() => {
  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));
  const one = (selector, within) => (within || document).querySelector(selector);

  /* hooks.finish(answers) keeps a rating; it resolves only once the rating is on disk. */
  Kiosk.screens = (settings, hooks) => {
    let answers = null;
    let tongue = null;
    let silence = 0;
    let countdown = 0;
    let isStuck = false;

    const show = (screen) => {
      all("[data-screen]").forEach((other) => { other.hidden = other !== screen; });
      all("[data-tongue]").forEach((other) => { other.hidden = other !== tongue; });
      window.scrollTo(0, 0);
      const heading = one("[tabindex='-1']", screen);
      if (heading) heading.focus();
    };
    const still = () => { clearTimeout(silence); clearInterval(countdown); if (tongue) one("[data-warning]", tongue).hidden = true; };
    const reset = () => {
      still();
      answers = null;
      tongue = null;
      isStuck = false;
      all("[aria-pressed]").forEach((button) => button.setAttribute("aria-pressed", "false"));
      show(one("[data-screen=attract]"));
      hooks.rested();
    };
    const finish = async () => {
      const missing = answers.missing();
      if (missing) { ask(missing); return; }
      still();
      show(one("[data-screen=busy]", tongue));
      try { await hooks.finish(answers.all()); } catch (error) { isStuck = true; show(one("[data-screen=trouble]", tongue)); listen(); return; }
      answers = null;
      show(one("[data-screen=thanks]", tongue));
      // This is also the interval between two ratings: nobody can begin before.
      setTimeout(reset, Math.max(settings.thanks, settings.interval) * 1000);
    };
    // Whoever left without finishing has rated all the same; what cannot be kept must not wait for the next person to see.
    const isSent = () => answers && !isStuck && answers.isRated() && !answers.missing();
    const quit = () => { if (isSent()) finish(); else reset(); };

    const warn = () => {
      const box = one("[data-warning]", tongue);
      const words = one("[data-words]", box);
      let left = settings.warning;
      const say = () => {
        words.textContent = (isSent() ? words.dataset.sent : words.dataset.lost).replace("{n}", left);
      };
      say();
      box.hidden = false;
      one("button", box).focus();
      countdown = setInterval(() => {
        left -= 1;
        if (left > 0) { say(); return; }
        still();
        quit();
      }, 1000);
    };
    const listen = () => { still(); if (tongue && answers) silence = setTimeout(warn, settings.silence * 1000); };

    const ask = (screen) => {
      if (!screen) { finish(); return; }
      one("[data-step]", screen).textContent = answers.place(screen);
      show(screen);
      listen();
    };
    const on = (screen) => {
      answers.pass(screen);
      const isFirst = screen.dataset.first !== undefined;
      if (isFirst && answers.next()) { show(one("[data-screen=more]", tongue)); listen(); return; }
      ask(answers.next());
    };
    const choose = (button) => {
      const screen = button.closest("[data-screen]");
      if (!button.hasAttribute("aria-pressed")) { answers.put(button.dataset.field, button.dataset.value); on(screen); return; }
      const isOn = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(isOn));
      if (isOn) answers.put(button.dataset.field, button.dataset.value); else answers.take(button.dataset.field);
    };
    const begin = (code) => {
      tongue = one(`[data-tongue="${code}"]`);
      answers = Kiosk.answers(all("[data-screen=ask]", tongue));
      hooks.begun();
      ask(answers.next());
    };

    const touched = (button) => {
      const act = button.dataset;
      if (act.start !== undefined) { if (!answers) begin(act.start); return; }
      if (!answers) return;
      listen();
      if (act.field !== undefined) choose(button);
      else if (act.skip !== undefined) on(button.closest("[data-screen]"));
      else if (act.more !== undefined) ask(answers.next());
      else if (act.finish !== undefined) finish();
      else if (act.cancel !== undefined) reset();
    };
    document.addEventListener("click", (event) => { const button = event.target.closest("main button"); if (button) touched(button); });
    ["pointerdown", "keydown"].forEach((name) => document.addEventListener(name, () => { if (silence && answers && !busy()) listen(); }));
    const busy = () => { const box = tongue && one("[data-warning]", tongue); return box && !box.hidden; };
    // Nobody goes back to what somebody else was asked.
    window.addEventListener("pageshow", (event) => { if (event.persisted) window.location.reload(); });
    return { reset, isResting: () => !tongue };
  };
})();
