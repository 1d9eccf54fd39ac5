// The phone's text messages, oldest first, received and sent, and the field to send one.

import { h, heard } from "./dom.js";
import { plainText } from "./richtext.js";
import { priced } from "./segments.js";
import { smsComposer } from "./smscomposer.js";
import { Stick } from "./stick.js";
import { dayKey, dayLabel, hours } from "./time.js";

const REPORTS = { Success: "delivered", Buffered: "waited at the network" };

export class SmsInbox {
  /**
   * `shell` is the phone: unread(tab), api, toast(text), network; `say(text)` opens the bot, null
   * without Telegram.
   */
  constructor(phone, shell, say) {
    this.phone = phone;
    this.shell = shell;
    this.say = say;
    this.last = null;
    this.reports = new Map();
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
      smsComposer(shell, shell.network.short_code),
    );
    this.stick = new Stick(this.list);
    this.list.append(this.none);
    for (const sms of phone.sms) this.add(sms);
  }

  arrive(sms) {
    this.add(sms).classList.add("arriving");
    if (sms.direction === "out") return this.stick.toEnd();
    this.shell.unread("sms");
    this.stick.settle();
  }

  add(sms) {
    const day = dayKey(sms.date);
    const mine = sms.direction === "out";
    const other = mine ? sms.to : sms.from;
    this.none.remove();
    if (this.last?.day !== day)
      this.list.append(h("div", { class: "day", data: { day } }, dayLabel(day)));
    if (this.last?.other !== other || this.last.day !== day) {
      const label = mine ? `To ${other}` : other;
      const classes = mine ? "sender to" : "sender";
      this.list.append(h("div", { class: classes, "aria-hidden": "true" }, label));
    }
    this.last = { day, other };
    const element = h(
      "div",
      { class: mine ? "message mine" : "message theirs" },
      h(
        "div",
        { class: "bubble" },
        heard(mine ? `You, to ${other}: ` : `SMS from ${other}: `),
        h("div", { class: "text" }, plainText(sms.text, mine ? null : this.say)),
        h(
          "div",
          { class: "meta" },
          h("span", {}, priced(sms)),
          this.report(sms),
          h("time", { datetime: sms.date }, hours(sms.date)),
        ),
      ),
    );
    this.list.append(element);
    return element;
  }

  /** What the network said of a message of the practice's; nothing of all others. */
  report(sms) {
    const said = h("span", { class: "report" });
    this.reports.set(sms.id, said);
    this.reported(sms);
    return said;
  }

  reported({ id, report }) {
    const said = this.reports.get(id);
    if (said) said.textContent = report ? `· ${REPORTS[report] ?? report.toLowerCase()}` : "";
  }

  relabel() {
    for (const day of this.list.querySelectorAll(".day"))
      day.textContent = dayLabel(day.dataset.day);
  }

  toEnd() {
    this.stick.toEnd();
  }
}
