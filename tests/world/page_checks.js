// What somebody would stumble over on the intake page: narrow, faint, small, nameless things.

function findings() {
  return [...wide(), ...faint(), ...small(), ...stumbles()];
}

const visible = (selector) => [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility());

/** The page is wider than the screen. */
function wide() {
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth > clientWidth ? [`wider by ${scrollWidth - clientWidth} pixels`] : [];
}

/** Text with less contrast than WCAG AA asks for. */
function faint() {
  const parts = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const shine = (colour) => {
    const [r, g, b] = colour.slice(0, 3).map((part) => linear(part / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const found = parts(getComputedStyle(at).backgroundColor);
      if (found.length === 3 || found[3] === 1) return found;
    }
    return [255, 255, 255];
  };
  const says = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  return visible("body *:not(script, progress)").filter(says).flatMap((element) => {
    const colours = [parts(getComputedStyle(element).color), ground(element)];
    const [dim, bright] = colours.map(shine).sort((a, b) => a - b);
    const contrast = (bright + 0.05) / (dim + 0.05);
    return contrast < 4.5 ? [`faint (${contrast.toFixed(2)}): ${element.textContent.slice(0, 40)}`] : [];
  });
}

/** Too small for a thumb: less than 44 pixels high or wide. */
function small() {
  return visible("button, .option, .written input, textarea, summary").flatMap((element) => {
    const { width, height } = element.getBoundingClientRect();
    return height < 44 || width < 44 ? [`small (${width}x${height}): ${element.outerHTML.slice(0, 60)}`] : [];
  });
}

/** Fields without a name, ids that are there twice, descriptions of nothing. */
function stumbles() {
  const found = [];
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  found.push(...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `twice: ${id}`));
  for (const element of document.querySelectorAll("input, textarea, button, progress")) {
    const labels = [...(element.labels ?? [])].map((label) => label.textContent).join("");
    const name = element.getAttribute("aria-label") || labels || element.textContent;
    if (!name.trim()) found.push(`nameless: ${element.outerHTML}`);
  }
  for (const element of document.querySelectorAll("[aria-describedby]"))
    for (const id of element.getAttribute("aria-describedby").split(" "))
      if (!document.getElementById(id)) found.push(`described by nothing: ${id}`);
  for (const group of document.querySelectorAll("fieldset"))
    if (!group.querySelector(":scope > legend")?.textContent.trim()) found.push("a group without a name");
  if (document.querySelectorAll("h1").length !== 1) found.push("not one h1");
  if (!document.documentElement.lang) found.push("no language");
  return found;
}
