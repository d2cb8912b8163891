// Opens the filters as a full-screen dialog on a phone, and closes promoted menus on Escape or a press elsewhere.
// Without it the button is a link to a page of filters, and each menu is a plain <details>.

const dialog = document.querySelector("[data-filters-dialog]");
const form = document.querySelector("[data-filters]");
const wide = matchMedia("(min-width: 62rem)");

if (dialog?.showModal && form) {
  const home = form.parentElement;
  const slot = dialog.querySelector("[data-filters-slot]");
  const open = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    slot.append(form); // moved, not copied: one form, one set of ids
    dialog.showModal();
  };
  // Delegated, because the button is inside what htmx swaps.
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-filters-open]")) open(event);
  });
  dialog.addEventListener("close", () => home.append(form));
  wide.addEventListener("change", () => wide.matches && dialog.open && dialog.close());
}

const openMenus = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("click", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// On a wide screen results follow each change at once; on a phone the button "Show results" does.
let waiting;
document.addEventListener("change", (event) => {
  const changed = event.target.closest("[data-filters]");
  if (!changed || !wide.matches || !window.htmx) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => changed.dispatchEvent(new CustomEvent("filters:changed")), 300);
});

// An answer without results (which place? a problem? our mistake?) is a page of its own: send the form as usual.
document.addEventListener("htmx:after:request", (event) => {
  const changed = event.target.closest("[data-filters]");
  if (!changed || event.detail.ctx.text.includes('id="finder"')) return;
  event.preventDefault();
  changed.requestSubmit();
});

// Lines above may come and go with the counts: keep what was pressed where it is on the screen.
let pressed;
document.addEventListener("htmx:before:swap", () => {
  const one = document.activeElement;
  pressed = one?.id && one.closest("[data-filters]") && { id: one.id, top: one.getBoundingClientRect().top };
});

// Say politely what came out of it.
document.addEventListener("htmx:after:swap", () => {
  const one = pressed && document.getElementById(pressed.id);
  if (one) scrollBy({ top: one.getBoundingClientRect().top - pressed.top, behavior: "instant" });
  const heading = document.querySelector("#results");
  const announcement = document.querySelector("[data-announcement]");
  if (heading && announcement) announcement.textContent = heading.textContent;
});

// After paging, reading goes on at the heading of the results.
if (location.hash === "#results") document.querySelector("#results")?.focus();
