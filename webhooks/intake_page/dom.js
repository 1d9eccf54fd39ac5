// Words and elements. Nothing that people wrote is ever parsed as HTML.

const WORDS = JSON.parse(document.getElementById("words").textContent);

/** A sentence in the reader's language; what is in braces is filled in. */
export function t(key, args = {}) {
  return WORDS[key].replace(/\{(\w+)\}/g, (_, name) => String(args[name] ?? ""));
}

/** An element. `on` holds listeners; attributes that are null, undefined or false are left out. */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") {
      for (const [type, listener] of Object.entries(value)) element.addEventListener(type, listener);
    } else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** A paragraph for each line; an empty text has none. */
export function paragraphs(text, props = {}) {
  const lines = (text ?? "").split(/\n+/).filter((line) => line.trim());
  return lines.map((line) => h("p", props, line));
}

/** Put another screen in place and take the reader to its heading. */
export function show(...children) {
  const main = document.getElementById("main");
  main.replaceChildren(...children);
  const heading = main.querySelector("h1");
  document.title = `${heading.textContent} – ${t("page_title")}`;
  window.scrollTo(0, 0);
  heading.focus({ preventScroll: true });
}

export function heading(text) {
  return h("h1", { tabindex: "-1" }, text);
}

export function button(text, does, props = {}) {
  return h("button", { type: "button", on: { click: does }, ...props }, text);
}

/** One line below the screen, read aloud when it changes; with a button where one helps. */
export function say(text, kind = "", action = null) {
  const place = document.getElementById("status");
  place.className = `status ${kind}`;
  if (place.dataset.said === text && Boolean(action) === Boolean(place.querySelector("button"))) return;
  place.dataset.said = text;
  place.replaceChildren(...(text ? [h("p", {}, text)] : []), ...(action ? [action] : []));
}
