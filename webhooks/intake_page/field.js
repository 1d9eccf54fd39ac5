// What every question on the page has: a label, an explanation, an error beside it, a value.

import { h, paragraphs, t } from "./dom.js";

export const length = (text) => [...text].length;

/** The lines that say something. */
export const lines = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);

/** What every field has: an error beside it, and a value that the server understands. */
export class Field {
  constructor(question) {
    this.question = question;
    this.id = `q-${question.key}`;
    this.error = h("p", { class: "error", id: `${this.id}-error`, hidden: true });
    this.hint = h("div", { class: "hint", id: `${this.id}-hint` }, paragraphs(question.hint));
  }

  /** The question, and whether it may be left out. */
  title() {
    const optional = this.question.required ? null : h("span", { class: "optional" }, ` ${t("page_optional")}`);
    return [this.question.label, optional];
  }

  /** Ids of what explains the field, in the order in which it is read. */
  explains() {
    const ids = this.error.hidden ? [] : [this.error.id];
    return this.hint.childElementCount ? [this.hint.id, ...ids] : ids;
  }

  complain(words) {
    this.error.textContent = words ?? "";
    this.error.hidden = !words;
    this.element.classList.toggle("wrong", Boolean(words));
    for (const input of this.inputs) mark(input, "aria-invalid", words ? "true" : null);
    this.describe();
  }

  describe() {
    for (const input of this.inputs) mark(input, "aria-describedby", this.explains().join(" "));
  }

  focus() {
    (this.inputs.find((input) => input.checked) ?? this.inputs[0]).focus();
    this.element.scrollIntoView({ block: "nearest" });
  }
}

export function mark(element, attribute, value) {
  if (value) element.setAttribute(attribute, value);
  else element.removeAttribute(attribute);
}

/** What is wrong with a list of things, in words. */
export function badLines({ longest_item: longest, most_items: most }, items) {
  if (items.length > most) return t("page_too_many", { most });
  return items.some((item) => length(item) > longest) ? t("page_line_too_long", { longest }) : null;
}
