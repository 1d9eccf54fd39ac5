// The intake page: open it with what Telegram signed, ask, keep, send once, and say thank you.

import { button, say, t } from "./dom.js";
import { Drafts, sweep } from "./drafts.js";
import * as screens from "./screens.js";
import * as telegram from "./telegram.js";
import { followTheme } from "./theme.js";
import { Refusal, insist, newToken, post } from "./wire.js";

const TOKEN = "smiling-steps:token";
/** A step waits this long for the server before it goes on without. */
const SHORT = 6_000;

const page = { token: "", form: null, drafts: null, answers: {}, given: {}, unsaved: new Set(),
               missed: {}, at: 0, isSaid: false, crisis: null, back: null };

async function begin() {
  followTheme();
  telegram.ready();
  telegram.on("back_button_pressed", () => page.back?.());
  sweep();
  if (!telegram.initData) return screens.end(t("page_outside"), t("page_outside_how"), null);
  page.token = token();
  try {
    await open();
  } catch (error) {
    stopped(error);
  }
}

/** One token a launch: a page that is loaded anew, or asked twice by a bad network, goes on. */
function token() {
  const launch = new URLSearchParams(telegram.initData).get("hash") ?? "";
  const [kept, made] = (stored(TOKEN) ?? "").split(" ");
  if (kept === launch && made) return made;
  const fresh = newToken();
  store(TOKEN, `${launch} ${fresh}`);
  return fresh;
}

function stored(key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function store(key, value) {
  try {
    sessionStorage.setItem(key, value);
  } catch {
    // Without storage, a page that is loaded anew must be opened anew.
  }
}

async function open() {
  const booking = new URLSearchParams(location.search).get("booking");
  const asked = { init_data: telegram.initData, token: page.token, booking };
  const said = await insist("/app/intake/open", asked, null,
                            (again) => say(t("page_no_network"), "waiting", againButton(again)));
  say("");
  page.form = said.form;
  page.answers = { ...said.form.answers };
  page.drafts = await Drafts.open(said.draft);
  if (said.form.closed) return finished(said.form.closed);
  if (said.form.end) return screens.end(said.form.end.title, said.form.end.text, telegram.close);
  if (said.form.age) return aging();
  return beginning();
}

/** Where the reader left off: on this phone, or else where the answers that have arrived end. */
async function beginning() {
  page.at = page.form.at;
  const kept = await page.drafts.load();
  if (kept) resume(kept);
  goTo(Math.min(page.at, page.form.sections.length));
  if (kept) say(t("page_resumed"));
}

/** Nothing is asked before it is known who has to agree; the younger go on in the chat. */
function aging() {
  telegram.backButton(false);
  screens.age(page.form, async (adult, button) => {
    button.disabled = true;
    const waiting = (again) => say(t("page_no_network"), "waiting", againButton(again));
    try {
      const said = await insist("/app/intake/age", { age: adult }, page.token, waiting);
      say("");
      if (said.end) return screens.end(said.end.title, said.end.text, telegram.close);
      page.form.is_minor = !adult;
      await beginning();
    } catch (error) {
      stopped(error);
    }
  });
}

const againButton = (again) => button(t("page_try_now"), again);

/** Take up what was kept; what was said of one session is nothing for another. */
function resume(kept) {
  const same = kept.booking === page.form.booking;
  const questions = page.form.sections.flatMap((s) => s.questions).filter((q) => same || !q.about_session);
  const known = new Set(questions.map((q) => q.key));
  const answers = Object.entries(kept.answers).filter(([key]) => known.has(key));
  Object.assign(page.answers, Object.fromEntries(answers));
  page.unsaved = new Set(answers.map(([key]) => key));
  page.given = kept.given ?? {};
  page.at = kept.at ?? page.at;
  telegram.confirmClosing(true);
}

/** Keep on this phone whatever our server hasn't taken yet. */
function keep() {
  const answers = Object.fromEntries([...page.unsaved].map((key) => [key, page.answers[key] ?? null]));
  telegram.confirmClosing(true);
  return page.drafts.keep({ answers, given: page.given, at: page.at, booking: page.form.booking });
}

function typed(values) {
  for (const [key, value] of Object.entries(values)) {
    if (JSON.stringify(value) === JSON.stringify(page.answers[key] ?? null)) continue;
    page.answers[key] = value;
    page.unsaved.add(key);
  }
  if (!page.unsaved.size) return;
  if (page.isSaid) say("");
  page.isSaid = false;
  keep();
}

/** Step `at`, or the review behind the last one. */
function goTo(at, { fromReview = false, key = null } = {}) {
  page.at = at;
  const sections = page.form.sections;
  if (at >= sections.length) return reviewing();
  const back = (values) => {
    if (values) typed(values);
    if (fromReview) goTo(sections.length);
    else if (at > 0) goTo(at - 1);
  };
  page.back = at > 0 || fromReview ? () => back(null) : null;
  telegram.backButton(page.back !== null);
  const shown = { about: page.form.about, section: sections[at], at: at + 1, of: sections.length + 1, answers: page.answers,
                  fromReview, first: at === 0 };
  const onward = fromReview ? sections.length : at + 1;
  const fields = screens.step(shown, { typed, back, next: (values, all) => leave(values, all, onward) });
  if (key) fields.find((field) => field.question.key === key)?.focus();
  return fields;
}

/** A step is done: its answers go to our server at once, or with the next step's if it can't be reached. */
async function leave(values, fields, onward) {
  typed(values);
  say(t("page_saving"), "waiting");
  const answers = { ...page.missed, ...values };
  try {
    const said = await post("/app/intake/save", { answers }, page.token, SHORT);
    page.missed = {};
    for (const [key, value] of Object.entries(answers)) arrived(key, value);
    page.isSaid = !page.unsaved.size;
    say(t(page.isSaid ? "page_saved" : "page_not_sent"));
    page.at = onward;
    if (page.unsaved.size) await keep();
    else await page.drafts.forget();
    if (said.crisis) return helping(said.crisis, () => goTo(onward));
  } catch (error) {
    if (error instanceof Refusal && error.status === 422 && screens.complain(fields, error.errors)) return;
    if (error instanceof Refusal) return stopped(error);
    say(t("page_not_sent"), "waiting");
    page.missed = answers;
    page.at = onward;
    await keep();
  }
  goTo(onward);
}

/** What has been changed while it was on its way hasn't arrived. */
function arrived(key, value) {
  if (JSON.stringify(value ?? null) === JSON.stringify(page.answers[key] ?? null)) page.unsaved.delete(key);
}

function helping(crisis, goOn) {
  page.crisis = crisis;
  page.back = goOn;
  say("");
  screens.help(crisis, goOn);
}

function reviewing() {
  const { form, answers, given } = page;
  const back = () => goTo(form.sections.length - 1);
  page.back = back;
  telegram.backButton(true);
  const change = (key) => {
    const at = form.sections.findIndex((s) => s.questions.some((q) => q.key === key));
    goTo(at, { fromReview: true, key });
  };
  const ticked = (values) => { page.given = values; keep(); };
  const shown = screens.review({ form, answers, given }, { back, change, ticked, send: (values) => send(values, shown) });
}

async function send(given, shown) {
  page.given = given;
  shown.send.disabled = true;
  page.back = null;
  say(t("page_sending"), "waiting");
  await keep();
  const { consents } = page.form;
  const yes = consents.map((c) => ({ kind: c.kind, version: c.version, given: Boolean(given[c.kind]) }));
  const body = { answers: page.answers, consents: yes };
  const waiting = (again) => say(t("page_not_sent"), "waiting", againButton(again));
  try {
    const said = await insist("/app/intake/send", body, page.token, waiting);
    await finished(said);
  } catch (error) {
    shown.send.disabled = false;
    if (error instanceof Refusal && error.status === 422) return mend(error, shown);
    stopped(error);
  }
}

/** The server found something that the page did not: lead there. */
function mend(refusal, shown) {
  const at = page.form.sections.findIndex((s) => s.questions.some((q) => refusal.errors[q.key]));
  if (at < 0) {
    shown.agreeing.complain(refusal.errors);
    return say(refusal.words, "wrong");
  }
  const fields = goTo(at, { fromReview: true });
  screens.complain(fields, refusal.errors);
}

async function finished(said) {
  await page.drafts.forget();
  page.unsaved.clear();
  page.answers = {};
  page.back = null;
  telegram.confirmClosing(false);
  telegram.backButton(false);
  say("");
  const thanks = () => screens.end(said.title, said.text, telegram.close);
  if (said.crisis) helping(said.crisis, thanks);
  else thanks();
}

/** Nothing more can be done on this page; what isn't sent stays on the phone for the next. */
function stopped(error) {
  page.back = null;
  telegram.backButton(false);
  say("");
  const words = error instanceof Refusal && error.words ? error.words : t("page_broken_how");
  const kept = page.unsaved.size ? `\n${t("page_kept")}` : "";
  telegram.confirmClosing(false);
  screens.end(t("page_broken"), words + kept, telegram.close);
}

begin();
