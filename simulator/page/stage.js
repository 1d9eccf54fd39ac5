// The phones side by side; on a narrow screen one at a time, chosen by tabs.

import { addPhone } from "./api.js";
import { firstName, h } from "./dom.js";
import { roving } from "./focus.js";
import { NARROW, PhoneView } from "./phone.js";
import { now, dayKey } from "./time.js";

const EXAMPLES = [
  { name: "Amina Otieno", phone: "+254712000001" },
  { name: "Brian Mwangi", phone: "+254722000002" },
];
const OF_A_PHONE = [
  "message",
  "deleted",
  "answer",
  "action",
  "sms",
  "sms_report",
  "mail",
  "ussd",
  "prompt",
  "money",
  "commands",
];

export class Stage {
  constructor(store, place, switcher) {
    this.store = store;
    this.place = place;
    this.switcher = switcher;
    this.views = new Map();
    this.tabs = new Map();
    this.empty = emptyState();
    store.on("loaded", () => this.rebuild());
    store.on("phone", (event) => (event.added ? this.add(event.phone) : this.pass(event)));
    store.on("clock", () => this.relabel());
    store.on("answered", ({ query }) => this.answered(query));
    for (const type of OF_A_PHONE) store.on(type, (event) => this.pass(event));
    roving(switcher, "[role=tab]", { select: true });
    setInterval(() => this.tick(), 1000);
    NARROW.addEventListener("change", () => this.read());
  }

  rebuild() {
    for (const view of this.views.values()) view.element.remove();
    this.views.clear();
    this.tabs.clear();
    this.switcher.replaceChildren();
    this.addTab("calls", "Calls", "calls");
    for (const id of this.store.phones.keys()) this.add(id);
    this.place.append(this.empty);
    this.empty.hidden = this.views.size > 0;
    this.show(this.views.has(this.current) ? this.current : ([...this.views.keys()][0] ?? "calls"));
  }

  add(id) {
    const phone = this.store.phones.get(id);
    const view = new PhoneView(phone, () => this.count(id), this.store.network);
    this.views.set(id, view);
    this.addTab(id, firstName(phone.name), `phone-${id}`);
    this.place.append(view.element);
    this.empty.hidden = true;
    if (this.views.size === 1) this.show(id);
    view.shown();
  }

  addTab(id, label, controls) {
    const badge = h("span", { class: "badge", hidden: true });
    const tab = h(
      "button",
      {
        type: "button",
        role: "tab",
        "aria-controls": controls,
        "aria-selected": "false",
        tabindex: "-1",
        on: { click: () => this.show(id) },
      },
      label,
      badge,
    );
    this.switcher.insertBefore(tab, this.tabs.get("calls")?.tab ?? null);
    this.tabs.set(id, { tab, badge });
  }

  /** Choose what a narrow screen shows: a phone's id or "calls". */
  show(id) {
    this.current = id;
    document.body.dataset.view = id === "calls" ? "calls" : "phone";
    for (const [key, { tab }] of this.tabs) {
      tab.setAttribute("aria-selected", String(key === id));
      tab.tabIndex = key === id ? 0 : -1;
      if (key === id) tab.scrollIntoView({ inline: "center", block: "nearest" });
    }
    for (const [key, view] of this.views) view.element.classList.toggle("current", key === id);
    this.views.get(id)?.read();
  }

  read() {
    for (const view of this.views.values()) view.read();
  }

  count(id) {
    const known = this.tabs.get(id);
    const total = this.views.get(id)?.total ?? 0;
    if (!known) return;
    known.badge.hidden = total === 0;
    known.badge.replaceChildren(String(total), h("span", { class: "sr" }, " unread"));
  }

  pass(event) {
    this.views.get(event.phone)?.receive(event);
  }

  answered(query) {
    for (const view of this.views.values()) view.chat?.answered(query);
  }

  tick() {
    const today = dayKey(now());
    if (today !== this.today) this.relabel();
    this.today = today;
    for (const view of this.views.values()) view.tick();
  }

  relabel() {
    for (const view of this.views.values()) view.relabel();
  }
}

function emptyState() {
  const add = h("button", { type: "button", class: "button primary" }, "Add Amina and Brian");
  add.addEventListener("click", async () => {
    for (const phone of EXAMPLES) await addPhone(phone);
  });
  return h(
    "div",
    { class: "no-phones" },
    h("img", { src: "/page/mark.svg", alt: "", width: 64, height: 64 }),
    h("h2", {}, "No phones yet"),
    h("p", {}, "Add the phone of a client and of a psychologist, then send /start from each."),
    add,
  );
}
