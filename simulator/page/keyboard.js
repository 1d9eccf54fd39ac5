// The buttons under a message, and what pressing each kind does.

import { checkoutPath } from "./browser.js";
import { h, icon } from "./dom.js";
import { roving } from "./focus.js";
import { SAFE_LINK, startPayload } from "./richtext.js";

const STYLES = ["primary", "success", "danger"];

/** A keyboard of `rows`; `chat` has press and open(element, button), say, toast, visit(path). */
export function keyboardView(rows, chat) {
  const keyboard = h("div", {
    class: "keyboard",
    role: "toolbar",
    "aria-label": "Buttons of this message",
  });
  for (const row of rows) {
    keyboard.append(
      h(
        "div",
        { class: "keys" },
        row.map((button) => key(button, chat)),
      ),
    );
  }
  roving(keyboard, ".key", { rows: ".keys" });
  return keyboard;
}

function key(button, chat) {
  const url = SAFE_LINK.test(button.url ?? "") ? button.url : null;
  const payload = url ? startPayload(url) : null;
  const classes = ["key", STYLES.includes(button.style) ? button.style : ""].join(" ").trim();
  const label = h("span", { class: "key-label" }, button.text);
  if (url && !payload) {
    const link = { class: classes, href: url, target: "_blank", rel: "noopener" };
    const checkout = checkoutPath(url);
    const open = (event) => {
      event.preventDefault();
      chat.visit(checkout);
    };
    return h("a", checkout ? { ...link, on: { click: open } } : link, label, icon("link"));
  }
  const element = h("button", { type: "button", class: classes }, label);
  const isCopied = button.copy !== undefined && button.copy !== null;
  if (isCopied) element.append(icon("copy"));
  if (button.web_app) element.append(icon("app"));
  element.addEventListener("click", () => {
    if (payload) chat.say(`/start ${payload}`);
    else if (isCopied) copy(button.copy, chat);
    else if (element.hasAttribute("aria-busy")) return;
    else if (button.web_app) chat.open(element, button);
    else chat.press(element, button);
  });
  return element;
}

async function copy(value, chat) {
  const text = typeof value === "object" ? value.text : value;
  try {
    await navigator.clipboard.writeText(text);
    chat.toast("Copied");
  } catch {
    chat.toast(`Copy this by hand: ${text}`);
  }
}

/** Where the focus is in `keyboard`: its row, column and label; null when it is elsewhere. */
export function focusedKey(keyboard) {
  const element = document.activeElement;
  if (!keyboard?.contains(element)) return null;
  const row = element.closest(".keys");
  return {
    row: [...keyboard.children].indexOf(row),
    column: [...row.children].indexOf(element),
    label: element.textContent,
  };
}

/** Put the focus back after the keyboard was exchanged: the same label, else the same place. */
export function focusKey(keyboard, place) {
  const keys = [...keyboard.querySelectorAll(".key")];
  const row = keyboard.children[Math.min(place.row, keyboard.children.length - 1)];
  const same = keys.find((one) => one.textContent === place.label);
  (same ?? row.children[Math.min(place.column, row.children.length - 1)]).focus();
}
