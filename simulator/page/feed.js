// The live connection: server-sent events from where we are, again and again when it breaks.

import { getState } from "./api.js";

const SLICE = 8;
const WAITS = [500, 1000, 2000, 4000, 8000];

/** Keep `store` current for ever; `onLink("live" | "lost", tries)` tells how the connection is. */
export async function follow(store, onLink) {
  let tries = 0;
  let fresh = true;
  for (;;) {
    try {
      if (fresh) store.load(await getState());
      fresh = await listen(store, () => {
        tries = 0;
        onLink("live", 0);
      });
      if (fresh) continue;
    } catch {
      // Told below: the simulator may come back at any time.
    }
    onLink("lost", ++tries);
    await pause(WAITS[Math.min(tries, WAITS.length) - 1]);
  }
}

/** Read events until the connection breaks (false) or the simulator says "reset" (true). */
function listen(store, onOpen) {
  return new Promise((resolve) => {
    const source = new EventSource(`/sim/events?after=${store.seq}`);
    const queue = new Queue((event) =>
      event.type === "reset" ? finish(true) : store.receive(event),
    );
    const finish = (reset) => {
      source.close();
      queue.stop();
      resolve(reset);
    };
    source.onopen = onOpen;
    source.onerror = () => finish(false);
    source.addEventListener("reset", () => finish(true));
    source.onmessage = ({ data }) => queue.add(data);
  });
}

/** Events in order, a few milliseconds of them at a time, so that a burst never freezes the page. */
class Queue {
  constructor(take) {
    this.take = take;
    this.waiting = [];
    this.busy = false;
  }

  add(data) {
    this.waiting.push(data);
    if (!this.busy) this.drain();
  }

  async drain() {
    this.busy = true;
    while (this.waiting.length) {
      const end = performance.now() + SLICE;
      while (this.waiting.length && performance.now() < end)
        this.take(JSON.parse(this.waiting.shift()));
      if (this.waiting.length) await new Promise((next) => setTimeout(next));
    }
    this.busy = false;
  }

  /** Forget what waits: the next connection brings it again. */
  stop() {
    this.waiting = [];
  }
}

/** Wait, but not a moment longer than until the browser is online or the page is looked at again. */
function pause(milliseconds) {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    addEventListener("online", done);
    document.addEventListener("visibilitychange", done);
    function done() {
      clearTimeout(timer);
      removeEventListener("online", done);
      document.removeEventListener("visibilitychange", done);
      resolve();
    }
  });
}
