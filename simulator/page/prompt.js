// The M-Pesa question for the PIN, as the SIM puts it over everything else on the phone.

import { h, kes } from "./dom.js";

const RESULTS = {
  paid: (prompt) => `Paid ${kes(prompt.amount)} to ${prompt.business}`,
  cancelled: () => "Payment cancelled",
  wrong_pin: () => "Wrong PIN. Nothing was paid.",
  no_balance: () => "Not enough money in M-Pesa. Nothing was paid.",
  expired: () => "The M-Pesa question timed out. Nothing was paid.",
};

/** What a prompt's status means, in words. */
export function outcome(prompt) {
  return RESULTS[prompt.status]?.(prompt) ?? `M-Pesa: ${prompt.status.replaceAll("_", " ")}`;
}

export class Prompts {
  /** `shell` is the phone: api, overlay, toast(text), phone. */
  constructor(shell) {
    this.shell = shell;
    this.open = new Map();
    this.left = new Set();
  }

  /** Show a waiting prompt, close one that is over and say how it ended. */
  receive(prompt) {
    const dialog = this.open.get(prompt.id);
    if (prompt.status === "waiting") {
      if (!dialog && !this.left.has(prompt.id)) this.ask(prompt);
      return;
    }
    if (dialog) this.close(prompt.id);
    this.shell.toast(outcome(prompt));
  }

  ask(prompt) {
    const title = `${this.shell.phone.name}: M-Pesa asks for the PIN to pay ${kes(prompt.amount)} to ${prompt.business}`;
    const pin = pinField();
    const dialog = this.dialog(prompt, pin);
    this.open.set(prompt.id, dialog);
    this.shell.overlay.show(dialog, pin, title);
  }

  dialog(prompt, pin) {
    const id = `prompt-${this.shell.phone.id}-${prompt.id}`;
    const answer = (what) => this.answer(prompt, what);
    const button = (label, classes, act) => {
      const props = { type: act ? "button" : "submit", class: classes };
      return h("button", act ? { ...props, on: { click: act } } : props, label);
    };
    const form = h(
      "form",
      {
        class: "dialog prompt",
        role: "dialog",
        "aria-modal": "true",
        "aria-labelledby": `${id}-t`,
        "aria-describedby": `${id}-d`,
      },
      h("p", { class: "prompt-brand", "aria-hidden": "true" }, "M-PESA"),
      h("h3", { class: "prompt-title", id: `${id}-t` }, `Pay ${kes(prompt.amount)}?`),
      details(prompt, `${id}-d`),
      h("label", { class: "field" }, "M-Pesa PIN", pin),
      h("p", { class: "hint" }, `This phone’s PIN is ${this.shell.phone.pin}`),
      h(
        "div",
        { class: "dialog-buttons" },
        button("Cancel", "button", () => answer({ cancel: true })),
        button("Send", "button primary"),
      ),
      button("Leave unanswered", "link quiet", () => this.leave(prompt)),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (pin.value) answer({ pin: pin.value });
      else pin.focus();
    });
    form.addEventListener("keydown", (event) => event.key === "Escape" && answer({ cancel: true }));
    return form;
  }

  async answer(prompt, what) {
    const dialog = this.open.get(prompt.id);
    if (dialog?.hasAttribute("aria-busy")) return;
    dialog?.setAttribute("aria-busy", "true");
    try {
      await this.shell.api.answerPrompt(prompt.id, what);
    } catch (error) {
      this.shell.toast(error.message);
    }
    dialog?.removeAttribute("aria-busy");
    this.close(prompt.id);
  }

  /** Put the phone in the pocket: the question stays open until it times out. */
  leave(prompt) {
    this.left.add(prompt.id);
    this.answer(prompt, { ignore: true });
  }

  /** Show a prompt that was left unanswered again. */
  reopen(prompt) {
    this.left.delete(prompt.id);
    this.receive(prompt);
  }

  close(id) {
    this.shell.overlay.hide(this.open.get(id));
    this.open.delete(id);
  }
}

function pinField() {
  return h("input", {
    type: "password",
    class: "pin",
    inputmode: "numeric",
    pattern: "[0-9]*",
    maxlength: "4",
    autocomplete: "off",
    required: true,
  });
}

function details(prompt, id) {
  const rows = [
    ["To", prompt.business],
    ["Account", prompt.reference],
    ["For", prompt.description],
  ];
  const list = h("dl", { class: "prompt-details", id });
  for (const [name, value] of rows) {
    if (value) list.append(h("div", {}, h("dt", {}, name), h("dd", {}, value)));
  }
  return list;
}
