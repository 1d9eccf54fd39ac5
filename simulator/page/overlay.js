// Dialogs inside one phone: they make what lies behind them unreachable and give the focus back.

import { announce, h } from "./dom.js";
import { trap } from "./focus.js";

export class Overlay {
  /** `phone` is the element of the whole phone, `behind` what a dialog covers. */
  constructor(phone, behind) {
    this.phone = phone;
    this.behind = behind;
    this.layers = [];
    this.element = h("div", { class: "overlay", hidden: true });
  }

  /**
   * Show `dialog` on top. The focus goes to `first` when it is in this phone or nowhere;
   * it is not torn from another phone: there the title is announced instead.
   */
  show(dialog, first, title) {
    const active = document.activeElement;
    const ours = !active || active === document.body || this.phone.contains(active);
    this.layers.push({ dialog, back: ours ? active : null });
    trap(dialog);
    this.element.append(dialog);
    this.arrange();
    if (ours) first.focus({ preventScroll: true });
    else announce(title);
  }

  hide(dialog) {
    const at = this.layers.findIndex((layer) => layer.dialog === dialog);
    if (at < 0) return;
    const had = dialog.contains(document.activeElement);
    const [{ back }] = this.layers.splice(at, 1);
    dialog.remove();
    this.arrange();
    if (had) this.giveBack(back);
  }

  giveBack(back) {
    const usable =
      back?.isConnected && back !== document.body && back.checkVisibility?.() !== false;
    (usable ? back : this.phone.querySelector("[role=tab][aria-selected=true]"))?.focus({
      preventScroll: true,
    });
  }

  arrange() {
    this.behind.inert = this.layers.length > 0;
    this.element.hidden = this.layers.length === 0;
    this.layers.forEach(({ dialog }, at) => (dialog.inert = at < this.layers.length - 1));
  }
}

/** A question: `yes` acts, `no` and Escape do nothing. */
export function showQuestion(overlay, { text, yes, no, act }) {
  const close = () => overlay.hide(dialog);
  const button = (label, classes, click) =>
    h("button", { type: "button", class: classes, on: { click } }, label);
  const stay = button(no, "button", close);
  const go = button(yes, "button primary", () => {
    close();
    act();
  });
  const dialog = h(
    "div",
    { class: "dialog", role: "alertdialog", "aria-modal": "true", "aria-label": text },
    h("p", { class: "dialog-text" }, text),
    h("div", { class: "dialog-buttons" }, stay, go),
  );
  dialog.addEventListener("keydown", (event) => event.key === "Escape" && close());
  overlay.show(dialog, stay, text);
}

/** A message with one button, as a bot's alert is shown. */
export function showAlert(overlay, text) {
  const close = () => overlay.hide(dialog);
  const button = h(
    "button",
    { type: "button", class: "button primary", on: { click: close } },
    "OK",
  );
  const dialog = h(
    "div",
    {
      class: "dialog",
      role: "alertdialog",
      "aria-modal": "true",
      "aria-label": "Message from Smiling Steps",
    },
    h("p", { class: "dialog-text" }, text),
    h("div", { class: "dialog-buttons" }, button),
  );
  dialog.addEventListener("keydown", (event) => event.key === "Escape" && close());
  overlay.show(dialog, button, text);
}
