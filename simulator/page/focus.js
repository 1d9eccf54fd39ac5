// Moving with the keyboard: one tab stop for a group, menus, panels and traps.

const TABBABLE =
  "a[href], button:not(:disabled), input:not(:disabled), select, textarea, iframe, [tabindex='0']:not(.edge)";

/**
 * Make the members of `group` one tab stop; arrows, Home and End move inside.
 * With `rows` (a selector of the lines) up and down go to the neighbouring line.
 */
export function roving(group, member, { rows = null, select = false } = {}) {
  const members = () => [...group.querySelectorAll(member)].filter((one) => !one.disabled);
  const enter = (target) => {
    for (const one of members()) one.tabIndex = one === target ? 0 : -1;
  };
  group.addEventListener("focusin", (event) => {
    const target = event.target.closest(member);
    if (target) enter(target);
  });
  group.addEventListener("keydown", (event) => {
    const here = event.target.closest(member);
    if (!here || event.altKey || event.ctrlKey || event.metaKey) return;
    const target = neighbour(members(), here, event.key, rows);
    if (!target) return;
    event.preventDefault();
    target.focus();
    if (select) target.click();
  });
  const first = group.querySelector(`${member}[aria-selected=true]`) ?? members()[0];
  if (first) enter(first);
}

function neighbour(all, here, key, rows) {
  const at = all.indexOf(here);
  if (key === "Home") return all[0];
  if (key === "End") return all.at(-1);
  if (key === "ArrowRight") return all[(at + 1) % all.length];
  if (key === "ArrowLeft") return all[(at - 1 + all.length) % all.length];
  if (key !== "ArrowDown" && key !== "ArrowUp") return null;
  const step = key === "ArrowDown" ? 1 : -1;
  if (!rows) return all[(at + step + all.length) % all.length];
  const line = here.closest(rows);
  const next = step > 0 ? line.nextElementSibling : line.previousElementSibling;
  if (!next) return null;
  const column = [...line.children].indexOf(here);
  return next.children[Math.min(column, next.children.length - 1)] ?? null;
}

/** A button that shows and hides `panel`; Escape and a press elsewhere close it. */
export function disclosure(button, panel, { onOpen = () => {} } = {}) {
  const outside = (event) => {
    if (!panel.contains(event.target) && !button.contains(event.target)) close(false);
  };
  const escape = (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close(true);
  };
  function close(back) {
    if (panel.hidden) return;
    panel.hidden = true;
    button.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", outside);
    if (back) button.focus();
  }
  function open() {
    panel.hidden = false;
    button.setAttribute("aria-expanded", "true");
    document.addEventListener("pointerdown", outside);
    onOpen();
  }
  panel.hidden = true;
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", () => (panel.hidden ? open() : close(true)));
  panel.addEventListener("keydown", escape);
  button.addEventListener("keydown", escape);
  return { open, close };
}

/** Keep Tab inside `box`. */
export function trap(box) {
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Tab") return;
    const all = [...box.querySelectorAll(TABBABLE)];
    const edge = event.shiftKey ? all[0] : all.at(-1);
    if (document.activeElement !== edge) return;
    event.preventDefault();
    (event.shiftKey ? all.at(-1) : all[0]).focus();
  });
}
