// The phone's M-Pesa wallet: its balance, its PIN, and what it was asked to pay.

import { h, kes } from "./dom.js";
import { outcome } from "./prompt.js";
import { moment } from "./time.js";

export class Wallet {
  /** `open(prompt)` shows a waiting prompt again. */
  constructor(phone, open) {
    this.phone = phone;
    this.open = open;
    this.rows = new Map();
    this.balance = h("p", { class: "balance" });
    this.pin = h("p", { class: "hint" });
    this.list = h("ul", { class: "payments" });
    this.none = h("p", { class: "nothing" }, "M-Pesa has not asked for a payment yet.");
    this.element = h(
      "div",
      { class: "wallet" },
      h("div", { class: "wallet-card" }, h("h3", {}, "M-Pesa balance"), this.balance, this.pin),
      h("h3", { class: "wallet-title" }, "Payment requests"),
      this.none,
      this.list,
    );
    for (const prompt of phone.prompts) this.show(prompt);
    this.changed();
  }

  changed() {
    this.balance.textContent = kes(this.phone.balance);
    this.pin.textContent = `PIN of this simulated phone: ${this.phone.pin}`;
    this.none.hidden = this.phone.prompts.length > 0;
  }

  /** Add or renew the line of `prompt`. */
  show(prompt) {
    const row = this.row(prompt);
    const known = this.rows.get(prompt.id);
    if (known) known.replaceWith(row);
    else this.list.prepend(row);
    this.rows.set(prompt.id, row);
    this.changed();
  }

  row(prompt) {
    const waiting = prompt.status === "waiting";
    const what = waiting ? "Waiting for the PIN" : outcome(prompt);
    const open = h(
      "button",
      { type: "button", class: "button small", on: { click: () => this.open(prompt) } },
      "Answer",
    );
    return h(
      "li",
      { class: "payment", data: { status: prompt.status } },
      h(
        "div",
        { class: "payment-line" },
        h("strong", {}, prompt.business),
        h("span", { class: "amount" }, kes(prompt.amount)),
      ),
      h(
        "div",
        { class: "payment-line soft" },
        h("span", {}, prompt.reference),
        h("time", { datetime: prompt.date }, moment(prompt.date)),
      ),
      h(
        "div",
        { class: "payment-line" },
        h("span", { class: "outcome" }, what),
        waiting ? open : null,
      ),
    );
  }
}
