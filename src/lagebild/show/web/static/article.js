// Words and rows belong together: a click on one lights up the other.
"use strict";

(() => {
  const text = document.querySelector(".text");
  const stretches = Array.from(document.querySelectorAll(".m[data-of]"));
  const records = new Map(Array.from(document.querySelectorAll("[data-record]")).map((r) => [r.dataset.record, r]));

  function light(ids, scroll) {
    const wanted = new Set(ids);
    stretches.forEach((s) => s.classList.toggle("lit", s.dataset.of.split(" ").some((id) => wanted.has(id))));
    records.forEach((record, id) => (record.closest("li") || record).classList.remove("lit"));
    wanted.forEach((id) => {
      const record = records.get(id);
      if (record) (record.closest("li") || record).classList.add("lit");
    });
    if (scroll === "rows") {
      const record = ids.map((id) => records.get(id)).find(Boolean);
      if (record) {
        const box = record.closest("details");
        if (box) box.open = true;
        record.scrollIntoView({ block: "nearest" });
      }
    } else if (scroll === "words") {
      const first = stretches.find((s) => s.classList.contains("lit"));
      if (first) first.scrollIntoView({ block: "center" });
    }
  }

  if (text) text.addEventListener("click", (event) => {
    const stretch = event.target.closest(".m[data-of]");
    if (stretch) light(stretch.dataset.of.split(" "), "rows");
  });

  document.querySelectorAll("[data-record]").forEach((record) => {
    const show = (event) => {
      const other = event.target.closest("a, button, input, select, summary, form");
      if (other && !other.classList.contains("words")) return;
      event.preventDefault();
      light([record.dataset.record], "words");
    };
    record.addEventListener("click", show);
    record.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target === record) show(event);
    });
  });

  const asked = decodeURIComponent(location.hash.slice(1)).replace(/^w-/, "");
  if (records.has(asked)) light([asked], "words");
})();
