// The chat with the bot: the log of messages, its scrolling, and the answers to button presses.

import { visit } from "./browser.js";
import { h, icon } from "./dom.js";
import { Composer } from "./composer.js";
import { MessageView } from "./message.js";
import { openApp } from "./miniapp.js";
import { Stick } from "./stick.js";
import { dayKey, dayLabel } from "./time.js";

const ANSWER_WAIT = 20_000;
const ANSWERS_KEPT = 100;
const BURST = 150;
const TYPING_SHOWN = 5_500;
const ACTIONS = {
  typing: "typing",
  upload_photo: "sending a photo",
  upload_document: "sending a file",
};

export class Chat {
  /** `shell` is the phone: id, api, theme, toast(text), alert(text), unread(tab). */
  constructor(phone, shell) {
    this.shell = shell;
    this.phone = phone;
    this.views = new Map();
    this.pressed = new Map();
    this.answers = new Set();
    this.arrived = 0;
    this.say = (text) => this.send({ text });
    this.build();
    for (const message of phone.messages) this.place(message);
    this.changed();
  }

  build() {
    this.status = h("span", { class: "bot-status" }, "bot");
    this.header = h(
      "header",
      { class: "chat-header" },
      h("img", { src: "/page/mark.svg", alt: "", width: 36, height: 36 }),
      h("div", { class: "bot-name" }, h("strong", {}, "Smiling Steps"), this.status),
    );
    this.list = h("div", { class: "messages" });
    this.log = h(
      "div",
      {
        class: "log",
        role: "log",
        "aria-live": "polite",
        "aria-label": "Chat with Smiling Steps",
        tabindex: "0",
      },
      this.list,
    );
    this.jump = h("button", {
      type: "button",
      class: "jump",
      hidden: true,
      on: { click: () => this.toEnd() },
    });
    this.jump.append(icon("down"), "New messages");
    this.stick = new Stick(this.log, () => (this.jump.hidden = true));
    this.settle = this.stick.settle;
    this.composer = new Composer(this);
    this.element = h(
      "div",
      { class: "chat" },
      this.header,
      this.log,
      this.jump,
      this.composer.element,
    );
    this.empty = this.emptyState();
  }

  emptyState() {
    const start = h("button", { type: "button", class: "button primary" }, "Start");
    start.addEventListener("click", () => {
      this.say("/start");
      this.composer.focus();
    });
    return h(
      "div",
      { class: "empty" },
      h("img", { src: "/page/mark.svg", alt: "", width: 56, height: 56 }),
      h("p", {}, h("strong", {}, "No messages yet")),
      h("p", {}, "Every chat with a bot begins with /start."),
      start,
    );
  }

  /** Take in one of the phone's events. */
  receive(event) {
    const act = {
      message: () => this.arrive(event.message),
      deleted: () => this.remove(event.message_id),
      answer: () => this.tell(event),
      action: () => this.acting(event.action),
      commands: () => this.composer.changed(),
      phone: () => this.changed(),
    }[event.type];
    act?.();
  }

  arrive(message) {
    const known = this.views.get(message.message_id);
    if (known) return known.edit(message);
    const follow = this.stick.atEnd || message.from === "me";
    const { element } = this.place(message);
    element.classList.toggle("arriving", performance.now() - this.arrived > BURST);
    this.arrived = performance.now();
    this.changed();
    if (message.from === "bot") {
      this.acting(null);
      if (!message.silent) this.shell.unread("chat");
    }
    if (follow) this.toEnd();
    else this.jump.hidden = false;
  }

  place(message) {
    const view = new MessageView(message, this);
    const day = dayKey(message.date);
    const last = this.list.lastElementChild;
    view.element.dataset.day = day;
    if (last?.dataset.day !== day) this.list.append(separator(day));
    this.list.append(view.element);
    this.views.set(message.message_id, view);
    return view;
  }

  remove(id) {
    const element = this.views.get(id)?.element;
    if (!element) return;
    const before = element.previousElementSibling;
    const after = element.nextElementSibling;
    if (element.contains(document.activeElement)) this.log.focus();
    element.remove();
    this.views.delete(id);
    const alone = before?.matches(".day") && (!after || after.matches(".day"));
    if (alone) before.remove();
    this.changed();
  }

  /** Follow what the phone's card says: commands, reply keyboard, blocked, empty. */
  changed() {
    if (this.views.size === 0) this.log.append(this.empty);
    else this.empty.remove();
    this.composer.changed();
  }

  /** The clock moved: "Today" may be another day now. */
  relabel() {
    for (const day of this.list.querySelectorAll(".day"))
      day.textContent = dayLabel(day.dataset.day);
  }

  async send(what) {
    try {
      await this.shell.api.send(what);
    } catch (error) {
      this.shell.toast(error.message);
    }
  }

  /** What a keyboard needs to know of the message it belongs to. */
  forMessage(view) {
    return {
      say: this.say,
      toast: (text) => this.shell.toast(text),
      visit: (path) => visit(this.shell, path),
      press: (element, button) => this.press(view.message.message_id, element, button),
      open: (element, button) => this.open(view.message.message_id, element, button),
    };
  }

  async press(messageId, element, button) {
    const release = () => element.removeAttribute("aria-busy");
    element.setAttribute("aria-busy", "true");
    setTimeout(release, ANSWER_WAIT);
    try {
      const { callback_query_id: query } = await this.shell.api.tap(messageId, button.data);
      if (this.answers.delete(query)) release();
      else this.pressed.set(query, release);
    } catch (error) {
      release();
      this.shell.toast(error.message);
    }
  }

  /** Open the Mini App of a button. */
  async open(messageId, element, button) {
    element.setAttribute("aria-busy", "true");
    try {
      await openApp(this.shell, messageId, button);
    } catch (error) {
      this.shell.toast(error.message);
    }
    element.removeAttribute("aria-busy");
  }

  /** The bot answered `query`, perhaps before the press itself was confirmed to us. */
  answered(query) {
    const release = this.pressed.get(query);
    this.pressed.delete(query);
    if (release) return release();
    if (this.answers.size > ANSWERS_KEPT) this.answers.clear();
    this.answers.add(query);
  }

  tell({ text, alert }) {
    if (!text) return;
    if (alert) this.shell.alert(text);
    else this.shell.toast(text);
  }

  acting(action) {
    clearTimeout(this.typing);
    this.status.textContent = action ? (ACTIONS[action] ?? "working") : "bot";
    this.status.classList.toggle("acting", Boolean(action));
    if (action) this.typing = setTimeout(() => this.acting(null), TYPING_SHOWN);
  }

  toEnd() {
    this.stick.toEnd();
  }
}

function separator(day) {
  return h("div", { class: "day", data: { day } }, dayLabel(day));
}
