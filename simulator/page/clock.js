// The simulator's clock in the toolbar, and the buttons that move it forward.

import { advance } from "./api.js";
import { announce, h, icon } from "./dom.js";
import { disclosure } from "./focus.js";
import { longDay, now, seconds, span, untilHour } from "./time.js";

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
const QUICK = [
  ["+15 min", 15 * MINUTE],
  ["+1 h", HOUR],
  ["+1 day", DAY],
];
const MORE = [["+1 min", MINUTE], ...QUICK, ["+1 week", 7 * DAY]];

/** Fill the toolbar's clock. */
export function showClock(store, place) {
  const day = h("span", { class: "clock-day" });
  const time = h("span", { class: "clock-time" });
  const ahead = h("span", { class: "clock-ahead" });
  const move = async (amount) => {
    try {
      await advance(amount);
      announce(`The clock moved forward by ${span(amount)}`);
    } catch (error) {
      announce(error.message);
    }
  };
  const tick = () => {
    day.textContent = longDay(now());
    time.textContent = seconds(now());
    ahead.textContent = store.offset > 0 ? `${span(store.offset)} ahead` : "real time";
  };
  const quick = h(
    "div",
    { class: "quick", role: "group", "aria-label": "Move the clock forward" },
    steps(QUICK, move),
  );
  const face = h(
    "div",
    {
      class: "clock-face",
      role: "timer",
      "aria-label": "The simulator’s time in Nairobi",
      "aria-live": "off",
    },
    h("span", { class: "clock-main" }, time, h("abbr", { title: "East Africa Time" }, "EAT")),
    h("span", { class: "clock-sub" }, day, " · ", ahead),
  );
  place.append(face, quick, ...panel(move));
  store.on("clock", tick);
  store.on("loaded", tick);
  setInterval(tick, 1000);
  tick();
}

function steps(all, move) {
  return all.map(([label, amount]) =>
    h("button", { type: "button", class: "step", on: { click: () => move(amount) } }, label),
  );
}

function panel(move) {
  const button = h(
    "button",
    { type: "button", class: "step more" },
    icon("clock"),
    h("span", {}, "More"),
  );
  button.setAttribute("aria-label", "More ways to move the clock");
  const amount = h("input", {
    type: "number",
    min: "1",
    max: "999",
    value: "30",
    required: true,
    "aria-label": "How much",
  });
  const unit = h(
    "select",
    { "aria-label": "Unit" },
    [
      ["minutes", MINUTE],
      ["hours", HOUR],
      ["days", DAY],
    ].map(([name, size]) => h("option", { value: size }, name)),
  );
  const form = h(
    "form",
    { class: "clock-form" },
    amount,
    unit,
    h("button", { class: "button primary" }, "Move"),
  );
  const morning = h(
    "button",
    { type: "button", class: "step", title: "To the next 08:00 in Nairobi" },
    "Next 08:00",
  );
  morning.addEventListener("click", () => move(untilHour(8)));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    move(Number(amount.value) * Number(unit.value));
  });
  const box = h(
    "div",
    { class: "clock-panel" },
    h("p", { class: "panel-title" }, "Move the clock forward"),
    h("div", { class: "steps" }, steps(MORE, move), morning),
    form,
    h("p", { class: "hint" }, "Reminders and time limits fire as time passes. It can’t go back."),
  );
  disclosure(button, box, { onOpen: () => box.querySelector("button").focus() });
  return [button, box];
}
