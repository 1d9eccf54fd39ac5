// Requests to the simulator's control interface.

async function call(method, path, body) {
  const options = { method };
  if (body !== undefined) {
    options.headers = { "Content-Type": "application/json" };
    options.body = JSON.stringify(body);
  }
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new Error("The simulator does not answer. Is it still running?");
  }
  const json = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(json.error ?? `The simulator answered ${answer.status}.`);
  return json;
}

export const getState = () => call("GET", "/sim/state");
export const advance = (seconds) => call("POST", "/sim/clock", { advance: seconds });
export const addPhone = (fields) => call("POST", "/sim/phones", fields);
export const clearFaults = () => call("DELETE", "/sim/faults");
export const clearCalls = () => call("DELETE", "/sim/calls");

/** What one phone can do. */
export function phoneApi(id) {
  const base = `/sim/phones/${encodeURIComponent(id)}`;
  const post = (path, body = {}) => call("POST", base + path, body);
  return {
    send: (what) => post("/send", what),
    tap: (messageId, data) => post("/tap", { message_id: messageId, data }),
    app: (messageId, text, theme) => post("/app", { message_id: messageId, text, theme }),
    answerPrompt: (promptId, what) => post(`/prompts/${encodeURIComponent(promptId)}`, what),
    sendSms: (text, to) => post("/sms", { text, to }),
    ussd: (what) => post("/ussd", what),
    power: (on) => post("/power", { on }),
    payBill: (bill) => post("/paybill", bill),
    block: () => post("/block"),
    unblock: () => post("/unblock"),
    clear: () => post("/clear"),
  };
}
