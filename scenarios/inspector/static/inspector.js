// The slider: it asks the server how the story stands at an instant, and shows what it answers. Without this file the
// slider is a form with a button, and the pages are the same.
"use strict";

(() => {
  const slider = document.getElementById("slider");
  if (!slider) return;
  const form = slider.form;
  const instant = document.getElementById("instant");
  const live = document.getElementById("live");
  let asking = null;
  let waiting = 0;

  document.getElementById("go").hidden = true;

  const show = (page) => {
    const next = new DOMParser().parseFromString(page, "text/html").getElementById("standing");
    if (!next) throw new Error("no standing");
    const now = document.getElementById("standing");
    const open = new Set([...now.querySelectorAll("details.answer[open]")].map((one) => one.dataset.key));
    for (const one of next.querySelectorAll("details.answer")) one.open = open.has(one.dataset.key);
    now.replaceWith(next);
    instant.textContent = next.dataset.text;
    slider.setAttribute("aria-valuetext", next.dataset.text);
    live.textContent = `${next.dataset.text}: ${next.querySelector("#summary").innerText}`;
    const step = Number(next.dataset.step);
    const page_of = (to) => `${form.action}?step=${Math.max(0, Math.min(Number(slider.max), to))}`;
    document.getElementById("earlier").href = page_of(step - 1);
    document.getElementById("later").href = page_of(step + 1);
    history.replaceState(null, "", `${form.getAttribute("action")}?at=${encodeURIComponent(next.dataset.at)}`);
  };

  const ask = async () => {
    const mine = (asking = new AbortController());
    try {
      const answer = await fetch(`${form.dataset.fragment}?step=${slider.value}`, { signal: mine.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      show(await answer.text());
    } catch (problem) {
      if (problem.name === "AbortError") return;
      form.requestSubmit(); // the server says in words what is the matter
    }
  };

  const tick = () => {
    if (asking) asking.abort(); // its answer would be told of an instant that the slider has left
    document.getElementById("standing").setAttribute("aria-busy", "true");
    const told = document.querySelector(`#ticks option[value="${slider.value}"]`);
    if (told) instant.textContent = told.textContent;
    clearTimeout(waiting);
    waiting = setTimeout(ask, 60);
  };

  slider.addEventListener("input", tick);
  form.addEventListener("click", (event) => {
    const link = event.target.closest("#earlier, #later");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    slider.value = Number(slider.value) + (link.id === "later" ? 1 : -1);
    tick();
  });
  // Whoever was quicker than this file has moved the slider, and nobody listened.
  if (slider.value !== document.getElementById("standing").dataset.step) tick();
})();
