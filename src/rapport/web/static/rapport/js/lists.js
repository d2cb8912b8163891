// Gives every long list of options a box that narrows it, whatever the case, accents and punctuation.
// Without it the whole list is there behind "Show all".

const LONG = 12;
const plain = (text) =>
  text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

for (const list of document.querySelectorAll("[data-list]")) {
  const options = [...list.querySelectorAll(".option")];
  const more = list.querySelector(".more");
  if (options.length <= LONG) continue;
  const box = document.createElement("input");
  box.type = "search";
  box.className = "input";
  box.autocomplete = "off";
  box.placeholder = list.dataset.list;
  box.setAttribute("aria-label", `${list.dataset.list}: ${list.querySelector("summary").textContent}`);
  list.querySelector("legend").after(box);
  const names = options.map((option) => plain(option.querySelector("span").textContent));
  box.addEventListener("input", () => {
    const words = plain(box.value).split(" ").filter(Boolean);
    options.forEach((option, index) => {
      option.hidden = !words.every((word) => names[index].includes(word));
    });
    if (more && words.length) more.open = true;
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault(); // narrowing is not searching
  });
}
