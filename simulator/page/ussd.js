// The network's own screen over the phone: plain words, a field to answer, Cancel and Send.

import { announce, h } from "./dom.js";

const RUNNING = "USSD code running…";

export class Ussd {
  /** `shell` is the phone: element, api, overlay, toast(text). */
  constructor(shell) {
    this.shell = shell;
    this.box = null;
    this.text = h("p", { class: "ussd-text" });
    this.answer = h("input", {
      class: "ussd-answer",
      type: "text",
      "aria-label": "Answer",
      autocomplete: "off",
      maxlength: 160,
    });
    this.buttons = h("div", { class: "ussd-buttons" });
  }

  dial(code) {
    return this.asking({ code });
  }

  /** Ask the network, and show that it is at work; its screens come as events. */
  async asking(what) {
    this.running();
    try {
      await this.shell.api.ussd(what);
    } catch (error) {
      this.close();
      this.shell.toast(error.message);
    }
  }

  running() {
    this.open();
    this.box.setAttribute("aria-busy", "true");
    this.text.textContent = RUNNING;
    this.answer.hidden = true;
    this.buttons.replaceChildren(button("Cancel", () => this.hangUp()));
    this.focus(this.buttons.firstChild);
  }

  /** Show `screen` of the phone; null closes. */
  receive(screen) {
    if (!screen) return this.close();
    this.open();
    this.box.removeAttribute("aria-busy");
    this.box.classList.toggle("failed", screen.error);
    this.text.textContent = screen.text;
    this.answer.value = "";
    this.answer.hidden = !screen.open;
    if (screen.open) {
      const send = h("button", { type: "submit", class: "ussd-button" }, "Send");
      this.buttons.replaceChildren(button("Cancel", () => this.hangUp()), send);
      this.focus(this.answer);
    } else {
      this.buttons.replaceChildren(button("OK", () => this.hangUp()));
      this.focus(this.buttons.firstChild);
    }
    announce(screen.text);
  }

  open() {
    if (this.box) return;
    this.box = h(
      "form",
      { class: "dialog ussd", role: "dialog", "aria-modal": "true", "aria-label": "Network menu" },
      this.text,
      this.answer,
      this.buttons,
    );
    this.box.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.answer.value && !this.box.hasAttribute("aria-busy"))
        this.asking({ input: this.answer.value });
    });
    this.box.addEventListener("keydown", (event) => event.key === "Escape" && this.hangUp());
    this.shell.overlay.show(this.box, this.box, "Network menu");
  }

  /** Within this phone the focus moves on; from another one it is not torn away. */
  focus(target) {
    const active = document.activeElement;
    const ours = !active || active === document.body || this.shell.element.contains(active);
    if (ours) target.focus({ preventScroll: true });
  }

  async hangUp() {
    this.close();
    try {
      await this.shell.api.ussd({ hang_up: true });
    } catch (error) {
      this.shell.toast(error.message);
    }
  }

  close() {
    if (!this.box) return;
    this.shell.overlay.hide(this.box);
    this.box = null;
  }
}

function button(label, click) {
  return h("button", { type: "button", class: "ussd-button", on: { click } }, label);
}
