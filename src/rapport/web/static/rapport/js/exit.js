// A quick way out ("Exit this page", or Shift three times), and "Leave less behind": every step replaces the last.
// Nothing is stored before the person presses the button; then one word in this tab, until exit or until the tab closes.
// Without it the exit is a plain link, and the page Safety says what does not work.

const MODE = "leave-less-behind";
const WITHIN_MS = 5000;
const stored = (action) => {
  try {
    return action(sessionStorage);
  } catch {
    return null; // the browser forbids storage: the mode stays off, and the page says so
  }
};
const isOn = () => stored((storage) => storage.getItem(MODE)) === "on";

let bar = document.querySelector("[data-exit]");
let link;
let status;

// — the way out —

function leave() {
  document.documentElement.hidden = true;
  document.title = bar.dataset.title;
  if (isOn()) clearAll();
  location.replace(link.href);
}

function clearAll() {
  stored((storage) => storage.clear());
  try {
    localStorage.clear(); // what the person kept on this device by a press
  } catch {
    // forbidden, so nothing is there
  }
}

let presses = [];
let isAlone = false;
function countShift(event) {
  if (event.type === "keydown") {
    isAlone = event.key === "Shift";
    if (!isAlone) presses = [];
    return;
  }
  if (event.key !== "Shift" || !isAlone) return;
  const now = Date.now();
  presses = [...presses.filter((time) => now - time < WITHIN_MS), now];
  status.textContent = { 1: status.dataset.two, 2: status.dataset.one }[presses.length] ?? "";
  if (presses.length >= 3) leave();
}

// The bar waits in a template on pages that are not about abuse. There it comes when the mode is on, or
// when a filter about abuse is chosen and only the results are exchanged.
function showBar() {
  if (link || !bar) return;
  if (bar instanceof HTMLTemplateElement) {
    const shown = bar.content.firstElementChild.cloneNode(true);
    bar.replaceWith(shown);
    bar = shown;
  }
  link = bar.querySelector("[data-exit-link]");
  status = bar.querySelector("[data-exit-status]");
  for (const way of [link, ...document.querySelectorAll("[data-leave]")]) {
    way.addEventListener("click", (event) => {
      event.preventDefault();
      leave();
    });
  }
  document.addEventListener("keydown", countShift);
  document.addEventListener("keyup", countShift);
  addEventListener("pageshow", (event) => {
    if (event.persisted) document.documentElement.hidden = false;
  });
}

if (isOn() || !(bar instanceof HTMLTemplateElement)) showBar();
document.addEventListener("htmx:after:swap", () => document.querySelector("[data-wants-exit]") && showBar());

// — leave less behind —

function neutralTitle() {
  if (document.title !== bar.dataset.title) document.title = bar.dataset.title;
}

function followReplacing(event) {
  const to = event.target.closest?.("a[href]");
  const isPlain = !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (event.defaultPrevented || !isPlain || !to || to.target || to.hasAttribute("download")) return;
  if (!/^https?:$/.test(to.protocol)) return;
  event.preventDefault();
  location.replace(to.href);
}

async function sendReplacing(event) {
  const form = event.target;
  if (event.defaultPrevented || form.method === "dialog") return;
  event.preventDefault();
  const fields = new URLSearchParams(new FormData(form, event.submitter));
  if (form.method === "get") return location.replace(`${form.action}?${fields}`);
  try {
    const answer = await fetch(form.action, { method: "POST", body: fields });
    if (answer.redirected) location.replace(answer.url);
    else showInPlace(await answer.text());
  } catch {
    form.submit(); // the browser then says what is wrong, and nothing typed is lost
  }
}

// An answer without an address of its own: a question back, or what is wrong with a field.
function showInPlace(html) {
  const main = new DOMParser().parseFromString(html, "text/html").querySelector("main");
  document.querySelector("main").replaceWith(main);
  scrollTo(0, 0);
  main.focus();
}

function begin() {
  neutralTitle();
  new MutationObserver(neutralTitle).observe(document.head, { childList: true, subtree: true, characterData: true });
  history.pushState = history.replaceState.bind(history); // htmx, too, then replaces
  addEventListener("click", followReplacing);
  addEventListener("submit", sendReplacing);
  say("on");
}

// Shows what is true now; in the page as it comes, what is true without script.
function say(mode) {
  for (const one of document.querySelectorAll("[data-mode]")) one.hidden = one.dataset.mode !== mode;
}

if (isOn()) begin();
else say("off");

document.querySelector("[data-turn-on]")?.addEventListener("click", () => {
  stored((storage) => storage.setItem(MODE, "on"));
  if (isOn()) {
    begin();
    document.querySelector("[data-turn-off]").focus();
  } else {
    say("refused");
  }
});
document.querySelector("[data-turn-off]")?.addEventListener("click", () => {
  stored((storage) => storage.removeItem(MODE));
  location.reload();
});
