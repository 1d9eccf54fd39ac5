// Speaking with the Telegram app around this page by its documented ways, without its script.

const params = readLaunch();
const listeners = new Map();

/** What Telegram signed about who opened this page; empty outside of Telegram. */
export const initData = params.get("tgWebAppData") ?? "";

/** Colours that Telegram's app has at the start. */
export const firstTheme = readTheme(params.get("tgWebAppThemeParams"));

/** The launch rides behind the "#". It is taken out of the address at once, and kept for a reload. */
function readLaunch() {
  const kept = "smiling-steps:launch";
  const found = new URLSearchParams(location.hash.slice(1));
  if (!found.has("tgWebAppData")) return new URLSearchParams(read(kept) ?? "");
  write(kept, found.toString());
  history.replaceState(null, "", location.pathname + location.search);
  return found;
}

function read(key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null; // storage is switched off: this page then lives as long as it is open
  }
}

function write(key, value) {
  try {
    sessionStorage.setItem(key, value);
  } catch {
    // as above
  }
}

function readTheme(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

function post(type, data = {}) {
  if (window.TelegramWebviewProxy !== undefined)
    window.TelegramWebviewProxy.postEvent(type, JSON.stringify(data));
  else if (window.external && "notify" in window.external)
    window.external.notify(JSON.stringify({ eventType: type, eventData: data }));
  else if (window.parent !== window)
    // Any parent: who may frame us is settled by our Content-Security-Policy, and nothing here is
    // a secret.
    window.parent.postMessage(JSON.stringify({ eventType: type, eventData: data }), "*");
}

/** Be told of an event of Telegram's, with its data. */
export function on(type, listener) {
  listeners.set(type, listener);
}

function receive(type, data) {
  const given = typeof data === "string" ? readTheme(data) : data;
  listeners.get(type)?.(given ?? {});
}

// How the apps call into a page: phones by the first two, older desktops by the third.
window.Telegram = { WebView: { receiveEvent: receive } };
window.TelegramGameProxy = { receiveEvent: receive };
window.TelegramGameProxy_receiveEvent = receive;

window.addEventListener("message", (event) => {
  if (event.source !== window.parent || typeof event.data !== "string") return;
  const said = readTheme(event.data);
  if (typeof said.eventType === "string") receive(said.eventType, said.eventData);
});

/** The page can be seen now: take the waiting sign away, and give it the whole screen. */
export function ready() {
  post("iframe_ready", { reload_supported: false });
  post("web_app_ready");
  post("web_app_expand");
  post("web_app_request_theme");
}

export function close() {
  post("web_app_close");
}

/** Whether Telegram asks before it closes the page. */
export function confirmClosing(wanted) {
  post("web_app_setup_closing_behavior", { need_confirmation: wanted });
}

export function backButton(visible) {
  post("web_app_setup_back_button", { is_visible: visible });
}

/** The bar above the page in the colour below it. */
export function headerColour(colour) {
  post("web_app_set_header_color", { color: colour });
  post("web_app_set_background_color", { color: colour });
}
