// The keypad: a code is typed or tapped, and dialled; what comes back is shown by `ussd.js`.

import { h, icon } from "./dom.js";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];
const SPOKEN = { "*": "Star", "#": "Hash" };

export class Dialler {
  /** `shell` is the phone: network; `dial(code)` calls. */
  constructor(shell, dial) {
    this.dial = dial;
    this.input = h("input", {
      class: "dialled",
      type: "tel",
      "aria-label": "Number or code",
      placeholder: shell.network.service_code,
      autocomplete: "off",
      maxlength: 40,
    });
    const form = h(
      "form",
      { class: "dial-form", novalidate: true },
      h(
        "div",
        { class: "dial-row" },
        this.input,
        iconButton("Delete the last character", "back", () => this.shorten()),
      ),
      h("div", { class: "keypad" }, KEYS.map((one) => this.key(one))),
      h("button", { class: "button primary call-button" }, "Call"),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const code = this.input.value.trim();
      if (code) this.dial(code);
      else this.fill(shell.network.service_code);
    });
    this.element = h(
      "div",
      { class: "dialler" },
      h("h3", { class: "view-title" }, "Dial"),
      form,
      h(
        "button",
        {
          type: "button",
          class: "link quiet",
          on: { click: () => this.dial(shell.network.service_code) },
        },
        `The practice’s menu: ${shell.network.service_code}`,
      ),
    );
  }

  key(sign) {
    const type = () => {
      this.input.value += sign;
    };
    const label = SPOKEN[sign] ?? null;
    return h(
      "button",
      { type: "button", class: "digit", "aria-label": label, on: { click: type } },
      sign,
    );
  }

  shorten() {
    this.input.value = this.input.value.slice(0, -1);
  }

  fill(code) {
    this.input.value = code;
    this.input.focus();
  }
}

function iconButton(label, sign, click) {
  const props = { type: "button", class: "icon-button", "aria-label": label, title: label };
  return h("button", { ...props, on: { click } }, icon(sign));
}
