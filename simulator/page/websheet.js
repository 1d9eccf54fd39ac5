// A web page over the chat, in a frame below a bar: the checkout, a Mini App.

import { h, icon } from "./dom.js";

/** A button of the bar. */
export function barButton(name, label, act, props = {}) {
  const given = { type: "button", class: "icon-button", "aria-label": label, title: label };
  return h("button", { ...given, ...props, on: { click: act } }, icon(name));
}

/**
 * The dialog, its frame and its way out; it still has to be shown. `leave()` is called when the
 * person closes it; `start` and `end` go into the bar, `frame` holds attributes.
 */
export function webSheet({ title, label = title, closing, leave, start = [], end = [], frame }) {
  const close = barButton("close", closing, leave);
  const view = h("iframe", { class: "web-frame", ...frame });
  // The keyboard leaves a frame by its last element without telling us: this catches it.
  const edge = h("span", { class: "edge", tabindex: "0", on: { focus: () => close.focus() } });
  const dialog = h(
    "div",
    { class: "web", role: "dialog", "aria-modal": "true", "aria-label": label },
    h("header", { class: "web-head" }, close, start, h("strong", {}, title), end),
    view,
    edge,
  );
  dialog.addEventListener("keydown", (event) => event.key === "Escape" && leave());
  return { dialog, frame: view, close };
}
