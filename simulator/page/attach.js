// Sending something other than text.

import { h } from "./dom.js";
import { menuButton } from "./menu.js";

/** The attach button and its menu; `send(what)` gets the fields for the control interface. */
export function attachMenu(send) {
  const photo = picker("image/*", (data) => send({ photo: data }));
  const file = picker("", (data, name) => send({ document: data, file_name: name }));
  const [button, menu] = menuButton("Attach", "attach", () => [
    { label: "Photo", icon: "image", act: () => photo.click() },
    { label: "Document", icon: "file", act: () => file.click() },
    { label: "My contact", icon: "person", act: () => send({ contact: "own" }) },
    { label: "Location", icon: "pin", act: () => send({ location: true }) },
    { label: "Voice message", icon: "voice", act: () => send({ voice: true }) },
    { label: "Sticker", icon: "smile", act: () => send({ sticker: true }) },
  ]);
  menu.classList.add("upwards");
  return [button, menu];
}

function picker(accept, use) {
  const input = h("input", { type: "file", accept });
  input.addEventListener("change", async () => {
    const [file] = input.files;
    if (!file) return;
    use(await base64(file), file.name);
    input.value = "";
  });
  return input;
}

function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
