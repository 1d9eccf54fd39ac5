// Speaking with our server: JSON, a token, and patience with a bad network.

const LONGEST_WAIT = 30_000;
const GIVE_UP = 20_000;

/** The server answered, and said no. `code` says why, `words` say it to the reader. */
export class Refusal extends Error {
  constructor(status, problem) {
    super(problem.code ?? String(status));
    this.status = status;
    this.code = problem.code ?? "";
    this.words = problem.words ?? "";
    this.errors = problem.errors ?? {};
  }
}

/** A random word that only this page and (hashed) our server know. */
export function newToken() {
  const random = crypto.getRandomValues(new Uint8Array(32));
  const text = btoa(String.fromCharCode(...random));
  return text.replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** One try. Raises Refusal, or whatever the network raises. */
export async function post(path, body, token, patience = GIVE_UP) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  try {
    const headers = { "Content-Type": "application/json", "Accept-Language": document.documentElement.lang };
    if (token) headers.Authorization = `Bearer ${token}`;
    const response = await fetch(path, {
      method: "POST", headers, body: JSON.stringify(body), signal: stop.signal,
      cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer",
    });
    const said = await response.json().catch(() => null);
    if (response.ok && said) return said;
    // Whatever stands between may answer in our place: only our own words are a refusal.
    if (said?.code && response.status < 500 && response.status !== 429)
      throw new Refusal(response.status, said);
    throw new Error(`answered ${response.status}`);
  } finally {
    clearTimeout(timer);
  }
}

/** Try until the server has answered. `waiting(again)` is told of each try that failed. */
export async function insist(path, body, token, waiting) {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await post(path, body, token);
    } catch (error) {
      if (error instanceof Refusal) throw error;
      await pause(attempt, waiting);
    }
  }
}

/** Longer each time, with some chance in it; cut short by the network's return or by hand. */
function pause(attempt, waiting) {
  const wait = Math.min(1000 * 2 ** attempt, LONGEST_WAIT) * (0.75 + Math.random() / 2);
  return new Promise((go) => {
    const again = () => {
      clearTimeout(timer);
      window.removeEventListener("online", again);
      go();
    };
    const timer = setTimeout(again, wait);
    window.addEventListener("online", again);
    waiting(again);
  });
}
