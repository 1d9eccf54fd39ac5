// Whose phone it is, above it, and the menu of what can be done to it.

import { h, initials } from "./dom.js";
import { menuButton } from "./menu.js";

/** The caption of `shell`, a phone: phone, theme, setTheme(name), api, toast(text). */
export function captionOf(shell) {
  const { phone } = shell;
  const [more, menu] = menuButton(`More about ${phone.name}`, "more", () => actions(shell));
  return h(
    "header",
    { class: "caption" },
    h("span", { class: "avatar", "aria-hidden": "true" }, initials(phone.name)),
    h(
      "div",
      { class: "who" },
      h("h2", { id: `name-${phone.id}` }, phone.name),
      h("span", {}, phoneNumber(phone.phone)),
    ),
    phone.telegram ? null : h("span", { class: "badge-text" }, "SMS only"),
    more,
    menu,
  );
}

function actions(shell) {
  const { api, theme } = shell;
  const { blocked, off, telegram } = shell.phone;
  const act = (work) => () => work().catch((error) => shell.toast(error.message));
  const other = theme === "dark" ? "light" : "dark";
  const network = off
    ? { label: "Back on the network", act: act(() => api.power(true)) }
    : { label: "Take off the network", act: act(() => api.power(false)) };
  if (!telegram) return [network];
  return [
    blocked
      ? { label: "Unblock the bot", act: act(() => api.unblock()) }
      : { label: "Block the bot", act: act(() => api.block()) },
    { label: `Mini Apps in ${other}`, act: () => shell.setTheme(other) },
    { label: "Clear the chat", act: act(() => api.clear()) },
    network,
  ];
}

/** "254712000001" and "+254712000001" as "+254 712 000 001". */
function phoneNumber(number) {
  const digits = String(number).replace(/\D/g, "");
  const [, country, ...rest] = /^(254)(\d{3})(\d{3})(\d{3})$/.exec(digits) ?? [];
  return country ? `+${country} ${rest.join(" ")}` : `+${digits}`;
}
