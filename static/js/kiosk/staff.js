/* For those who look after the tablet: how many ratings wait, always true; sending now; and a file as the last way out. */
(() => {
  const by = (id) => document.getElementById(id);

  Kiosk.staff = (settings, shelf) => {
    let sentAt = "";
    let sender = null;
    const count = async () => {
      const { waiting, refused } = await shelf.counts();
      by("waiting").textContent = waiting;
      by("staff-waiting").textContent = waiting;
      by("staff-refused").textContent = refused;
      by("staff-sent").textContent = sentAt || by("staff-sent").dataset.never;
      by("take-out").disabled = !(waiting + refused);
    };
    const exported = async () => {
      const outside = ({ id, key, point, sealed }) => ({ id, key, point, sealed });
      const boxes = Kiosk.shuffled(await shelf.all()).map(outside);
      const file = { kind: "portal-kiosk-1", kiosk: settings.kiosk, exported_on: Kiosk.today(), boxes };
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([JSON.stringify(file)], { type: "application/json" }));
      link.download = `kiosk-${settings.kiosk}-${Kiosk.today()}.json`;
      document.body.appendChild(link);
      link.click();
      link.remove();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    };
    const told = (state) => {
      const line = by("staff-line");
      line.textContent = state.isRevoked ? line.dataset.revoked : state.isWell ? line.dataset.well : line.dataset.unwell;
      if (state.isWell) sentAt = new Date().toLocaleTimeString("vi", { hour: "2-digit", minute: "2-digit" });
      return count();
    };
    const open = (isOpen) => { by("staff").hidden = !isOpen; by(isOpen ? "staff-close" : "staff-open").focus(); };
    by("staff-open").addEventListener("click", () => { open(true); count(); });
    by("staff-close").addEventListener("click", () => open(false));
    by("staff").addEventListener("keydown", (event) => { if (event.key === "Escape") open(false); });
    by("send-now").addEventListener("click", () => sender && sender.now());
    by("take-out").addEventListener("click", exported);
    return { count, told, sends: (how) => { sender = how; } };
  };
})();
