// One HTTP call as a line that opens to show what was said.

import { h, heard, icon } from "./dom.js";
import { seconds } from "./time.js";

export const SERVICES = {
  telegram: "Telegram",
  daraja: "M-Pesa",
  paystack: "Paystack",
  sms: "SMS",
  mail: "Mail",
  google: "Google",
};
const LONGEST = 4000;
const TOKENS =
  /("(?:\\.|[^"\\])*")(\s*:)?|\b(true|false|null)\b|-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b/g;

/** Whether the call only asked for updates and got none. */
export function isIdlePoll(call) {
  if (!call.path.endsWith("/getUpdates")) return false;
  const answer = unpacked(call.answer);
  return !(answer?.result?.length > 0) && call.status === 200;
}

/** A list item of `call`; its details are built when it is opened. */
export function callRow(call) {
  const details = h("div", { class: "call-details", hidden: true });
  const line = h(
    "button",
    { type: "button", class: "call-line", tabindex: "-1", "aria-expanded": "false" },
    h("time", { class: "call-time", datetime: call.time }, seconds(call.time)),
    service(call),
    h(
      "span",
      { class: "call-path", title: call.path },
      h("b", {}, call.method),
      " ",
      shortPath(call.path),
    ),
    status(call.status),
    h("span", { class: "call-ms" }, `${Math.round(call.ms)} ms`),
  );
  line.addEventListener("click", () => {
    if (!details.childElementCount) details.append(...parts(call));
    details.hidden = !details.hidden;
    line.setAttribute("aria-expanded", String(!details.hidden));
  });
  return h("li", { class: "call", data: { service: call.service } }, line, details);
}

function service(call) {
  const out = call.direction === "out";
  const name = SERVICES[call.service] ?? call.service;
  return h(
    "span",
    { class: "call-service" },
    icon(out ? "in" : "out"),
    heard(out ? "from " : "to "),
    name,
  );
}

function status(code) {
  const good = code >= 200 && code < 300;
  return h("span", { class: `call-status ${good ? "good" : "bad"}` }, code ? String(code) : "none");
}

function shortPath(path) {
  const bare = path.replace(/^https?:\/\/[^/]+/, "").split("?")[0];
  return bare
    .replace(/^\/telegram(\/file)?\/bot[^/]+\//, "")
    .replace(/^\/(daraja|paystack|sms|google)(\/mpesa)?\//, "/");
}

function parts(call) {
  const found = [h("p", { class: "call-full" }, `${call.method} ${call.path}`)];
  for (const [title, value] of [
    ["Request", call.body],
    ["Answer", call.answer],
  ]) {
    if (value === null || value === undefined || value === "") continue;
    found.push(
      h("h3", {}, title),
      h("pre", { tabindex: "0", "aria-label": title }, coloured(unpacked(value))),
    );
  }
  return found;
}

/** JSON inside strings (forms carry it) as what it says. */
function unpacked(value) {
  if (typeof value === "string" && /^\s*[[{]/.test(value)) {
    try {
      return unpacked(JSON.parse(value));
    } catch {
      return value;
    }
  }
  if (Array.isArray(value)) return value.map(unpacked);
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unpacked(inner)]));
  }
  if (typeof value === "string" && value.length > LONGEST) return `${value.slice(0, LONGEST)} …`;
  return value;
}

function coloured(value) {
  const fragment = document.createDocumentFragment();
  if (typeof value === "string") {
    fragment.append(value);
    return fragment;
  }
  const text = JSON.stringify(value, null, 2);
  let from = 0;
  for (const match of text.matchAll(TOKENS)) {
    fragment.append(text.slice(from, match.index));
    const kind = match[2] ? "name" : match[1] ? "string" : "value";
    fragment.append(h("span", { class: `json-${kind}` }, match[1] ?? match[0]), match[2] ?? "");
    from = match.index + match[0].length;
  }
  fragment.append(text.slice(from));
  return fragment;
}
