// Starts the page: the store, the live connection, the toolbar, the phones, the calls.

import { addPhoneButton } from "./addphone.js";
import { CallsPane } from "./calls.js";
import { showClock } from "./clock.js";
import { announce, h, icon } from "./dom.js";
import { follow } from "./feed.js";
import { Stage } from "./stage.js";
import { Store } from "./store.js";

const CALLS_KEY = "calls-pane";
const at = (id) => document.getElementById(id);

const store = new Store();
const stage = new Stage(store, at("phones"), at("switcher"));
new CallsPane(store, at("calls"));
showClock(store, at("clock"));

const link = h(
  "span",
  { class: "link-state", role: "status" },
  h("i", {}),
  h("span", {}, "Connecting"),
);
const added = (phone) => {
  stage.show(phone.id);
  stage.views.get(phone.id)?.element.scrollIntoView({ inline: "nearest", block: "nearest" });
};
at("tools").append(link, addPhoneButton(added), callsButton());

follow(store, (state, tries) => {
  const lost = state === "lost";
  const was = document.body.dataset.link;
  document.body.dataset.link = state;
  link.lastChild.textContent = lost ? "Reconnecting" : "Live";
  const bar = at("offline");
  bar.hidden = !lost;
  if (lost && tries === 1)
    bar.textContent = "The connection to the simulator is lost. Trying again; nothing is missed.";
  if (!lost && was === "lost") announce("Connected again");
});

function callsButton() {
  const button = h("button", {
    type: "button",
    class: "tool calls-toggle",
    "aria-controls": "calls",
    "aria-label": "HTTP calls",
  });
  button.append(icon("list"), h("span", { class: "tool-label" }, "HTTP calls"));
  const show = (open) => {
    at("calls").hidden = !open;
    button.setAttribute("aria-pressed", String(open));
  };
  show((localStorage.getItem(CALLS_KEY) ?? String(innerWidth >= 1180)) === "true");
  button.addEventListener("click", () => {
    const open = at("calls").hidden;
    localStorage.setItem(CALLS_KEY, String(open));
    show(open);
  });
  return button;
}
