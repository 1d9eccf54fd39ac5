// What is agreed to beside the answers: texts to read, and a box for each.

import { h, paragraphs, say, t } from "./dom.js";
import { mark } from "./field.js";

/** One text: to be read whole, and agreed to. */
class Consent {
  constructor({ kind, title, text }, checked) {
    this.kind = kind;
    const id = `c-${kind}`;
    this.error = h("p", { class: "error", id: `${id}-error`, hidden: true });
    this.input = h("input", { type: "checkbox", id, checked: Boolean(checked) });
    const whole = { class: "whole", tabindex: "0", role: "region", "aria-label": title };
    this.element = h("div", { class: "field consent" },
      h("details", {}, h("summary", {}, t("page_read_whole", { title })), h("div", whole, paragraphs(text))),
      this.error,
      h("label", { class: "option" }, this.input, h("span", { class: "face" }, t("page_agree", { title }))));
  }

  complain(words) {
    this.error.textContent = words ?? "";
    this.error.hidden = !words;
    this.element.classList.toggle("wrong", Boolean(words));
    mark(this.input, "aria-invalid", words ? "true" : null);
    mark(this.input, "aria-describedby", words ? this.error.id : null);
  }
}

/** All of them; whoever is under 18 agrees in the chat. */
export class Agreeing {
  constructor({ consents, is_minor: isMinor }, given) {
    this.boxes = consents.map((consent) => new Consent(consent, given[consent.kind]));
    this.texts = h("div", { class: "consents" }, this.boxes.map((box) => box.element));
    this.guardian = h("p", { class: "lead" }, t("page_guardian"));
    this.element = h("section", { class: "consents" }, h("h2", {}, t("page_consents")),
                     this.guardian, this.texts);
    this.element.hidden = !isMinor && !consents.length;
    this.guardian.hidden = !isMinor;
    this.texts.hidden = Boolean(isMinor);
    this.element.addEventListener("change", () => this.#forgive());
  }

  #forgive() {
    for (const box of this.boxes) if (box.input.checked) box.complain(null);
  }

  values() {
    return Object.fromEntries(this.boxes.map((box) => [box.kind, box.input.checked]));
  }

  /** What is not agreed to yet, in words. */
  problems() {
    const found = {};
    if (!this.texts.hidden)
      for (const box of this.boxes) if (!box.input.checked) found[box.kind] = t("page_agree_first");
    return found;
  }

  /** Mark what is wrong and go to the first of it; whether anything was. */
  complain(errors) {
    for (const box of this.boxes) box.complain(errors[box.kind]);
    const found = Object.values(errors)[0];
    if (!found) return false;
    say(found, "wrong");
    this.boxes.find((box) => errors[box.kind])?.input.focus();
    return true;
  }
}
