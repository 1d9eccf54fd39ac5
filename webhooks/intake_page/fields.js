// Questions as fields: something to write here, something to choose in choices.js.

import { Group } from "./choices.js";
import { h, t } from "./dom.js";
import { Field, badLines, length, lines } from "./field.js";

const GROUPS = new Set(["yes_no", "choice", "choices", "scale"]);

/** Something to write: a text, or several things, one on each line. */
class Written extends Field {
  constructor(question, answer) {
    super(question);
    this.several = question.kind === "words";
    const short = !this.several && question.longest <= 200;
    const props = { id: this.id, name: question.key, autocomplete: "off", rows: short ? null : 4 };
    this.input = h(short ? "input" : "textarea", props);
    this.input.value = this.several ? (answer ?? []).join("\n") : (answer ?? "");
    this.input.addEventListener("input", () => this.count());
    this.inputs = [this.input];
    this.left = h("p", { class: "left", id: `${this.id}-left` });
    this.element = h("div", { class: "field written" },
      h("label", { for: this.id, class: "label" }, this.title()), this.hint, this.error, this.input, this.left);
    this.count();
    this.describe();
  }

  explains() {
    return [...super.explains(), this.left.id];
  }

  /** How much room is left, once it gets narrow. */
  count() {
    const { longest } = this.question;
    const left = longest - length(this.input.value);
    const narrow = !this.several && left <= longest / 5;
    this.left.textContent = narrow ? t(left < 0 ? "page_too_long" : "page_left", { left: Math.abs(left) }) : "";
    this.left.classList.toggle("over", left < 0);
  }

  value() {
    if (!this.several) return this.input.value.trim() || null;
    const found = lines(this.input.value);
    return found.length ? found : null;
  }

  /** What the reader can mend at once, in words; the server looks at everything again. */
  problem() {
    const { required, longest } = this.question;
    const value = this.value();
    if (value === null) return required ? t("page_answer_this") : null;
    if (this.several) return badLines(this.question, value);
    if (length(value) > longest) return t("page_too_long", { left: length(value) - longest });
    return this.#withoutNumber(value);
  }

  /** Whoever is named can be called; where that need not be, it is asked for once. */
  #withoutNumber(value) {
    const { required, with_phone: fewest } = this.question;
    if ((value.match(/\d/gu) ?? []).length >= fewest) return null;
    if (required) return t("page_intake_contact_number");
    if (this.asked === value) return null;
    this.asked = value;
    return t("page_number_maybe");
  }
}

export function field(question, answer) {
  return GROUPS.has(question.kind) ? new Group(question, answer) : new Written(question, answer);
}

/** An answer as people read it: the labels of what was chosen, or what was written. */
export function readable(question, answer) {
  if (answer === null || answer === undefined) return null;
  const labels = new Map(question.options.map((option) => [option.value, option.label]));
  const values = Array.isArray(answer) ? answer : [answer];
  return values.map((value) => labels.get(value) ?? String(value)).join(", ");
}
