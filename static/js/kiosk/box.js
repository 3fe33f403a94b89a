/* Closing a rating for the portal's public key, at once and on the tablet itself; see portal/fieldwork/kiosks/boxes.py for the other side. */
var Kiosk = {};
(() => {
  const SMALLEST = 1024;
  const bytes = (text) => new TextEncoder().encode(text);
  const hex = (array) => Array.from(array, (byte) => byte.toString(16).padStart(2, "0")).join("");

  const joined = (...parts) => {
    const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    parts.reduce((at, part) => { whole.set(part, at); return at + part.length; }, 0);
    return whole;
  };
  const encoded = (array) => {
    const text = Array.from(array, (byte) => String.fromCharCode(byte)).join("");
    return btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  };
  const decoded = (text) => {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
  };

  // Filled up with blanks, so that the size of a box tells nothing of what is in it.
  const filled = (text) => {
    const plain = bytes(text);
    let size = SMALLEST;
    while (size < plain.length) size *= 4;
    return joined(plain, new Uint8Array(size - plain.length).fill(32));
  };

  const keyFor = async (ours, theirs, mine, yours) => {
    const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, ours, 256);
    const start = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
    const way = { name: "HKDF", hash: "SHA-256", salt: joined(mine, yours), info: bytes("portal kiosk 1") };
    return crypto.subtle.deriveKey(way, start, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  };

  /* A box holds its number, the name of the key it is closed for, and what nobody here can open again. */
  Kiosk.closed = async (settings, said) => {
    const curve = { name: "ECDH", namedCurve: "P-256" };
    const id = crypto.getRandomValues(new Uint8Array(16));
    const nonce = crypto.getRandomValues(new Uint8Array(12));
    const pair = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
    const mine = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
    const yours = decoded(settings.point);
    const theirs = await crypto.subtle.importKey("raw", yours, curve, false, []);
    const key = await keyFor(pair.privateKey, theirs, mine, yours);
    const bound = bytes(`1 ${settings.kiosk} ${hex(id)} ${settings.key}`);
    const way = { name: "AES-GCM", iv: nonce, additionalData: bound };
    const sealed = new Uint8Array(await crypto.subtle.encrypt(way, key, filled(JSON.stringify(said))));
    return { number: hex(id), id: encoded(id), key: settings.key, point: encoded(mine), sealed: encoded(joined(nonce, sealed)) };
  };

  /* The day by the tablet's own calendar; the portal believes only how many days lie between two of them. */
  Kiosk.today = () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  };

  Kiosk.shuffled = (list) => {
    const left = list.slice();
    const mixed = [];
    while (left.length) {
      const at = crypto.getRandomValues(new Uint32Array(1))[0] % left.length;
      mixed.push(left.splice(at, 1)[0]);
    }
    return mixed;
  };
})();
