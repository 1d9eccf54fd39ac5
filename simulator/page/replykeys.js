// The keyboard that stands in for the phone's own: ready answers, "share my contact".

import { h, icon } from "./dom.js";

/**
 * Rows of buttons of a reply keyboard (null: none). `answer(what, once)` gets what to send,
 * and whether the keyboard goes away after one use.
 */
export function replyKeys(markup, answer) {
  const rows = markup?.keyboard ?? (Array.isArray(markup) ? markup : []);
  const once = Boolean(markup?.one_time_keyboard);
  return rows.map((row) =>
    h(
      "div",
      { class: "keys" },
      row.map((button) => key(button, once, answer)),
    ),
  );
}

function key(button, once, answer) {
  const { text } = typeof button === "string" ? { text: button } : button;
  const [what, mark] = meaning(button, text);
  const press = () => answer(what, once);
  return h(
    "button",
    { type: "button", class: "reply-key", on: { click: press } },
    mark ? icon(mark) : null,
    text,
  );
}

function meaning(button, text) {
  if (button.request_contact) return [{ contact: "own" }, "person"];
  if (button.request_location) return [{ location: true }, "pin"];
  return [{ text }, null];
}
