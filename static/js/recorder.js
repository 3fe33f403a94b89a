/* A file or the telephone's own recorder works without this: here the page records by itself and puts what it recorded where a chosen file would be. */
(() => {
  if (!navigator.mediaDevices || !window.MediaRecorder) return;
  const KINDS = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"];
  const kind = KINDS.find((name) => MediaRecorder.isTypeSupported(name));
  if (!kind) return;
  const ending = kind.startsWith("audio/ogg") ? "ogg" : kind.startsWith("audio/webm") ? "webm" : "m4a";

  document.querySelectorAll("form[data-recorder]").forEach((form) => {
    const input = form.querySelector("input[type=file]");
    const button = document.createElement("button");
    const told = document.createElement("p");
    let recorder = null;
    button.type = "button";
    button.className = "btn secondary";
    button.textContent = form.dataset.begin;
    told.setAttribute("role", "status");
    input.closest(".field").before(button, told);

    const finished = (stream, pieces) => {
      stream.getTracks().forEach((track) => track.stop());
      const files = new DataTransfer();
      files.items.add(new File(pieces, `clip.${ending}`, { type: kind }));
      input.files = files.files;
      recorder = null;
      button.textContent = form.dataset.begin;
      told.textContent = `${Math.round(files.files[0].size / 1000)} KB`;
      form.querySelector("button[data-wait]").focus();
    };
    const begin = async () => {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const pieces = [];
      recorder = new MediaRecorder(stream, { mimeType: kind, audioBitsPerSecond: Number(form.dataset.bits) });
      recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
      recorder.addEventListener("stop", () => finished(stream, pieces));
      recorder.start();
      button.textContent = form.dataset.stop;
      const mine = recorder;
      setTimeout(() => { if (recorder === mine) mine.stop(); }, Number(form.dataset.seconds) * 1000);
    };
    button.addEventListener("click", () => {
      if (recorder) { recorder.stop(); return; }
      begin().catch(() => { told.textContent = form.dataset.denied; });
    });
  });
})();
