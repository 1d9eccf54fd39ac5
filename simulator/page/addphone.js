// The dialog that adds a phone.

import { addPhone } from "./api.js";
import { announce, h, icon } from "./dom.js";

/** The toolbar's button; the dialog is added to the page. */
export function addPhoneButton(onAdded) {
  const dialog = buildDialog(onAdded);
  document.body.append(dialog);
  const button = h("button", {
    type: "button",
    class: "tool",
    "aria-label": "Add phone",
    "aria-haspopup": "dialog",
  });
  button.append(icon("plus"), h("span", { class: "tool-label" }, "Add phone"));
  button.addEventListener("click", () => dialog.showModal());
  return button;
}

function buildDialog(onAdded) {
  const error = h("p", { class: "error", role: "alert" });
  const close = h("button", { type: "button", class: "button" }, "Cancel");
  const form = h(
    "form",
    { method: "dialog" },
    h("h2", { id: "add-title" }, "Add a phone"),
    field("Name", {
      name: "name",
      required: true,
      autocomplete: "off",
      placeholder: "Chidi Wanjala",
      autofocus: true,
    }),
    field("Phone number", {
      name: "phone",
      type: "tel",
      required: true,
      autocomplete: "off",
      placeholder: "0733 000 003",
    }),
    h(
      "fieldset",
      {},
      h("legend", {}, "This person has"),
      choice("telegram", "yes", "Telegram and SMS", true),
      choice("telegram", "no", "SMS only", false),
    ),
    h(
      "div",
      { class: "pair" },
      field("M-Pesa balance (KES)", {
        name: "balance",
        type: "number",
        min: "0",
        value: "20000",
        required: true,
      }),
      field("M-Pesa PIN", {
        name: "pin",
        inputmode: "numeric",
        pattern: "[0-9]{4}",
        maxlength: "4",
        value: "1234",
        required: true,
      }),
    ),
    error,
    h(
      "div",
      { class: "dialog-buttons" },
      close,
      h("button", { class: "button primary" }, "Add phone"),
    ),
  );
  const dialog = h("dialog", { class: "sheet", "aria-labelledby": "add-title" }, form);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => (error.textContent = ""));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const phone = await addPhone(fields(form));
      dialog.close();
      form.reset();
      announce(`${phone.name} was added`);
      onAdded(phone);
    } catch (problem) {
      error.textContent = problem.message;
    }
  });
  return dialog;
}

function fields(form) {
  const data = new FormData(form);
  return {
    name: data.get("name").trim(),
    phone: data.get("phone").trim(),
    telegram: data.get("telegram") === "yes",
    balance: Number(data.get("balance")),
    pin: data.get("pin"),
  };
}

function field(label, props) {
  return h("label", { class: "field" }, label, h("input", props));
}

function choice(name, value, label, checked) {
  return h(
    "label",
    { class: "choice" },
    h("input", { type: "radio", name, value, checked }),
    label,
  );
}
