// Telegram's colours where they can be read, ours where they can't.

import { firstTheme, headerColour, on } from "./telegram.js";

const HEX = /^#[0-9a-f]{6}$/i;
/** Contrast that text needs, by WCAG 2.2 AA. */
const READABLE = 4.5;

const OURS = {
  light: { paper: "#faf6ee", card: "#ffffff", ink: "#26312b", soft: "#5c655e", line: "#857a68",
           leaf: "#256150", onLeaf: "#ffffff", clay: "#a03f22" },
  dark: { paper: "#161d1a", card: "#1f2925", ink: "#ece6da", soft: "#a9b4ac", line: "#7d8b84",
          leaf: "#8fd0b4", onLeaf: "#10201a", clay: "#f0a58a" },
};
const STYLES = { paper: "--paper", card: "--card", ink: "--ink", soft: "--soft", line: "--line",
                 leaf: "--leaf", onLeaf: "--on-leaf", clay: "--clay" };

function luminance(colour) {
  const parts = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
  const [r, g, b] = parts.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export function contrast(one, other) {
  const [dim, bright] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (bright + 0.05) / (dim + 0.05);
}

/** The colours of the page from Telegram's; each of theirs is taken only where it can be read. */
export function palette(given) {
  const theirs = Object.fromEntries(
    Object.entries(given).filter(([, value]) => typeof value === "string" && HEX.test(value)),
  );
  const { bg_color: bg, text_color: text } = theirs;
  if (!bg || !text || contrast(bg, text) < 7) return null;
  const mode = luminance(bg) < luminance(text) ? "dark" : "light";
  const ours = OURS[mode];
  const second = theirs.secondary_bg_color;
  const paper = second && contrast(second, text) >= 7 ? second : bg;
  const grounds = [bg, paper];
  const first = (least, ...colours) =>
    colours.find((c) => c && grounds.every((ground) => contrast(c, ground) >= least));
  const leaf = first(READABLE, theirs.link_color, theirs.button_color, ours.leaf) ?? text;
  const onLeaf = [theirs.button_text_color, "#ffffff", "#000000"].find(
    (c) => c && contrast(c, leaf) >= READABLE,
  );
  return {
    mode, paper, leaf, onLeaf, card: bg, ink: text,
    soft: first(READABLE, theirs.subtitle_text_color, theirs.hint_color, ours.soft) ?? text,
    line: first(3, ours.line, theirs.hint_color) ?? text,
    clay: first(READABLE, theirs.destructive_text_color, ours.clay) ?? text,
  };
}

function wear(given) {
  const colours = palette(given);
  const root = document.documentElement;
  for (const [name, style] of Object.entries(STYLES))
    if (colours) root.style.setProperty(style, colours[name]);
    else root.style.removeProperty(style);
  root.style.colorScheme = colours ? colours.mode : "";
  const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
  headerColour((colours ?? (dark ? OURS.dark : OURS.light)).paper);
}

export function followTheme() {
  wear(firstTheme);
  on("theme_changed", (said) => wear(said.theme_params ?? {}));
}
