// Writing to the bot: text, the command menu, attachments, the reply keyboard, editing.

import { h, icon } from "./dom.js";
import { attachMenu } from "./attach.js";
import { CommandMenu } from "./commands.js";
import { replyKeys } from "./replykeys.js";

export class Composer {
  constructor(chat) {
    this.chat = chat;
    this.editing = null;
    this.input = h("textarea", {
      rows: 1,
      class: "compose",
      "aria-label": "Message to Smiling Steps",
      placeholder: "Message",
      enterkeyhint: "send",
    });
    this.menu = new CommandMenu(this.input, chat.phone, (command) => this.command(command));
    const [attach, attachList] = attachMenu((what) => chat.send(what));
    this.sendButton = h("button", {
      type: "submit",
      class: "icon-button send",
      "aria-label": "Send",
      title: "Send",
    });
    this.sendButton.append(icon("send"));
    this.keysButton = h("button", {
      type: "button",
      class: "icon-button",
      "aria-label": "Show or hide the reply buttons",
    });
    this.keysButton.append(icon("keys"));
    this.keysButton.addEventListener("click", () => this.toggleKeys());
    this.banner = h("div", { class: "editing", hidden: true });
    this.keys = h("div", {
      class: "reply-keys",
      role: "group",
      "aria-label": "Suggested answers",
      hidden: true,
    });
    this.form = h(
      "form",
      { class: "compose-row" },
      this.menu.button,
      attach,
      this.input,
      this.keysButton,
      this.sendButton,
    );
    this.element = h(
      "footer",
      { class: "composer" },
      this.menu.list,
      attachList,
      this.banner,
      this.form,
      this.keys,
    );
    this.listen();
  }

  listen() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.input.addEventListener("input", () => this.grow());
    this.input.addEventListener("keydown", (event) => this.keydown(event));
  }

  keydown(event) {
    if (event.isComposing || this.menu.keydown(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "Escape" && this.editing) this.stopEditing();
    else if (event.key === "ArrowUp" && !this.input.value) this.editLast(event);
  }

  submit() {
    const text = this.input.value.trim();
    if (!text) return;
    const what = this.editing ? { edit: this.editing, text } : { text };
    this.stopEditing();
    this.chat.send(what);
  }

  command(name) {
    this.stopEditing();
    this.chat.say(`/${name}`);
    this.focus();
  }

  editLast(event) {
    const last = this.chat.phone.messages.findLast(
      (one) => one.from === "me" && one.kind === "text",
    );
    if (!last) return;
    event.preventDefault();
    this.editing = last.message_id;
    this.input.value = last.text;
    const stop = h(
      "button",
      { type: "button", class: "icon-button", "aria-label": "Stop editing" },
      icon("close"),
    );
    stop.addEventListener("click", () => this.stopEditing());
    this.banner.replaceChildren(h("span", {}, "Editing your last message"), stop);
    this.banner.hidden = false;
    this.grow();
  }

  stopEditing() {
    this.editing = null;
    this.banner.hidden = true;
    this.input.value = "";
    this.menu.close();
    this.grow();
  }

  grow() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 120)}px`;
    this.sendButton.disabled = !this.input.value.trim();
  }

  /** Follow the phone's commands, reply keyboard and whether the bot is blocked. */
  changed() {
    const { phone } = this.chat;
    this.menu.changed();
    this.showBlocked(phone);
    const signature = JSON.stringify(phone.reply_keyboard);
    if (signature === this.keysShown) return;
    this.keysShown = signature;
    const rows = replyKeys(phone.reply_keyboard, (what, once) => this.answer(what, once));
    this.keys.replaceChildren(...rows);
    this.keys.hidden = rows.length === 0;
    this.keysButton.hidden = rows.length === 0;
    this.keysButton.setAttribute("aria-expanded", String(!this.keys.hidden));
    this.input.placeholder = phone.reply_keyboard?.input_field_placeholder ?? "Message";
    this.grow();
  }

  showBlocked(phone) {
    this.form.inert = Boolean(phone.blocked);
    if (phone.blocked === this.blocked) return;
    this.blocked = phone.blocked;
    const unblock = h("button", { type: "button", class: "link" }, "Unblock");
    unblock.addEventListener("click", () => this.chat.shell.api.unblock());
    if (phone.blocked) this.banner.replaceChildren(h("span", {}, "You blocked this bot."), unblock);
    this.banner.hidden = !phone.blocked;
  }

  answer(what, once) {
    this.chat.send(what);
    if (once) this.toggleKeys();
    this.focus();
  }

  toggleKeys() {
    this.keys.hidden = !this.keys.hidden;
    this.keysButton.setAttribute("aria-expanded", String(!this.keys.hidden));
  }

  focus() {
    this.input.focus({ preventScroll: true });
  }
}
