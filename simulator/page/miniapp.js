// A Mini App on the phone: its page in a sheet over the chat, and the events between the two.

import { showQuestion } from "./overlay.js";
import { SAFE_LINK } from "./richtext.js";
import { barButton, webSheet } from "./websheet.js";

const TITLE = "Smiling Steps";
const LOOPBACK = /^https?:\/\/(127\.0\.0\.1|localhost)(:\d+)?$/;
const COLOUR = /^#[0-9a-f]{6}$/i;
// The page may do what a page does, but not leave its frame or take this window along.
const SANDBOX = "allow-scripts allow-same-origin allow-forms allow-popups allow-modals";

/** Tap a button that opens a Mini App; `shell` is the phone: api, overlay, theme, setTheme. */
export async function openApp(shell, messageId, button) {
  const { url, themes } = await shell.api.app(messageId, button.text, shell.theme);
  const { origin } = new URL(url);
  // Our own policy frames this machine only, and never our own origin: there a page in a frame
  // could reach the phones themselves.
  if (LOOPBACK.test(origin) && origin !== location.origin) new MiniApp(shell, url, themes);
  else window.open(url, "_blank", "noopener");
}

class MiniApp {
  constructor(shell, url, themes) {
    this.shell = shell;
    this.origin = new URL(url).origin;
    this.themes = themes;
    this.talks = false;
    this.asksBeforeClosing = false;
    this.hear = this.hear.bind(this);
    this.build(url);
    this.size = new ResizeObserver(() => this.sendViewport());
    this.size.observe(this.frame);
    addEventListener("message", this.hear);
    shell.app = this;
    shell.overlay.show(this.dialog, this.close, TITLE);
  }

  build(url) {
    const back = () => this.send("back_button_pressed", {});
    this.back = barButton("back", "Back", back, { hidden: true });
    this.dark = barButton("moon", "Dark theme", () =>
      this.shell.setTheme(this.shell.theme === "dark" ? "light" : "dark"),
    );
    const sheet = webSheet({
      title: TITLE,
      label: `${TITLE}, Mini App`,
      closing: "Close",
      leave: () => this.askToLeave(),
      start: [this.back],
      end: [this.dark],
      frame: { src: url, title: "Mini App", sandbox: SANDBOX, referrerpolicy: "no-referrer" },
    });
    Object.assign(this, sheet);
    this.dialog.classList.add("app");
    this.dialog.setAttribute("aria-busy", "true");
    this.frame.addEventListener("load", () => this.ready());
    this.paint();
  }

  /** Take in what the page in our frame says, and nobody else. */
  hear({ source, origin, data }) {
    if (source !== this.frame.contentWindow || origin !== this.origin) return;
    const { eventType, eventData } = parsed(data);
    const act = ACTS[eventType];
    this.talks = true;
    act?.(this, eventData ?? {});
  }

  /** Tell the page; before it has said anything there is nobody there to hear it. */
  send(eventType, eventData) {
    if (!this.talks) return;
    this.frame.contentWindow.postMessage(JSON.stringify({ eventType, eventData }), this.origin);
  }

  sendTheme() {
    this.send("theme_changed", { theme_params: this.colours });
  }

  sendViewport() {
    const { clientWidth: width, clientHeight: height } = this.frame;
    const expanded = this.dialog.classList.contains("expanded");
    this.send("viewport_changed", { width, height, is_expanded: expanded, is_state_stable: true });
  }

  get colours() {
    return this.themes[this.shell.theme];
  }

  /** The phone's theme is another one now. */
  themed() {
    this.paint();
    this.sendTheme();
  }

  paint(header = this.colours.header_bg_color) {
    const { text_color: ink, hint_color: soft, section_separator_color: line } = this.colours;
    const colours = { "--surface": header, "--ink": ink, "--soft": soft, "--line": line };
    for (const [name, value] of Object.entries(colours)) this.dialog.style.setProperty(name, value);
    this.frame.style.background = this.colours.bg_color;
    this.frame.style.colorScheme = this.shell.theme;
    this.dark.setAttribute("aria-pressed", String(this.shell.theme === "dark"));
  }

  ready() {
    this.dialog.removeAttribute("aria-busy");
  }

  askToLeave() {
    if (!this.asksBeforeClosing) return this.leave();
    showQuestion(this.shell.overlay, {
      text: "Changes that you made may not be saved.",
      yes: "Close anyway",
      no: "Stay",
      act: () => this.leave(),
    });
  }

  leave() {
    removeEventListener("message", this.hear);
    this.size.disconnect();
    this.shell.app = null;
    this.shell.overlay.hide(this.dialog);
  }
}

const ACTS = {
  iframe_ready: (app) => app.ready(),
  web_app_ready: (app) => app.ready(),
  web_app_close: (app) => app.leave(),
  web_app_expand: (app) => app.dialog.classList.add("expanded"),
  web_app_request_theme: (app) => app.sendTheme(),
  web_app_request_viewport: (app) => app.sendViewport(),
  web_app_setup_closing_behavior: (app, { need_confirmation: asks }) =>
    (app.asksBeforeClosing = Boolean(asks)),
  web_app_setup_back_button: (app, { is_visible: visible }) => (app.back.hidden = !visible),
  web_app_set_header_color: (app, { color, color_key: key }) =>
    app.paint(COLOUR.test(color) ? color : app.colours[key]),
  web_app_set_background_color: (app, { color }) =>
    COLOUR.test(color) && (app.frame.style.background = color),
  web_app_open_link: (app, { url }) =>
    SAFE_LINK.test(url) && window.open(url, "_blank", "noopener"),
};

function parsed(data) {
  try {
    return JSON.parse(data) ?? {};
  } catch {
    return {};
  }
}
