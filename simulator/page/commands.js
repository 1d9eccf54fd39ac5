// The menu of the bot's commands: opened by its button or by typing "/".

import { h } from "./dom.js";

let count = 0;

export class CommandMenu {
  constructor(input, phone, choose) {
    this.input = input;
    this.phone = phone;
    this.choose = choose;
    this.at = 0;
    const id = `commands-${++count}`;
    this.list = h("div", {
      class: "commands",
      role: "listbox",
      id,
      "aria-label": "Commands",
      hidden: true,
    });
    this.button = h(
      "button",
      { type: "button", class: "icon-button slash", "aria-label": "Commands", title: "Commands" },
      "/",
    );
    for (const [name, value] of [
      ["role", "combobox"],
      ["aria-expanded", "false"],
      ["aria-controls", id],
      ["aria-autocomplete", "list"],
    ]) {
      input.setAttribute(name, value);
    }
    input.addEventListener("input", () => this.typed());
    input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.button.addEventListener("click", () => this.toggle());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.pick(event.target.closest(".command")));
  }

  changed() {
    this.button.hidden = !this.phone.commands?.length;
  }

  get open() {
    return !this.list.hidden;
  }

  toggle() {
    if (this.open) return this.close();
    this.input.focus();
    this.show(this.phone.commands);
  }

  typed() {
    const typed = /^\/([a-z0-9_]*)$/i.exec(this.input.value);
    if (!typed) return this.close();
    const wanted = typed[1].toLowerCase();
    this.show((this.phone.commands ?? []).filter((one) => one.command.startsWith(wanted)));
  }

  show(commands) {
    if (!commands.length) return this.close();
    this.list.replaceChildren(...commands.map((one, index) => this.option(one, index)));
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.mark(0);
  }

  option({ command, description }, index) {
    const id = `${this.list.id}-${index}`;
    return h(
      "div",
      { class: "command", role: "option", id, data: { command } },
      h("b", {}, `/${command}`),
      h("span", {}, description),
    );
  }

  mark(index) {
    const options = [...this.list.children];
    this.at = (index + options.length) % options.length;
    options.forEach((one, at) => one.setAttribute("aria-selected", String(at === this.at)));
    this.input.setAttribute("aria-activedescendant", options[this.at].id);
    options[this.at].scrollIntoView({ block: "nearest" });
  }

  pick(option) {
    if (!option) return;
    this.close();
    this.choose(option.dataset.command);
  }

  close() {
    if (!this.open) return;
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  /** Whether the key was for the menu. */
  keydown(event) {
    if (!this.open) return false;
    const act = {
      ArrowDown: () => this.mark(this.at + 1),
      ArrowUp: () => this.mark(this.at - 1),
      Enter: () => this.pick(this.list.children[this.at]),
      Tab: () => this.pick(this.list.children[this.at]),
      Escape: () => this.close(),
    }[event.key];
    if (!act) return false;
    event.preventDefault();
    act();
    return true;
  }
}
