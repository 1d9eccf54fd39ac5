// The phone's M-Pesa wallet: its balance, paying a bill, its statement, and payment requests.

import { h, kes } from "./dom.js";
import { billForm } from "./paybill.js";
import { outcome } from "./prompt.js";
import { moment } from "./time.js";

export class Wallet {
  /** `shell` is the phone: api, toast(text); `open(prompt)` shows a waiting prompt again. */
  constructor(phone, shell, open) {
    this.phone = phone;
    this.open = open;
    this.rows = new Map();
    this.balance = h("p", { class: "balance" });
    this.pin = h("p", { class: "hint" });
    this.requests = section("Payment requests", "M-Pesa has not asked for a payment yet.");
    this.statement = section("Statement", "No money has moved yet.");
    this.element = h(
      "div",
      { class: "wallet" },
      h("div", { class: "wallet-card" }, h("h3", {}, "M-Pesa balance"), this.balance, this.pin),
      billForm(phone, shell),
      this.statement.element,
      this.requests.element,
    );
    for (const prompt of phone.prompts) this.show(prompt);
    for (const movement of phone.statement) this.moved(movement);
    this.changed();
  }

  changed() {
    this.balance.textContent = kes(this.phone.balance);
    this.pin.textContent = `PIN of this simulated phone: ${this.phone.pin}`;
  }

  /** Add or renew the line of `prompt`. */
  show(prompt) {
    const row = this.row(prompt);
    const known = this.rows.get(prompt.id);
    if (known) known.replaceWith(row);
    else this.requests.add(row);
    this.rows.set(prompt.id, row);
    this.changed();
  }

  /** Add a line to the statement. */
  moved(movement) {
    if (this.rows.has(movement.receipt)) return;
    const row = line(movement);
    this.rows.set(movement.receipt, row);
    this.statement.add(row);
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
      pair(
        "",
        h("strong", {}, prompt.business),
        h("span", { class: "amount" }, kes(prompt.amount)),
      ),
      pair("soft", h("span", {}, prompt.reference), when(prompt.date)),
      pair("", h("span", { class: "outcome" }, what), waiting ? open : null),
    );
  }
}

/** A heading and a list, newest first; `nothing` is said while it is empty. */
function section(title, nothing) {
  const list = h("ul", { class: "payments" });
  const none = h("p", { class: "nothing" }, nothing);
  return {
    element: h(
      "section",
      { "aria-label": title },
      h("h3", { class: "wallet-title" }, title),
      none,
      list,
    ),
    add(row) {
      none.hidden = true;
      list.prepend(row);
    },
  };
}

/** What moved: with whom, how much, which receipt and when, and what was left. */
function line({ amount, who, reference, receipt, date, balance }) {
  const came = amount > 0;
  return h(
    "li",
    { class: "payment", data: { way: came ? "in" : "out" } },
    pair(
      "",
      h("strong", {}, came ? `From ${who}` : `To ${who}`),
      h("span", { class: "amount" }, `${came ? "+" : "−"} ${kes(Math.abs(amount))}`),
    ),
    pair("soft", h("span", {}, reference), when(date)),
    pair(
      "soft",
      h("span", { class: "receipt" }, receipt),
      h("span", {}, `Balance ${kes(balance)}`),
    ),
  );
}

const when = (date) => h("time", { datetime: date }, moment(date));

const pair = (style, ...children) => h("div", { class: `payment-line ${style}`.trim() }, children);
