// The pane of HTTP calls between the program and the outside world, as they happen.

import { clearCalls, clearFaults } from "./api.js";
import { h } from "./dom.js";
import { roving } from "./focus.js";
import { Stick } from "./stick.js";
import { callRow, isIdlePoll, SERVICES } from "./callrow.js";

const SHOWN = 400;

export class CallsPane {
  constructor(store, place) {
    this.store = store;
    this.queue = [];
    this.service = "";
    this.polls = false;
    this.list = h("ol", { class: "call-list", "aria-label": "Calls, newest last" });
    this.none = h(
      "p",
      { class: "nothing" },
      "Nothing yet. Each request between the program and the simulated services shows here.",
    );
    this.scroller = h("div", { class: "call-scroll" }, this.none, this.list);
    this.faults = h("div", { class: "faults", role: "status", hidden: true });
    place.append(this.head(), this.faults, this.scroller);
    this.stick = new Stick(this.scroller);
    roving(this.list, ".call-line");
    store.on("call", ({ call }) => this.add(call));
    store.on("loaded", () => this.refill());
    store.on("faults", () => this.showFaults());
  }

  head() {
    const filters = h("div", { class: "filters", role: "group", "aria-label": "Show calls of" });
    for (const [value, label] of [["", "All"], ...Object.entries(SERVICES)]) {
      filters.append(this.chip(label, value === "", () => this.filter(value), { value }));
    }
    this.filters = filters;
    const polls = this.chip("Idle polls", false, () => {
      this.polls = !this.polls;
      polls.setAttribute("aria-pressed", String(this.polls));
      this.refill();
    });
    const clear = h(
      "button",
      { type: "button", class: "link", on: { click: () => this.clear() } },
      "Clear",
    );
    return h(
      "header",
      { class: "calls-head" },
      h("div", { class: "calls-title" }, h("h2", {}, "HTTP calls"), polls, clear),
      filters,
    );
  }

  chip(label, pressed, act, data = {}) {
    return h(
      "button",
      { type: "button", class: "chip", "aria-pressed": String(pressed), data, on: { click: act } },
      label,
    );
  }

  filter(service) {
    this.service = service;
    for (const chip of this.filters.children) {
      chip.setAttribute("aria-pressed", String(chip.dataset.value === service));
    }
    this.refill();
  }

  wanted(call) {
    return (!this.service || call.service === this.service) && (this.polls || !isIdlePoll(call));
  }

  refill() {
    this.list.replaceChildren();
    this.queue = this.store.calls.filter((call) => this.wanted(call)).slice(-SHOWN);
    this.stick.toEnd();
    this.flush();
    this.showFaults();
  }

  /** Rows are added once a frame, however many calls come. */
  add(call) {
    if (!this.wanted(call)) return;
    if (!this.queue.length) setTimeout(() => this.flush(), 50);
    this.queue.push(call);
  }

  flush() {
    this.list.append(...this.queue.splice(0).slice(-SHOWN).map(callRow));
    while (this.list.children.length > SHOWN) this.list.firstChild.remove();
    this.none.hidden = this.list.children.length > 0;
    const lines = this.list.querySelectorAll(".call-line[tabindex='0']");
    if (!lines.length)
      this.list.lastElementChild?.querySelector(".call-line").setAttribute("tabindex", "0");
    this.stick.settle();
  }

  async clear() {
    await clearCalls();
    this.store.calls = [];
    this.refill();
  }

  showFaults() {
    const { faults } = this.store;
    this.faults.hidden = faults.length === 0;
    const names = faults.map((one) => `${SERVICES[one.service] ?? one.service}: ${one.fault}`);
    const clear = h(
      "button",
      { type: "button", class: "link", on: { click: () => clearFaults() } },
      "Clear",
    );
    this.faults.replaceChildren(h("span", {}, `Faults set: ${names.join(", ")}`), clear);
  }
}
