// A question with answers to choose from: real radio buttons or checkboxes in a fieldset.

import { h, t } from "./dom.js";
import { Field, badLines, lines, mark } from "./field.js";

/** Where the reader's own words stand among the options. */
const OWN = "own";

export class Group extends Field {
  constructor(question, answer) {
    super(question);
    this.many = question.kind === "choices";
    this.hasOwn = this.many || question.kind === "choice";
    const given = this.many ? (answer ?? []) : answer === null || answer === undefined ? [] : [answer];
    const known = question.options.map((option) => option.value);
    this.options = [...question.options];
    if (this.hasOwn) this.options.push({ value: OWN, label: t("page_own_choice") });
    if (!this.many && !question.required) this.options.push({ value: null, label: t("page_skip_one") });
    const own = given.filter((value) => !known.includes(value));
    this.inputs = this.options.map((option, at) => this.#box(option, at, given, own));
    if (this.hasOwn) this.own = this.#ownWords(own);
    this.element = this.#build();
    this.describe();
  }

  #box({ value }, at, given, own) {
    const checked = value === OWN && this.hasOwn ? own.length > 0 : given.includes(value);
    return h("input", { type: this.many ? "checkbox" : "radio", name: this.question.key, id: `${this.id}-${at}`, checked });
  }

  /** Writing there chooses it; what is written stays when something else is chosen. */
  #ownWords(own) {
    const box = this.inputs[this.options.findIndex((option) => option.value === OWN)];
    const props = { id: `${this.id}-own`, class: "own", autocomplete: "off",
                    "aria-label": `${t("page_own_choice")}: ${t("page_own_words")}` };
    const words = h(this.many ? "textarea" : "input", { ...props, rows: this.many ? 2 : null });
    words.value = own.join("\n");
    const shown = () => (words.hidden = !box.checked);
    for (const input of this.inputs) input.addEventListener("change", shown);
    shown();
    return { box, words };
  }

  #build() {
    const { kind, low, high } = this.question;
    const shown = this.options.map((option, at) =>
      h("label", { class: option.value === null ? "option leave" : "option" }, this.inputs[at],
        h("span", { class: "face" }, option.label)));
    const at = this.options.findIndex((option) => this.hasOwn && option.value === OWN);
    if (at >= 0) shown.splice(at + 1, 0, this.own.words);
    this.ends = low && high
      ? h("p", { class: "ends", id: `${this.id}-ends` }, h("span", {}, low), h("span", {}, high))
      : null;
    return h("fieldset", { class: `field ${kind}` }, h("legend", {}, this.title()), this.hint, this.error,
             this.ends, h("div", { class: "options" }, shown));
  }

  /** A group's description isn't read with each of its buttons: an error is told by the first, too. */
  describe() {
    const ends = this.ends ? [this.ends.id] : [];
    mark(this.element, "aria-describedby", [...this.explains(), ...ends].join(" "));
    mark(this.inputs[0], "aria-describedby", this.error.hidden ? null : this.error.id);
  }

  /** The chosen values; the reader's own words stand where the option for them is chosen. */
  #chosen() {
    const chosen = this.options.filter((_, at) => this.inputs[at].checked).map((option) => option.value);
    const own = chosen.includes(OWN) && this.hasOwn ? lines(this.own.words.value) : [];
    return [...chosen.filter((value) => value !== null && !(this.hasOwn && value === OWN)), ...own];
  }

  value() {
    const chosen = this.#chosen();
    if (this.many) return chosen.length ? chosen : null;
    return chosen[0] ?? null;
  }

  problem() {
    const value = this.value();
    const says = this.hasOwn && this.own.box.checked && !lines(this.own.words.value).length;
    if (says) return t("page_answer_this");
    if (value === null) return this.question.required ? t("page_choose_one") : null;
    return Array.isArray(value) || typeof value === "string" ? badLines(this.question, [value].flat()) : null;
  }

  focus() {
    const says = this.hasOwn && this.own.box.checked && !lines(this.own.words.value).length;
    if (says) this.own.words.focus();
    else super.focus();
  }
}
