// What isn't sent yet stays on this phone: sealed under a key that our server gives to its owner
// only, so that nobody else who uses this phone can read it; gone once sent, or after its hours.

const PREFIX = "smiling-steps:draft:";
const HOUR = 3_600_000;

/** Forget drafts whose hours are over, whoever they belong to. */
export function sweep() {
  for (const name of names()) {
    const until = parse(storage().getItem(name))?.until;
    if (!(until > Date.now())) storage().removeItem(name);
  }
}

function names() {
  const found = storage();
  return found ? Object.keys(found).filter((name) => name.startsWith(PREFIX)) : [];
}

function storage() {
  try {
    return window.localStorage;
  } catch {
    return null; // switched off: answers then live as long as the page is open
  }
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const letters = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)));

/** The draft of one person for one form. Without a vault of the browser's there is none. */
export class Drafts {
  #name;
  #key;
  #hours;
  #turn = Promise.resolve();

  static async open({ owner, key, hours }) {
    const drafts = new Drafts();
    drafts.#name = PREFIX + owner;
    drafts.#hours = hours;
    if (storage() && window.crypto?.subtle)
      drafts.#key = await crypto.subtle.importKey("raw", bytes(key), "AES-GCM", false,
                                                  ["encrypt", "decrypt"]);
    return drafts;
  }

  /** What was kept, or null: nothing, too old, or sealed under another key. */
  async load() {
    const kept = this.#key && parse(storage().getItem(this.#name));
    if (!kept || !(kept.until > Date.now())) return null;
    try {
      const how = { name: "AES-GCM", iv: bytes(kept.iv) };
      const plain = await crypto.subtle.decrypt(how, this.#key, bytes(kept.sealed));
      return JSON.parse(new TextDecoder().decode(plain));
    } catch {
      this.forget();
      return null;
    }
  }

  /** Keep this in place of what was kept; one after the other, so that the last one stays. */
  keep(content) {
    const plain = new TextEncoder().encode(JSON.stringify(content));
    this.#turn = this.#turn.then(() => this.#write(plain)).catch(() => undefined);
    return this.#turn;
  }

  async #write(plain) {
    if (!this.#key) return;
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, this.#key, plain);
    const until = Date.now() + this.#hours * HOUR;
    const kept = { until, iv: letters(iv), sealed: letters(sealed) };
    storage().setItem(this.#name, JSON.stringify(kept));
  }

  /** Nothing is left, not even what is just being sealed. */
  forget() {
    this.#turn = this.#turn.then(() => storage()?.removeItem(this.#name)).catch(() => undefined);
    return this.#turn;
  }
}
