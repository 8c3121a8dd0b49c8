// What every page needs: moving through rows with the arrow keys, suggestions of names, and
// forms whose empty fields stay out of the address.
"use strict";

function rowsOf(table) {
  return Array.from(table.querySelectorAll("tbody tr[data-row]"));
}

function prepareTable(table) {
  rowsOf(table).forEach((row, index) => { row.tabIndex = index === 0 ? 0 : -1; });
}

function moveTo(rows, index) {
  const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
  rows.forEach((other) => { other.tabIndex = other === row ? 0 : -1; });
  row.focus();
}

document.addEventListener("keydown", (event) => {
  const row = event.target;
  if (!(row instanceof HTMLTableRowElement) || !row.hasAttribute("data-row")) return;
  const rows = rowsOf(row.closest("table"));
  const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 };
  if (event.key in steps) moveTo(rows, rows.indexOf(row) + steps[event.key]);
  else if (event.key === "Home") moveTo(rows, 0);
  else if (event.key === "End") moveTo(rows, rows.length - 1);
  else if (event.key === "Enter") {
    const link = row.querySelector("a.open") || row.querySelector("a[href]");
    if (link) link.click();
  } else return;
  event.preventDefault();
});

function prepare(root) {
  root.querySelectorAll("table[data-rows]").forEach(prepareTable);
}

let asked = 0;
async function suggest(input) {
  const list = document.getElementById(input.getAttribute("list"));
  const words = input.value.trim();
  if (!list || words.length < 2) return;
  const turn = ++asked;
  const answer = await fetch(`/suggest?q=${encodeURIComponent(words)}`);
  if (!answer.ok || turn !== asked) return;
  list.replaceChildren(...(await answer.json()).map((name) => {
    const option = document.createElement("option");
    option.value = name;
    return option;
  }));
}

document.addEventListener("input", (event) => {
  const input = event.target;
  if (input instanceof HTMLInputElement && input.hasAttribute("data-suggest")) {
    clearTimeout(input.wait);
    input.wait = setTimeout(() => suggest(input), 150);
  }
});

document.addEventListener("submit", (event) => {
  if (!event.target.hasAttribute("data-filters")) return;
  for (const field of event.target.elements) if (field.name && field.value === "") field.disabled = true;
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("[data-filters] :disabled").forEach((field) => { field.disabled = false; });
});

// A swapped table keeps the reader where they were: on the link they followed.
let followed = "";
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest("a[hx-boost]");
  if (link) followed = link.id;
});
document.addEventListener("htmx:after:swap", () => {
  prepare(document);
  const link = followed && document.getElementById(followed);
  if (link) link.focus();
  followed = "";
});
prepare(document);
