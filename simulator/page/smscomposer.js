// Writing an SMS to the practice's short code; it says what the text will cost while it is typed.

import { h, heard, icon } from "./dom.js";
import { measure, priced } from "./segments.js";

/** The form at the foot of the messages. `shell` is the phone: api, toast(text); `to` a number. */
export function smsComposer(shell, to) {
  const input = h("textarea", {
    rows: 1,
    class: "compose",
    "aria-label": `SMS to ${to}`,
    placeholder: `SMS to ${to}`,
    enterkeyhint: "send",
    maxlength: 1530,
  });
  const send = h(
    "button",
    { type: "submit", class: "icon-button send", "aria-label": "Send SMS", title: "Send SMS" },
    icon("send"),
  );
  const cost = h("p", { class: "cost", hidden: true });
  const form = h("form", { class: "compose-row" }, input, send);
  const changed = () => {
    send.disabled = !input.value.trim();
    cost.hidden = send.disabled;
    if (!cost.hidden) cost.replaceChildren(heard("This is "), priced(measure(input.value)));
  };
  input.addEventListener("input", changed);
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = input.value;
    if (!text.trim()) return;
    input.value = "";
    changed();
    input.focus();
    try {
      await shell.api.sendSms(text, to);
    } catch (error) {
      shell.toast(error.message);
      input.value ||= text;
      changed();
    }
  });
  changed();
  return h("footer", { class: "composer" }, cost, form);
}
