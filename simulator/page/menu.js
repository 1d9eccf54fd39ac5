// A small menu behind a button: arrows move, Enter picks, Escape leaves.

import { h, icon } from "./dom.js";
import { disclosure, roving } from "./focus.js";

/**
 * `items()` gives [{label, icon?, act}] each time the menu opens.
 * Returns the button and the menu, to be placed in one positioned parent.
 */
export function menuButton(label, iconName, items) {
  const button = h(
    "button",
    {
      type: "button",
      class: "icon-button",
      "aria-label": label,
      title: label,
      "aria-haspopup": "menu",
    },
    icon(iconName),
  );
  const menu = h("div", { class: "menu", role: "menu", "aria-label": label });
  const shown = disclosure(button, menu, { onOpen: fill });
  roving(menu, "[role=menuitem]");

  function fill() {
    menu.replaceChildren(...items().map(entry));
    menu.firstElementChild?.focus();
  }
  function entry(item) {
    const pick = () => {
      shown.close(true);
      item.act();
    };
    const parts = item.icon ? [icon(item.icon), item.label] : [item.label];
    return h(
      "button",
      { type: "button", role: "menuitem", tabindex: "-1", on: { click: pick } },
      parts,
    );
  }
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) shown.close(false);
  });
  return [button, menu];
}
