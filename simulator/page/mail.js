// The mailbox of the phone's owner, newest first; a mail opens where it stands.

import { fileSize, h, heard, icon } from "./dom.js";
import { plainText } from "./richtext.js";
import { moment } from "./time.js";

export class Mailbox {
  /** `shell` is the phone: unread(tab). */
  constructor(phone, shell) {
    this.phone = phone;
    this.shell = shell;
    this.list = h("ul", { class: "mails", "aria-label": "E-mails" });
    this.none = h("p", { class: "nothing" });
    this.address = h("span", { class: "mail-address" });
    this.element = h(
      "div",
      { class: "mailbox" },
      h("div", { class: "view-title" }, h("h3", {}, "Mail"), this.address),
      this.none,
      this.list,
    );
    for (const mail of phone.mail ?? []) this.add(mail, false);
    this.changed();
  }

  /** The owner's address may become known later. */
  changed() {
    const { email } = this.phone;
    this.address.textContent = email ?? "";
    this.none.textContent = email ? "No e-mail yet. Confirmations and reminders arrive here." : "No e-mail address is known for this person.";
    this.none.hidden = this.list.childElementCount > 0;
  }

  arrive(mail) {
    this.add(mail, true);
    this.changed();
    this.shell.unread("mail");
  }

  add(mail, fresh) {
    const mark = fresh ? heard("New: ") : null;
    const opened = h(
      "details",
      { class: fresh ? "mail fresh arriving" : "mail" },
      h(
        "summary",
        {},
        h("span", { class: "mail-from" }, mark, sender(mail.from)),
        h("time", { datetime: mail.date }, moment(mail.date)),
        h("strong", { class: "mail-subject" }, mail.subject || "(no subject)"),
      ),
      h("div", { class: "text mail-text" }, plainText(mail.text)),
      attached(mail.attachments ?? []),
    );
    opened.addEventListener("toggle", () => {
      opened.classList.remove("fresh");
      mark?.remove();
    });
    this.list.prepend(h("li", {}, opened));
  }

  relabel() {
    for (const time of this.list.querySelectorAll("time"))
      time.textContent = moment(time.dateTime);
  }
}

/** "Smiling Steps" of "Smiling Steps <hello@…>". */
function sender(from) {
  return /^"?([^"<]*?)"?\s*</.exec(from)?.[1] || from;
}

function attached(files) {
  if (!files.length) return null;
  return h(
    "ul",
    { class: "mail-files", "aria-label": "Attachments" },
    files.map((file) => h("li", {}, attachment(file))),
  );
}

function attachment({ name, mime, size, url }) {
  const type = name.includes(".") ? name.split(".").at(-1) : mime.split(/[/;]/)[1];
  const parts = [
    h("span", { class: "document-type", "aria-hidden": "true" }, type.slice(0, 4)),
    h("span", { class: "document-name" }, name, h("small", {}, fileSize(size))),
  ];
  if (!url) return h("span", { class: "document" }, parts);
  return h("a", { class: "document", href: url, download: name }, parts, icon("down"));
}
