/* Boxes that wait on the tablet: on disk before anybody is thanked, gone only once the portal has said that it has them. */
(() => {
  const STORE = "boxes";

  const opened = (name) => new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "number" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  // Older browsers do not know the last argument and pay it no heed.
  const during = (database, mode, step) => new Promise((resolve, reject) => {
    const transaction = database.transaction([STORE], mode, { durability: "strict" });
    const request = step(transaction.objectStore(STORE));
    transaction.oncomplete = () => resolve(request && request.result);
    transaction.onabort = () => reject(transaction.error);
    transaction.onerror = () => reject(transaction.error);
  });

  Kiosk.shelf = async (settings) => {
    const database = await opened(`kiosk-${settings.kiosk}`);
    const all = () => during(database, "readonly", (store) => store.getAll());
    return {
      all,
      keep: (box) => during(database, "readwrite", (store) => store.put(box)),
      drop: (numbers) => during(database, "readwrite", (store) => { numbers.forEach((number) => store.delete(number)); }),
      refuse: (box, refusal) => during(database, "readwrite", (store) => store.put(Object.assign({}, box, { refusal }))),
      waiting: async () => (await all()).filter((box) => !box.refusal),
      counts: async () => {
        const boxes = await all();
        const refused = boxes.filter((box) => box.refusal).length;
        return { waiting: boxes.length - refused, refused };
      },
    };
  };
})();
