// One message as a bubble that can be edited in place, part by part.

import { fileSize, h, heard, icon } from "./dom.js";
import { focusedKey, focusKey, keyboardView } from "./keyboard.js";
import { richText } from "./richtext.js";
import { hours } from "./time.js";

const NAMES = {
  sticker: "Sticker",
  voice: "Voice message",
  location: "Location",
  contact: "Contact",
};
const KIND_ICONS = { sticker: "smile", voice: "voice", location: "pin", contact: "person" };

export class MessageView {
  constructor(message, chat) {
    this.chat = chat;
    this.mine = message.from === "me";
    this.file = h("div", { class: "attachment" });
    this.text = h("div", { class: "text" });
    this.meta = h("div", { class: "meta" });
    this.bubble = h(
      "div",
      { class: "bubble" },
      heard(this.mine ? "You: " : "Smiling Steps: "),
      this.file,
      this.text,
      this.meta,
    );
    this.keyboard = null;
    this.shown = {};
    const side = this.mine ? "mine" : "theirs";
    this.element = h("div", {
      class: `message ${side}`,
      data: { id: message.message_id },
      tabindex: "-1",
    });
    this.element.append(this.bubble);
    this.element.addEventListener("copy", (event) => this.message.protected && event.preventDefault());
    this.show(message);
  }

  /** Show `message`, touching only the parts that differ from what is there. */
  show(message) {
    this.message = message;
    this.part("file", [message.kind, message.file, message.contact], () => this.showFile(message));
    this.part("text", message.html, () => this.showText(message));
    this.part("meta", [message.edited, message.protected, message.silent], () =>
      this.showMeta(message),
    );
    this.part("keyboard", message.keyboard ?? [], () => this.showKeyboard(message.keyboard ?? []));
    this.element.classList.toggle("protected", Boolean(message.protected));
  }

  /** Show an edited message and let it glow for a moment. */
  edit(message) {
    const before = this.shown.text + this.shown.file;
    this.show(message);
    if (this.shown.text + this.shown.file === before) return;
    this.bubble.classList.remove("changed");
    void this.bubble.offsetWidth; // Restarts the animation when edits follow each other.
    this.bubble.classList.add("changed");
  }

  part(name, value, build) {
    const signature = JSON.stringify(value);
    if (this.shown[name] === signature) return;
    this.shown[name] = signature;
    build();
  }

  showText(message) {
    const bare = NAMES[message.kind] && message.html === NAMES[message.kind];
    this.text.hidden = !message.html || bare;
    this.text.replaceChildren(richText(message.html, this.mine ? null : this.chat.say));
  }

  showFile(message) {
    const view = this.attachment(message);
    this.file.hidden = !view;
    this.file.replaceChildren(...(view ? [view] : []));
  }

  attachment(message) {
    if (message.kind === "photo" && message.file) return photo(message, this.chat);
    if (message.kind === "document" && message.file) return card(message);
    if (!NAMES[message.kind]) return null;
    const { first_name: first, last_name: last, phone_number: number } = message.contact ?? {};
    const name = first ? [first, last].filter(Boolean).join(" ") : NAMES[message.kind];
    return h(
      "div",
      { class: "kind" },
      icon(KIND_ICONS[message.kind]),
      h("span", {}, name, number ? h("small", {}, number) : null),
    );
  }

  showMeta(message) {
    const marks = [];
    if (message.protected) marks.push(mark("lock", "Protected: can't be forwarded or saved"));
    if (message.silent) marks.push(mark("mute", "Sent silently"));
    if (message.edited)
      marks.push(h("span", { title: `Edited ${hours(message.edited)}` }, "edited"));
    marks.push(h("time", { datetime: message.date }, hours(message.date)));
    this.meta.replaceChildren(...marks);
  }

  showKeyboard(rows) {
    const place = focusedKey(this.keyboard);
    this.keyboard?.remove();
    this.keyboard = rows.length ? keyboardView(rows, this.chat.forMessage(this)) : null;
    this.element.classList.toggle("keyed", rows.length > 0);
    this.element.classList.toggle(
      "many",
      rows.some((row) => row.length > 4),
    );
    if (this.keyboard) this.element.append(this.keyboard);
    if (!place) return;
    if (this.keyboard) focusKey(this.keyboard, place);
    else this.element.focus({ preventScroll: true });
  }
}

function mark(name, words) {
  return h("span", { class: "mark", title: words }, icon(name), heard(words));
}

function photo(message, chat) {
  const image = h("img", {
    src: message.file.url,
    alt: message.text ? `Photo: ${message.text}` : "Photo",
  });
  image.addEventListener("load", chat.settle);
  if (message.protected) {
    image.draggable = false;
    image.addEventListener("contextmenu", (event) => event.preventDefault());
    return h("div", { class: "photo" }, image);
  }
  return h(
    "a",
    { class: "photo", href: message.file.url, target: "_blank", rel: "noopener" },
    image,
  );
}

function card(message) {
  const { name, size, mime, url } = message.file;
  const ending = (name?.includes(".") ? name.split(".").at(-1) : mime?.split("/").at(-1)) ?? "file";
  const saving = message.protected
    ? { target: "_blank", rel: "noopener" }
    : { download: name ?? "" };
  return h(
    "a",
    { class: "document", href: url, ...saving },
    h("span", { class: "document-type", "aria-hidden": "true" }, ending.slice(0, 4)),
    h(
      "span",
      { class: "document-name" },
      name ?? "Document",
      h("small", {}, `${fileSize(size)} · ${message.protected ? "open" : "download"}`),
    ),
  );
}
