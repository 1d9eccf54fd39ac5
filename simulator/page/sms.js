// The phone's text messages, oldest first.

import { h, heard } from "./dom.js";
import { plainText } from "./richtext.js";
import { Stick } from "./stick.js";
import { dayKey, dayLabel, hours } from "./time.js";

export class SmsInbox {
  /** `shell` is the phone: unread(tab); `say(text)` opens the bot, null without Telegram. */
  constructor(phone, shell, say) {
    this.phone = phone;
    this.shell = shell;
    this.say = say;
    this.last = null;
    this.list = h("div", {
      class: "log texts",
      role: "log",
      "aria-live": "polite",
      "aria-label": "Text messages",
      tabindex: "0",
    });
    this.none = h(
      "p",
      { class: "nothing" },
      "No text messages yet. Reminders and receipts arrive here.",
    );
    this.element = h(
      "div",
      { class: "sms" },
      h("h3", { class: "view-title" }, "Messages"),
      this.list,
    );
    this.stick = new Stick(this.list);
    this.list.append(this.none);
    for (const sms of phone.sms) this.add(sms);
  }

  arrive(sms) {
    this.add(sms).classList.add("arriving");
    this.shell.unread("sms");
    this.stick.settle();
  }

  add(sms) {
    const day = dayKey(sms.date);
    this.none.remove();
    if (this.last?.day !== day)
      this.list.append(h("div", { class: "day", data: { day } }, dayLabel(day)));
    if (this.last?.from !== sms.from || this.last.day !== day) {
      this.list.append(h("div", { class: "sender", "aria-hidden": "true" }, sms.from));
    }
    this.last = { day, from: sms.from };
    const parts = sms.segments > 1 ? `${sms.segments} parts, ${sms.encoding}` : null;
    const element = h(
      "div",
      { class: "message theirs" },
      h(
        "div",
        { class: "bubble" },
        heard(`SMS from ${sms.from}: `),
        h("div", { class: "text" }, plainText(sms.text, this.say)),
        h(
          "div",
          { class: "meta" },
          parts ? h("span", {}, parts) : null,
          h("time", { datetime: sms.date }, hours(sms.date)),
        ),
      ),
    );
    this.list.append(element);
    return element;
  }

  relabel() {
    for (const day of this.list.querySelectorAll(".day"))
      day.textContent = dayLabel(day.dataset.day);
  }

  toEnd() {
    this.stick.toEnd();
  }
}
