// A self-check is scored here, in this browser: nothing is sent, stored, or put into the address or the title.
// Every word comes from the server, which writes each result into the page; this file only picks one.
// Without it, the same form is posted, and the same words come back.

const form = document.querySelector("[data-check]");
const questions = [...form.querySelectorAll("[data-question]")];
const part = (name) => form.querySelector(`[data-${name}]`);
const [toggle, progress, at] = ["toggle", "progress", "at"].map(part);
const [previous, next, submit] = ["previous", "next", "submit"].map(part);
const outcomes = [...document.querySelectorAll("template[data-outcome]")];
const title = document.title;
let hash = location.hash;
let current = -1; // the question shown alone; -1: all of them

const radios = (question) => [...question.querySelectorAll("input[type=radio]")];
const chosen = (question) => question.querySelector("input:checked");
const focusOn = (question) => (chosen(question) ?? radios(question)[0]).focus();

// — score —

function pointsOf(question) {
  const points = Number(chosen(question).value);
  return "reversed" in question.dataset ? Number(form.dataset.turned) - points : points;
}

const needsCare = (question) =>
  "careAbove" in question.dataset && Number(chosen(question).value) > Number(question.dataset.careAbove);

function resultOf() {
  const sum = questions.reduce((total, question) => total + pointsOf(question), 0);
  const outcome = outcomes.find((one) => sum <= Number(one.dataset.lastSum));
  const result = outcome.content.querySelector("[data-result]").cloneNode(true);
  result.querySelector("[data-score]").textContent = form.dataset.scores.split(" ")[sum - Number(form.dataset.firstSum)];
  for (const question of questions) {
    const label = chosen(question).closest("label").querySelector("[data-label]");
    result.querySelector(`[data-answer-of="${question.id}"]`).textContent = label.textContent;
  }
  if (questions.some(needsCare)) result.prepend(document.querySelector("template[data-care]").content.cloneNode(true));
  return result;
}

function show(result) {
  const asked = document.querySelector("[data-questions]");
  document.querySelector("[data-result]")?.remove();
  asked.before(result);
  asked.hidden = true;
  prepare(result);
  hash = location.hash;
  history.pushState(null, ""); // the same address, so that Back leads to the questions
  result.focus();
  result.scrollIntoView();
}

function showQuestions() {
  document.querySelector("[data-result]")?.remove();
  document.querySelector("[data-questions]").hidden = false;
  alone(-1);
  focusOn(questions[0]);
}

addEventListener("popstate", () => {
  if (location.hash === hash && document.querySelector("[data-questions]").hidden) showQuestions();
  hash = location.hash; // a link within the page comes here too, and changes it
});

function prepare(result) {
  const print = result.querySelector("[data-print]");
  print.hidden = false;
  print.addEventListener("click", () => window.print());
  result.querySelector("[data-change]").addEventListener("click", (event) => {
    event.preventDefault();
    showQuestions();
  });
}

// — what is missing: the same words as without script —

function mark(question, isWrong) {
  question.classList.toggle("field--error", isWrong);
  question.querySelector(".error").hidden = !isWrong;
}

function clearErrors() {
  document.querySelector("main [data-errors]")?.remove();
  document.title = title;
  for (const question of questions) mark(question, false);
}

function showErrors(wrong) {
  alone(-1);
  const summary = document.querySelector("template[data-errors-of]").content.firstElementChild.cloneNode(true);
  for (const entry of summary.querySelectorAll("[data-error-of]")) {
    if (!wrong.some((question) => question.id === entry.dataset.errorOf)) entry.remove();
  }
  for (const question of wrong) mark(question, true);
  document.querySelector("main .prose").prepend(summary);
  document.title = `${form.dataset.errorTitle} ${title}`;
  summary.focus();
}

form.addEventListener("submit", (event) => {
  const isOnTheWay = current >= 0 && current < questions.length - 1;
  if (!isOnTheWay && !outcomes.length) return; // a page that came back from the server: it scores again
  event.preventDefault();
  if (isOnTheWay) return goOn();
  clearErrors();
  const wrong = questions.filter((question) => !chosen(question));
  if (wrong.length) showErrors(wrong);
  else show(resultOf());
});

// — one by one —

function alone(index) {
  current = index;
  const isAlone = index >= 0;
  questions.forEach((question, place) => (question.hidden = isAlone && place !== index));
  toggle.setAttribute("aria-pressed", isAlone);
  progress.hidden = !isAlone;
  at.textContent = index + 1;
  previous.hidden = index < 1;
  next.hidden = !isAlone || index === questions.length - 1;
  submit.hidden = isAlone && index < questions.length - 1;
}

function goOn() {
  const question = questions[current];
  mark(question, !chosen(question));
  if (chosen(question)) alone(current + 1);
  focusOn(questions[current]);
}

toggle.addEventListener("click", () => {
  clearErrors();
  alone(current < 0 ? Math.max(0, questions.findIndex((question) => !chosen(question))) : -1);
  if (current >= 0) focusOn(questions[current]);
});
next.addEventListener("click", goOn);
previous.addEventListener("click", () => {
  alone(current - 1);
  focusOn(questions[current]);
});

// — a digit answers the question that has the focus, and goes on to the next —

form.addEventListener("keydown", (event) => {
  const question = event.target.closest?.("[data-question]");
  if (!question || event.ctrlKey || event.altKey || event.metaKey || !/^[1-9]$/.test(event.key)) return;
  const radio = radios(question)[Number(event.key) - 1];
  if (!radio) return;
  event.preventDefault();
  radio.checked = true;
  const following = questions[questions.indexOf(question) + 1];
  if (!following) submit.focus();
  else if (current >= 0) goOn();
  else focusOn(following);
});

// Back must not bring answers again out of the browser's memory.
addEventListener("pageshow", (event) => event.persisted && location.reload());

form.classList.add("check--ready");
const shown = document.querySelector("main > .wrap [data-result]");
if (shown) shown.querySelector("[data-print]").hidden = false;
