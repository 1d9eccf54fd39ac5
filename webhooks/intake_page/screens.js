// What can be seen: a step with its questions, the review with the consents, help, the end.

import { Agreeing } from "./agreeing.js";
import { button, h, heading, paragraphs, say, show, t } from "./dom.js";
import { field, readable } from "./fields.js";

const progress = document.getElementById("progress");

export function progressed(done, of) {
  progress.hidden = of === 0;
  progress.max = Math.max(of, 1);
  progress.value = done;
  progress.setAttribute("aria-label", t("page_progress"));
}

/** Mark what is wrong and go to the first of it; whether anything was. */
export function complain(fields, errors) {
  for (const field of fields) field.complain(errors[field.question.key]);
  const first = fields.find((field) => errors[field.question.key]);
  if (first) {
    say(t("page_please_look", { count: fields.filter((f) => errors[f.question.key]).length }), "wrong");
    first.focus();
  }
  return Boolean(first);
}

/** What was wrong and is mended isn't called wrong any longer. */
function forgive(fields) {
  for (const field of fields) if (!field.error.hidden && !field.problem()) field.complain(null);
}

const problems = (fields) =>
  Object.fromEntries(fields.map((f) => [f.question.key, f.problem()]).filter(([, words]) => words));

/** One step of the form. `does.next(answers, fields)` and `does.back()` move on. */
export function step({ about, section, at, of, answers, fromReview, first }, does) {
  const fields = section.questions.map((question) => field(question, answers[question.key]));
  const values = () => Object.fromEntries(fields.map((f) => [f.question.key, f.value()]));
  const isEmpty = () => Object.values(values()).every((value) => value === null);
  const mayLeave = section.questions.every((question) => !question.required);
  const next = h("button", { type: "submit", class: "main" });
  const name = () => {
    const empty = isEmpty() && mayLeave ? "page_skip_step" : "page_continue";
    next.textContent = t(fromReview ? "page_back_to_review" : empty);
  };
  const form = h("form", { novalidate: true, autocomplete: "off", on: {
    input: () => { name(); does.typed(values()); forgive(fields); },
    submit: (event) => {
      event.preventDefault();
      if (!complain(fields, problems(fields))) does.next(values(), fields);
    } } },
    fields.map((field) => field.element),
    h("div", { class: "actions" }, next, button(t("page_back"), () => does.back(values()), { hidden: first && !fromReview })),
  );
  name();
  progressed(at - 1, of);
  show(h("p", { class: "step" }, t("page_step", { at, of })), heading(section.title),
       ...(first && about ? paragraphs(about, { class: "about" }) : []),
       ...paragraphs(section.lead, { class: "lead" }), form);
  return fields;
}

/** Whether the reader is 18, before anything else. `does(adult, button)` goes on. */
export function age({ age: question, about }, does) {
  const asked = field(question, null);
  const next = h("button", { type: "submit", class: "main" }, t("page_continue"));
  const form = h("form", { novalidate: true, autocomplete: "off", on: {
    input: () => forgive([asked]),
    submit: (event) => {
      event.preventDefault();
      if (!complain([asked], problems([asked]))) does(asked.value(), next);
    } } },
    asked.element, h("div", { class: "actions" }, next));
  progressed(0, 0);
  show(heading(t("page_first")), ...(about ? paragraphs(about, { class: "about" }) : []), form);
}

/** Everything once more, each answer with a way back to it, then the consents and Send. */
export function review({ form, answers, given }, does) {
  const sections = form.sections.map((section) =>
    h("section", { class: "answers" }, h("h2", {}, section.title),
      h("dl", {}, section.questions.map((question) => reviewed(question, answers, does.change)))));
  const agreeing = new Agreeing(form, given);
  const send = h("button", { type: "submit", class: "main" }, t("page_send"));
  const all = h("form", { novalidate: true, on: {
    input: () => does.ticked(agreeing.values()),
    submit: (event) => {
      event.preventDefault();
      if (!agreeing.complain(agreeing.problems())) does.send(agreeing.values());
    } } },
    agreeing.element,
    h("div", { class: "actions" }, send, button(t("page_back"), does.back)));
  const of = form.sections.length + 1;
  progressed(of - 1, of);
  show(h("p", { class: "step" }, t("page_step", { at: of, of })), heading(t("page_review")),
       ...paragraphs(t("page_review_lead"), { class: "lead" }), ...sections, all);
  return { agreeing, send };
}

function reviewed(question, answers, change) {
  const answer = readable(question, answers[question.key]);
  const link = button(t("page_change"), () => change(question.key),
                      { class: "link", "aria-label": t("page_change_that", { question: question.label }) });
  return h("div", { class: "row" }, h("dt", {}, question.label),
           h("dd", { class: answer === null ? "none" : null }, answer ?? t("page_not_answered")),
           h("dd", { class: "change" }, link));
}

/** Somebody to talk to now; `goOn` leads back to where the reader was. */
export function help(crisis, goOn) {
  const call = (number) => h("a", { href: `tel:${number.replace(/[^+\d]/g, "")}` }, number);
  const lines = crisis.lines.map(({ name, numbers, languages }) =>
    h("li", { class: "call" }, h("span", {}, languages ? `${name} (${languages})` : name),
      h("span", { class: "numbers" }, numbers.map(call))));
  progressed(0, 0);
  show(heading(crisis.title), ...paragraphs(crisis.text), h("ul", { class: "calls" }, lines),
       h("div", { class: "actions" }, button(t("page_go_on"), goOn, { class: "main" })));
}

/** A last screen, or one that nothing can be done on: a few words and the way back. */
export function end(title, text, away, more = []) {
  progressed(0, 0);
  const back = away ? [h("div", { class: "actions" }, button(t("page_close"), away, { class: "main" }))] : [];
  show(heading(title), ...paragraphs(text, { class: "lead" }), ...more, ...back);
}
