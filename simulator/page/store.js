// What the page knows of the outside world, kept up to date by the simulator's events.

import { setClock } from "./time.js";

const CALLS_KEPT = 500;

export class Store {
  constructor() {
    this.seq = 0;
    this.offset = 0;
    this.phones = new Map();
    this.calls = [];
    this.faults = [];
    this.network = {};
    this.listeners = new Map();
  }

  /**
   * Call `listener(event)` after an event of `type` was taken in. Two come from here: "loaded"
   * (a whole new state) and "answered" (the bot answered the button press `query`).
   */
  on(type, listener) {
    if (!this.listeners.has(type)) this.listeners.set(type, []);
    this.listeners.get(type).push(listener);
  }

  emit(event) {
    for (const listener of this.listeners.get(event.type) ?? []) listener(event);
  }

  load(state) {
    this.seq = state.seq;
    this.offset = state.offset;
    setClock(state.now);
    this.phones = new Map(state.phones.map((phone) => [phone.id, phone]));
    this.calls = state.calls ?? [];
    this.faults = state.faults ?? [];
    this.network = state.texting;
    this.emit({ type: "loaded" });
  }

  /** Take in one event; what was seen before (a catch-up overlaps) is left out. */
  receive(event) {
    if (event.seq <= this.seq) return;
    this.seq = event.seq;
    const take = TAKE[event.type];
    if (!take || take(this, event) === false) return;
    this.emit(event);
  }
}

function upsert(list, item, key = "id") {
  const at = list.findIndex((one) => one[key] === item[key]);
  if (at < 0) list.push(item);
  else list[at] = item;
}

/** Change one phone's lists; an event of a phone that isn't known is dropped. */
function within(change) {
  return (store, event) => {
    const phone = store.phones.get(event.phone);
    if (!phone) return false;
    return change(phone, event);
  };
}

const LISTS = () => ({
  messages: [],
  sms: [],
  mail: [],
  ussd: null,
  prompts: [],
  statement: [],
  commands: [],
  reply_keyboard: null,
});

const TAKE = {
  phone(store, event) {
    const card = event.card ?? event.phone;
    const known = store.phones.get(card.id);
    event.phone = card.id;
    event.added = !known;
    if (known) Object.assign(known, card);
    else store.phones.set(card.id, { ...LISTS(), ...card });
  },
  message: within((phone, event) => upsert(phone.messages, event.message, "message_id")),
  deleted: within((phone, event) => {
    phone.messages = phone.messages.filter((one) => one.message_id !== event.message_id);
  }),
  sms: within((phone, event) => upsert(phone.sms, event.sms)),
  sms_report: within((phone, event) => {
    const known = phone.sms.find((one) => one.id === event.id);
    if (known) known.report = event.report;
  }),
  mail: within((phone, event) => upsert((phone.mail ??= []), event.mail)),
  ussd: within((phone, event) => void (phone.ussd = event.ussd)),
  prompt: within((phone, event) => upsert(phone.prompts, event.prompt)),
  money: within((phone, event) => upsert(phone.statement, event.movement, "receipt")),
  commands: within((phone, event) => void (phone.commands = event.commands)),
  answer: within(() => {}),
  action: within(() => {}),
  call(store, event) {
    store.calls.push(event.call);
    const query = event.call.body?.callback_query_id;
    if (query && event.call.path.endsWith("/answerCallbackQuery"))
      store.emit({ type: "answered", query });
    if (store.calls.length > CALLS_KEPT) store.calls.splice(0, store.calls.length - CALLS_KEPT);
  },
  clock(store, event) {
    store.offset = event.offset;
    setClock(event.now);
  },
  faults(store, event) {
    store.faults = event.faults;
  },
};
