// One question as a field: its control with a label, what is in it, and what is wrong with it.

import { h, paragraphs, t } from "./dom.js";

/** Radio buttons for one answer of several; "" stands for leaving it out. */
const ONE = new Set(["yes_no", "choice", "scale"]);

export class Field {
  /** `answer` is what is known so far; null for nothing. */
  constructor(question, answer) {
    this.question = question;
    this.id = `q-${question.key}`;
    this.error = h("p", { class: "error", id: `${this.id}-error`, hidden: true });
    this.hint = h("div", { class: "hint", id: `${this.id}-hint` }, paragraphs(question.hint));
    this.element = this.#build(answer);
    this.#describe();
  }

  get isGroup() {
    return ONE.has(this.question.kind) || this.question.kind === "choices";
  }

  #build(answer) {
    if (this.question.kind === "choices") return this.#group("checkbox", new Set(answer ?? []));
    if (ONE.has(this.question.kind)) return this.#group("radio", new Set(this.#chosen(answer)));
    return this.#written(answer);
  }

  /** Booleans and numbers come and go as the words that radio buttons carry. */
  #chosen(answer) {
    return answer === null || answer === undefined ? [] : [String(answer)];
  }

  #title() {
    const optional = this.question.required ? null : h("span", { class: "optional" }, ` ${t("page_optional")}`);
    return [this.question.label, optional];
  }

  #group(type, chosen) {
    const { key, kind, options, required } = this.question;
    const leave = type === "radio" && !required ? [{ value: "", label: t("page_skip_one") }] : [];
    this.inputs = [...options, ...leave].map((option) =>
      h("input", { type, name: key, value: option.value, id: `${this.id}-${option.value || "none"}`,
                   checked: chosen.has(option.value) }));
    const shown = [...options, ...leave].map((option, at) => {
      const less = option.value === "" && kind === "scale" ? "option leave" : "option";
      return h("label", { class: less }, this.inputs[at], h("span", { class: "face" }, option.label));
    });
    const box = h("fieldset", { class: `field ${kind}` }, h("legend", {}, this.#title()), this.hint,
                  this.error, h("div", { class: "options" }, shown));
    if (kind === "scale") this.#ends(box);
    return box;
  }

  /** What 1 and 10 mean, above the row of numbers. */
  #ends(box) {
    const { low, high } = this.question;
    if (low && high)
      box.insertBefore(h("p", { class: "ends", id: `${this.id}-ends` }, h("span", {}, low), h("span", {}, high)),
                       box.lastElementChild);
  }

  #written(answer) {
    const { kind, key, longest } = this.question;
    const tag = kind === "text" ? "textarea" : "input";
    const props = { id: this.id, name: key, autocomplete: "off", rows: kind === "text" ? 4 : null };
    const input = h(tag, props);
    input.value = answer ?? "";
    this.inputs = [input];
    this.left = h("p", { class: "left", id: `${this.id}-left` });
    if (longest) input.addEventListener("input", () => this.#count(longest));
    if (longest) this.#count(longest);
    return h("div", { class: `field ${kind}` }, h("label", { for: this.id, class: "label" }, this.#title()),
             this.hint, this.error, input, this.left);
  }

  /** How much room is left, once it gets narrow. */
  #count(longest) {
    const left = longest - [...this.inputs[0].value].length;
    const key = left < 0 ? "page_too_long" : "page_left";
    this.left.textContent = left > longest / 5 ? "" : t(key, { left: Math.abs(left) });
    this.left.classList.toggle("over", left < 0);
  }

  #describe() {
    const ids = [];
    if (this.hint.childElementCount) ids.push(this.hint.id);
    if (this.question.kind === "scale" && this.question.low) ids.push(`${this.id}-ends`);
    if (!this.error.hidden) ids.push(this.error.id);
    if (this.left) ids.push(this.left.id);
    const described = this.isGroup ? [this.element] : this.inputs;
    for (const element of described) {
      if (ids.length) element.setAttribute("aria-describedby", ids.join(" "));
      else element.removeAttribute("aria-describedby");
    }
    // A group's own description isn't read with each of its buttons, so the first one tells it, too.
    if (this.isGroup && !this.error.hidden) this.inputs[0].setAttribute("aria-describedby", this.error.id);
    else if (this.isGroup) this.inputs[0].removeAttribute("aria-describedby");
  }

  /** What is answered now: text, a chosen value, a list of them; null for nothing. */
  value() {
    if (!this.isGroup) return this.inputs[0].value.trim() || null;
    const chosen = this.inputs.filter((input) => input.checked).map((input) => input.value);
    if (this.question.kind === "choices") return chosen.length ? chosen : null;
    return chosen[0] || null;
  }

  /** What the reader can mend at once, in words; the server looks at everything again. */
  problem() {
    const value = this.value();
    if (value === null) {
      if (!this.question.required) return null;
      return t(this.isGroup ? "page_choose_one" : "page_answer_this");
    }
    const over = this.isGroup ? 0 : [...value].length - (this.question.longest ?? Infinity);
    return over > 0 ? t("page_too_long", { left: over }) : null;
  }

  complain(words) {
    this.error.textContent = words ?? "";
    this.error.hidden = !words;
    this.element.classList.toggle("wrong", Boolean(words));
    for (const input of this.inputs) {
      if (words) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    }
    this.#describe();
  }

  focus() {
    (this.inputs.find((input) => input.checked) ?? this.inputs[0]).focus();
    this.element.scrollIntoView({ block: "nearest" });
  }
}

/** An answer as people read it: the labels of what was chosen, or what was written. */
export function readable(question, answer) {
  if (answer === null || answer === undefined) return null;
  const labels = new Map((question.options ?? []).map((option) => [option.value, option.label]));
  const values = Array.isArray(answer) ? answer : [answer];
  return values.map((value) => labels.get(String(value)) ?? String(value)).join(", ");
}
