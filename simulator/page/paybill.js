// Lipa na M-Pesa, Pay Bill: the form in the wallet by which a person pays without being asked.

import { h, kes } from "./dom.js";

/** The form, folded away until somebody opens it. `shell` is the phone: api, toast(text). */
export function billForm(phone, shell) {
  const error = h("p", { class: "error", role: "alert" });
  const form = h(
    "form",
    { class: "bill-form", novalidate: true },
    field("Business number", { name: "business", inputmode: "numeric", maxlength: "7" }),
    field("Account number", { name: "account", maxlength: "20", autocapitalize: "characters" }),
    h(
      "div",
      { class: "pair" },
      field("Amount (KES)", { name: "amount", inputmode: "numeric", maxlength: "6" }),
      field("M-Pesa PIN", { name: "pin", type: "password", inputmode: "numeric", maxlength: "4" }),
    ),
    error,
    h("button", { class: "button primary" }, "Pay bill"),
  );
  const folded = h("details", { class: "bill" }, h("summary", {}, "Pay Bill"), form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (form.hasAttribute("aria-busy")) return;
    form.setAttribute("aria-busy", "true");
    error.textContent = "";
    try {
      const bill = Object.fromEntries(new FormData(form));
      const paid = await shell.api.payBill(bill);
      shell.toast(`Paid ${kes(paid.amount)} to account ${paid.account}`);
      form.reset();
      folded.open = false;
      folded.querySelector("summary").focus();
    } catch (problem) {
      error.textContent = problem.message;
    }
    form.removeAttribute("aria-busy");
  });
  return folded;
}

function field(label, props) {
  return h("label", { class: "field" }, label, h("input", { autocomplete: "off", ...props }));
}
