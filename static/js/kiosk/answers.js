/* One person's answers while they are given: in memory only, and which question comes next. */
(() => {
  const given = (answers, code) => Object.keys(answers)
    .filter((name) => name === code || name.startsWith(`${code}.`))
    .map((name) => (name === code ? answers[name] : name.slice(code.length + 1)));

  const holds = (answers, rule) => {
    const said = given(answers, rule.q);
    if (rule.is.length) return said.some((one) => rule.is.includes(one));
    return said.some((one) => (rule.min === null || +one >= rule.min) && (rule.max === null || +one <= rule.max));
  };

  /* screens: the sections of one language, in order. */
  Kiosk.answers = (screens) => {
    const answers = {};
    const seen = new Set();
    // As the server judges once more: what a rule leaves out meets no condition of another.
    const asked = () => {
      const live = {};
      return screens.filter((screen) => {
        const isAsked = JSON.parse(screen.dataset.askIf || "[]").every((rule) => holds(live, rule));
        if (isAsked) {
          Object.keys(answers).filter((name) => Kiosk.belongs(name, screen)).forEach((name) => { live[name] = answers[name]; });
        }
        return isAsked;
      });
    };
    return {
      put: (field, value) => { answers[field] = value; },
      take: (field) => { delete answers[field]; },
      pass: (screen) => { seen.add(screen); },
      next: () => asked().find((screen) => !seen.has(screen)),
      missing: () => asked().find((screen) => "required" in screen.dataset && !Object.keys(answers).some((name) => Kiosk.belongs(name, screen))),
      place: (screen) => { const all = asked(); return `${all.indexOf(screen) + 1} / ${all.length}`; },
      isRated: () => screens.some((screen) => screen.dataset.rates !== undefined && +answers[screen.dataset.code] > 0),
      all: () => Object.assign({}, answers),
    };
  };
  Kiosk.belongs = (name, screen) => name === screen.dataset.code || name.startsWith(`${screen.dataset.code}.`);
})();
