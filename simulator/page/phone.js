// One person's phone: status bar, the tabs of its apps, and dialogs on top.

import { h, icon } from "./dom.js";
import { phoneApi } from "./api.js";
import { captionOf } from "./caption.js";
import { Chat } from "./chat.js";
import { Dialler } from "./dialler.js";
import { roving } from "./focus.js";
import { Mailbox } from "./mail.js";
import { Overlay, showAlert } from "./overlay.js";
import { Prompts } from "./prompt.js";
import { SmsInbox } from "./sms.js";
import { hours, now } from "./time.js";
import { Ussd } from "./ussd.js";
import { Wallet } from "./wallet.js";

export const NARROW = matchMedia("(max-width: 819px)");
const DARK = matchMedia("(prefers-color-scheme: dark)");
const TOAST_SHOWN = 6000;
const LABELS = {
  chat: ["Chat", "chat"],
  sms: ["SMS", "sms"],
  mail: ["Mail", "mail"],
  dial: ["Dial", "dial"],
  wallet: ["M-Pesa", "wallet"],
};

export class PhoneView {
  /**
   * `onUnread()` is called when the number of unread things changed; `network` has the practice's
   * short_code and service_code.
   */
  constructor(phone, onUnread, network) {
    this.phone = phone;
    this.network = network;
    this.onUnread = onUnread;
    this.api = phoneApi(phone.id);
    this.theme = DARK.matches ? "dark" : "light";
    this.app = null;
    this.counts = { chat: 0, sms: 0, mail: 0, wallet: 0 };
    this.build();
    this.prompts = new Prompts(this);
    this.ussd = new Ussd(this);
    this.select(phone.telegram ? "chat" : "sms");
  }

  build() {
    const { phone } = this;
    this.content = h("div", { class: "content" });
    this.element = h("section", {
      class: "phone",
      id: `phone-${phone.id}`,
      "aria-labelledby": `name-${phone.id}`,
    });
    this.overlay = new Overlay(this.element, this.content);
    this.chat = phone.telegram ? new Chat(phone, this) : null;
    this.sms = new SmsInbox(phone, this, this.chat ? (text) => this.talk(text) : null);
    this.wallet = new Wallet(phone, this, (prompt) => this.prompts.reopen(prompt));
    this.mail = new Mailbox(phone, this);
    this.dialler = new Dialler(this, (code) => this.ussd.dial(code));
    this.views = {
      ...(this.chat && { chat: this.chat }),
      sms: this.sms,
      mail: this.mail,
      dial: this.dialler,
      wallet: this.wallet,
    };
    this.away = h("div", { class: "away", role: "status", hidden: true });
    this.toasts = h("div", { class: "toasts", role: "status" });
    this.time = h("span", { class: "status-time" });
    this.content.append(this.panels(), this.tabList());
    const screen = h(
      "div",
      { class: "screen" },
      this.statusBar(),
      this.away,
      this.content,
      this.toasts,
      this.overlay.element,
    );
    this.element.append(captionOf(this), h("div", { class: "device" }, screen));
    this.covered();
    this.tick();
  }

  /** The colours that Telegram has on this phone, and hands to Mini Apps. */
  setTheme(theme) {
    this.theme = theme;
    this.app?.themed();
  }

  /** Off the network, calls and texts do not come; Telegram does, as over Wi-Fi. */
  covered() {
    const { off, held } = this.phone;
    this.element.classList.toggle("off", Boolean(off));
    this.away.hidden = !off;
    const waiting = held ? ` ${held} waiting there.` : "";
    this.away.textContent = off ? `No network: texts wait until it is back.${waiting}` : "";
  }

  statusBar() {
    const battery = h("span", { class: "battery" }, h("span", {}));
    const signs = h(
      "span",
      { class: "signs", "aria-hidden": "true" },
      h("span", { class: "covered" }, "4G ", icon("signal")),
      battery,
    );
    return h("div", { class: "status-bar" }, this.time, h("span", { class: "camera" }), signs);
  }

  panels() {
    return h(
      "div",
      { class: "panels" },
      Object.entries(this.views).map(([name, view]) => {
        view.panel = h("div", {
          class: "panel",
          role: "tabpanel",
          id: this.ref(name, "panel"),
          "aria-labelledby": this.ref(name, "tab"),
        });
        view.panel.append(view.element);
        return view.panel;
      }),
    );
  }

  tabList() {
    const list = h("div", {
      class: "tabs",
      role: "tablist",
      "aria-label": `Apps of ${this.phone.name}`,
    });
    for (const [name, view] of Object.entries(this.views)) {
      const [label, sign] = LABELS[name];
      view.badge = h("span", { class: "badge", hidden: true });
      view.tab = h(
        "button",
        {
          type: "button",
          role: "tab",
          id: this.ref(name, "tab"),
          "aria-controls": this.ref(name, "panel"),
          on: { click: () => this.select(name) },
        },
        icon(sign),
        label,
        view.badge,
      );
      list.append(view.tab);
    }
    roving(list, "[role=tab]", { select: true });
    return list;
  }

  ref(name, part) {
    return `${this.phone.id}-${name}-${part}`;
  }

  select(name) {
    this.selected = name;
    for (const [key, view] of Object.entries(this.views)) {
      const chosen = key === name;
      view.tab.setAttribute("aria-selected", String(chosen));
      view.tab.tabIndex = chosen ? 0 : -1;
      view.panel.hidden = !chosen;
    }
    this.read();
  }

  /** What is on the screen has been read; a list that was hidden goes to its end. */
  read() {
    if (!this.visible()) return;
    this.views[this.selected].toEnd?.();
    if (this.selected !== "wallet") this.setUnread(this.selected, 0);
  }

  /** Whether the phone is on the screen; asking the layout would be slow in a burst of messages. */
  visible() {
    return (
      this.element.isConnected && (!NARROW.matches || this.element.classList.contains("current"))
    );
  }

  unread(name) {
    if (this.selected === name && this.visible()) return;
    this.setUnread(name, this.counts[name] + 1);
  }

  setUnread(name, count) {
    this.counts[name] = count;
    const { badge } = this.views[name];
    badge.hidden = count === 0;
    badge.replaceChildren(String(count), h("span", { class: "sr" }, " unread"));
    this.onUnread();
  }

  /** The wallet's badge: questions that still wait for an answer. */
  countPrompts() {
    this.setUnread("wallet", this.phone.prompts.filter((one) => one.status === "waiting").length);
  }

  get total() {
    return Object.values(this.counts).reduce((sum, count) => sum + count, 0);
  }

  /** Take in an event of this phone. */
  receive(event) {
    if (event.type === "sms") this.sms.arrive(event.sms);
    else if (event.type === "sms_report") this.sms.reported(event);
    else if (event.type === "mail") this.mail.arrive(event.mail);
    else if (event.type === "ussd") this.ussd.receive(event.ussd);
    else if (event.type === "prompt") {
      this.wallet.show(event.prompt);
      this.prompts.receive(event.prompt);
      this.countPrompts();
    } else if (event.type === "money") this.wallet.moved(event.movement);
    else {
      if (event.type === "phone") this.changed();
      this.chat?.receive(event);
    }
  }

  changed() {
    this.wallet.changed();
    this.mail.changed();
    this.covered();
  }

  /** After the phone was put on the page: what is open on it, and the end of its chat. */
  shown() {
    if (this.phone.ussd) this.ussd.receive(this.phone.ussd);
    for (const prompt of this.phone.prompts)
      if (prompt.status === "waiting") this.prompts.receive(prompt);
    this.countPrompts();
    this.read();
  }

  tick() {
    this.time.textContent = hours(now());
  }

  relabel() {
    this.chat?.relabel();
    this.sms.relabel();
    this.mail.relabel();
    this.tick();
  }

  talk(text) {
    this.select("chat");
    this.chat.say(text);
  }

  alert(text) {
    showAlert(this.overlay, text);
  }

  toast(text) {
    const toast = h("div", { class: "toast" }, text);
    this.toasts.append(toast);
    while (this.toasts.children.length > 3) this.toasts.firstChild.remove();
    setTimeout(() => toast.remove(), TOAST_SHOWN);
  }
}
