// Message HTML as elements: only the tags the Bot API knows, rebuilt one by one.

import { h } from "./dom.js";

const PLAIN = {
  b: "strong",
  strong: "strong",
  i: "em",
  em: "em",
  u: "u",
  ins: "u",
  s: "s",
  strike: "s",
  del: "s",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
};
export const SAFE_LINK = /^(https?:|mailto:|tel:)/i;
const START_LINK = /^https?:\/\/t\.me\/[A-Za-z0-9_]+\?start=([A-Za-z0-9_-]+)$/i;
const LIVELY =
  /(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]])|(^|\s)(\/[a-z][a-z0-9_]{0,31})(?=$|[\s.,;:!?])/g;

/** The payload of a link that opens the bot, or null. */
export function startPayload(url) {
  return START_LINK.exec(url)?.[1] ?? null;
}

/**
 * A fragment of `html`. `say(text)` is called for /commands and for links that open the bot;
 * without it they are shown as text and as ordinary links.
 */
export function richText(html, say = null) {
  if (!/[<&]/.test(html)) return plainText(html, say);
  const parsed = new DOMParser().parseFromString(`<body>${html}`, "text/html");
  const fragment = document.createDocumentFragment();
  for (const node of parsed.body.childNodes) fragment.append(rebuilt(node, say, true));
  return fragment;
}

/** A fragment of plain text with its links and commands alive. */
export function plainText(text, say = null) {
  const fragment = document.createDocumentFragment();
  fragment.append(lively(text, say));
  return fragment;
}

function rebuilt(node, say, live) {
  if (node.nodeType === Node.TEXT_NODE) return live ? lively(node.data, say) : node.data;
  if (node.nodeType !== Node.ELEMENT_NODE) return "";
  const name = node.localName;
  if (name === "br") return "\n";
  const inner = live && !["a", "code", "pre"].includes(name);
  const children = [...node.childNodes].map((child) => rebuilt(child, say, inner));
  if (name === "a") return link(node.getAttribute("href") ?? "", children, say);
  if (name === "tg-spoiler" || node.classList.contains("tg-spoiler")) return spoiler(children);
  if (PLAIN[name]) return h(PLAIN[name], {}, children);
  return group(children);
}

function group(children) {
  const fragment = document.createDocumentFragment();
  fragment.append(...children);
  return fragment;
}

function link(href, children, say) {
  const payload = startPayload(href);
  if (payload && say) return talk(`/start ${payload}`, children, say);
  if (!SAFE_LINK.test(href)) return h("span", { class: "mention" }, children);
  return h("a", { href, target: "_blank", rel: "noopener noreferrer" }, children);
}

function talk(text, children, say) {
  return h("button", { type: "button", class: "link", on: { click: () => say(text) } }, children);
}

function spoiler(children) {
  const cover = h("button", {
    type: "button",
    class: "spoiler",
    "aria-label": "Hidden text, press to show",
  });
  const text = h("span", { hidden: true }, children);
  cover.addEventListener("click", () => {
    text.hidden = false;
    cover.remove();
  });
  cover.textContent = "hidden text";
  return group([cover, text]);
}

function lively(text, say) {
  const fragment = document.createDocumentFragment();
  let from = 0;
  for (const match of text.matchAll(LIVELY)) {
    const word = match[1] ?? match[3];
    if (!match[1] && !say) continue;
    const at = match.index + match[0].indexOf(word);
    fragment.append(text.slice(from, at));
    fragment.append(match[1] ? link(word, [word], say) : talk(word, [word], say));
    from = at + word.length;
  }
  fragment.append(text.slice(from));
  return fragment;
}
