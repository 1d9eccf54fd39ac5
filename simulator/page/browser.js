// The phone's browser: the page behind a pay link, over the chat, with a way back.

import { icon } from "./dom.js";
import { webSheet } from "./websheet.js";

const CHECKOUT = /^\/paystack\/checkout\/[a-z0-9]+$/;

/** Where on this server `url` shows a checkout, or null for all other links. */
export function checkoutPath(url) {
  try {
    const { pathname } = new URL(url);
    return CHECKOUT.test(pathname) ? pathname : null;
  } catch {
    return null;
  }
}

/** Open the checkout at `path` on a phone; `shell` is the phone: phone, overlay. */
export function visit(shell, path) {
  const title = "Checkout";
  const leave = () => {
    document.removeEventListener("securitypolicyviolation", gone);
    shell.overlay.hide(sheet.dialog);
  };
  // A link from there to Telegram's app leads back to the chat; the browser itself may not follow.
  const gone = (event) => event.effectiveDirective.startsWith("frame-src") && leave();
  const sheet = webSheet({
    title,
    closing: "Close the page",
    leave,
    end: [icon("lock")],
    frame: {
      src: `${path}?phone=${encodeURIComponent(shell.phone.id)}`,
      title: "The page behind the pay link",
    },
  });
  document.addEventListener("securitypolicyviolation", gone);
  shell.overlay.show(sheet.dialog, sheet.close, title);
}
