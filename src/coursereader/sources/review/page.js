"use strict";
const rows = JSON.parse(document.getElementById("rows").textContent);
const told = document.getElementById("told");
const boxes = [...document.querySelectorAll("input[data-of]")];
const only = document.getElementById("only");
const of = (mark) => mark.dataset.row.split(" ").map(Number);

function filter() {
  const off = {};
  for (const box of boxes) if (!box.checked) (off[box.dataset.of] ??= new Set()).add(box.value);
  const shown = rows.map((row) => !["rule", "kind", "status"].some((name) => off[name]?.has(row[name])));
  for (const pair of document.querySelectorAll(".pair")) {
    let any = false;
    for (const mark of pair.querySelectorAll(".e")) {
      const on = of(mark).some((row) => shown[row]);
      mark.classList.toggle("on", on);
      mark.tabIndex = on ? 0 : -1;
      any ||= on;
    }
    pair.hidden = only.checked && !any;
  }
  hide();
}

function tell(mark) {
  told.replaceChildren();
  for (const number of of(mark)) {
    const list = told.appendChild(document.createElement("dl"));
    for (const [name, value] of Object.entries(rows[number])) {
      if (!value) continue;
      list.appendChild(document.createElement("dt")).textContent = name;
      list.appendChild(document.createElement("dd")).textContent = value;
    }
  }
  for (const one of document.querySelectorAll(".told")) one.classList.remove("told");
  for (const one of document.querySelectorAll(`.e[data-at="${mark.dataset.at}"]`)) one.classList.add("told");
  told.hidden = false;
}

function hide() {
  told.hidden = true;
  for (const one of document.querySelectorAll(".told")) one.classList.remove("told");
}

const marked = (event) => event.target.closest?.(".e.on");
document.addEventListener("mouseover", (event) => { const mark = marked(event); if (mark) tell(mark); });
document.addEventListener("focusin", (event) => { const mark = marked(event); if (mark) tell(mark); });
document.addEventListener("click", (event) => {
  const mark = marked(event);
  if (mark) tell(mark); else if (!told.contains(event.target)) hide();
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
document.addEventListener("change", filter);
// On a telephone the text comes first.
if (matchMedia("(max-width: 48rem)").matches) for (const one of document.querySelectorAll("aside details")) one.open = false;
filter();
