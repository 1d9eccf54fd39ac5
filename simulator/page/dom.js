// Building elements without ever parsing HTML of people.

const TITLE = /^(dr|mr|mrs|ms|prof)\.?\s+/i;
const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  chat: "M4 5.5h16v11H9.5L5.5 20v-3.5H4z",
  sms: "M3.5 6h17v12h-17zM4 6.5l8 6.5 8-6.5",
  mail: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM16 8v5.5a2.3 2.3 0 0 0 4.5 0V12a8.5 8.5 0 1 0-3.4 6.8",
  dial: "M6 5.5h.01M12 5.5h.01M18 5.5h.01M6 11h.01M12 11h.01M18 11h.01M6 16.5h.01M12 16.5h.01M18 16.5h.01",
  wallet: "M4 7.5h16v11H4zM4 7.5l11-3v3M15.5 13h2",
  send: "M5 12h13M12.5 6.5 18 12l-5.5 5.5",
  attach: "M8 12.5l6.2-6.2a3 3 0 0 1 4.3 4.3l-8 8a5 5 0 0 1-7-7L11 4.2",
  more: "M5.5 12h.01M12 12h.01M18.5 12h.01",
  close: "M6.5 6.5l11 11M17.5 6.5l-11 11",
  back: "M18 12H6M11 6.5 5.5 12l5.5 5.5",
  moon: "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
  plus: "M12 5.5v13M5.5 12h13",
  down: "M12 5v13M6.5 12.5 12 18l5.5-5.5",
  file: "M7 3.5h7l4 4v13H7zM14 3.5v4h4",
  lock: "M7 11h10v8.5H7zM9 11V8a3 3 0 0 1 6 0v3",
  mute: "M7 16.5V11a5 5 0 0 1 8-4M17 11.5v5H6M10.5 19.5h3M4.5 4.5l15 15",
  link: "M9 6.5h8.5V15M17 7 7 17",
  copy: "M9 9h10v11H9zM15 9V4.5H5V15h4",
  app: "M5 5h6v6H5zM13 5h6v6h-6zM5 13h6v6H5zM13 13h6v6h-6z",
  list: "M4.5 7h3M4.5 12h3M4.5 17h3M10.5 7h9M10.5 12h9M10.5 17h9",
  keys: "M3.5 7h17v11h-17zM7 10.5h.01M10.5 10.5h.01M14 10.5h.01M17.5 10.5h.01M8 14.5h8",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20c1-4.5 4-6 7.5-6s6.5 1.5 7.5 6",
  pin: "M12 21c-4-5-6.5-7.8-6.5-11.5a6.5 6.5 0 0 1 13 0C18.5 13.2 16 16 12 21zM12 11.5h.01",
  voice:
    "M12 4a2.5 2.5 0 0 1 2.5 2.5v5a2.5 2.5 0 0 1-5 0v-5A2.5 2.5 0 0 1 12 4zM6 11.5a6 6 0 0 0 12 0M12 17.5V20",
  smile:
    "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM8.5 14c1.5 2.5 5.5 2.5 7 0M9 9.5h.01M15 9.5h.01",
  image: "M4 5h16v14H4zM4 16l5-5 4 4 2.5-2.5L20 17M15.5 9h.01",
  in: "M18 12H6M11 6.5 5.5 12l5.5 5.5",
  out: "M6 12h12M13 6.5l5.5 5.5-5.5 5.5",
  clock: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2",
  signal: "M4 19v-3M9 19v-6M14 19V9M19 19V5",
};

/** An element. `on` holds listeners, `data` the dataset; null and false attributes are left out. */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") {
      for (const [type, listener] of Object.entries(value))
        element.addEventListener(type, listener);
    } else if (name === "data") Object.assign(element.dataset, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** A line icon; decoration only, the words are beside it or in the label. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** Text that only a screen reader hears. */
export function heard(text) {
  return h("span", { class: "sr" }, text);
}

/** Say something at once to a screen reader. */
export function announce(text) {
  const place = document.getElementById("announcer");
  place.textContent = "";
  requestAnimationFrame(() => (place.textContent = text));
}

const words = (name) => name.replace(TITLE, "").split(/\s+/).filter(Boolean);

/** "Brian" of "Dr. Brian Mwangi". */
export function firstName(name) {
  return words(name)[0] ?? name;
}

/** Initials for an avatar: "Amina Otieno" is "AO". */
export function initials(name) {
  return (
    words(name)
      .slice(0, 2)
      .map((word) => [...word][0].toUpperCase())
      .join("") || "?"
  );
}

/** Whole shillings as people write them: "KES 1,500". */
export function kes(amount) {
  return `KES ${Number(amount).toLocaleString("en-KE", { maximumFractionDigits: 0 })}`;
}

export function fileSize(bytes) {
  if (bytes === null || bytes === undefined) return "";
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
