/* Handing in what waits, mixed and in small batches, again and again until the portal says of each what became of it. */
(() => {
  const PATIENCE = 20000;
  const SOON = 3000;
  const FIRST_PAUSE = 15000;
  const LONGEST_PAUSE = 15 * 60 * 1000;
  const HEARTBEAT = 10 * 60 * 1000;
  const outside = (box) => ({ id: box.id, key: box.key, point: box.point, sealed: box.sealed });

  const posted = async (settings, boxes) => {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE);
    try {
      const body = JSON.stringify({ today: Kiosk.today(), boxes: boxes.map(outside) });
      const headers = { "Content-Type": "application/json" };
      const answer = await fetch(settings.send, { method: "POST", body, headers, credentials: "omit", cache: "no-store", signal: patience.signal });
      return answer.status === 200 ? await answer.json() : { status: answer.status };
    } finally {
      clearTimeout(timer);
    }
  };

  // Only what we sent, and only by the very words: anything else stays where it is.
  const settled = async (shelf, boxes, answers) => {
    const said = {};
    answers.forEach((one) => { said[one.id] = one; });
    const taken = boxes.filter((box) => said[box.number] && ["stored", "already"].includes(said[box.number].answer));
    const refused = boxes.filter((box) => said[box.number] && said[box.number].answer === "refused");
    await shelf.drop(taken.map((box) => box.number));
    for (const box of refused) await shelf.refuse(box, said[box.number].refusal || "unknown");
    return taken.length + refused.length;
  };

  /* told(state) hears of every attempt: is it well, which version has the page there, is the tablet out of use. */
  Kiosk.sending = (settings, shelf, told) => {
    let failures = 0;
    let timer = 0;
    let isBusy = false;
    let isWanted = false;
    let size = settings.most;

    const later = (pause) => { clearTimeout(timer); timer = setTimeout(now, pause * (0.5 + Math.random())); };
    const failed = (status) => {
      failures += 1;
      told({ isWell: false, isRevoked: status === 410 });
      later(Math.min(FIRST_PAUSE * Math.pow(2, failures - 1), LONGEST_PAUSE));
    };
    const batch = async () => {
      const boxes = Kiosk.shuffled(await shelf.waiting()).slice(0, size);
      const answer = await posted(settings, boxes);
      if (answer.status === 400) {
        // One that cannot even be read must not hold up the others: singly, until it is found.
        if (boxes.length === 1) await shelf.refuse(boxes[0], "malformed");
        size = 1;
      }
      if (!answer.boxes) return failed(answer.status);
      size = settings.most;
      const done = await settled(shelf, boxes, answer.boxes);
      failures = 0;
      told({ isWell: true, version: answer.version });
      const left = (await shelf.waiting()).length;
      return later(left && (done || !boxes.length) ? SOON : HEARTBEAT);
    };
    const now = async () => {
      isWanted = isBusy;
      if (isBusy) return;
      isBusy = true;
      clearTimeout(timer);
      try { await batch(); } catch (error) { failed(0); } finally { isBusy = false; }
      if (isWanted) now();
    };
    window.addEventListener("online", () => later(SOON));
    window.addEventListener("offline", () => told({ isWell: false }));
    return { now, soon: () => { if (!failures) later(SOON); } };
  };
})();
