// Keys for who works by keyboard: "/" searches, "j" and "k" go down and up the lines, "h" and "l" to the case before
// and after this one, "n" writes a note on a case, Ctrl+Enter sends the form one is in, "?" shows the list. A button or
// link with data-key is pressed by its own key.
// Single keys can get in the way of speech input, so the list has a switch (WCAG 2.1.4), kept in this browser.
// Loaded before the page is drawn, not as a module: who presses a key on the first sight of a page and types on would
// otherwise lose the first words on a slow line.
"use strict";

{
  const OFF = "nazorg-toetsen-uit";

  function keysAreOn() {
    return localStorage.getItem(OFF) === null;
  }

  function isTyping(target) {
    return target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]") !== null;
  }

  /** What Enter does on each line: its act, or else its first link. */
  function lineTargets() {
    const lines = document.querySelectorAll("main .line, main .table tbody tr");
    return [...lines]
      .map((line) => line.querySelector(".btn") ?? line.querySelector("a[href]:not(.noteref)"))
      .filter((target) => target !== null);
  }

  function moveBy(step) {
    const targets = lineTargets();
    if (targets.length === 0) return;
    const here = document.activeElement.closest(".line, tr");
    const index = targets.findIndex((target) => here !== null && here.contains(target));
    const next = index === -1 ? (step > 0 ? 0 : targets.length - 1) : index + step;
    targets[Math.min(Math.max(next, 0), targets.length - 1)].focus();
  }

  const ACTS = {
    "/": () => document.getElementById("zoek")?.focus(),
    "?": () => document.getElementById("toetsen")?.showModal(),
    j: () => moveBy(1),
    k: () => moveBy(-1),
    h: () => document.querySelector("main .pager [rel=prev]")?.click(),
    l: () => document.querySelector("main .pager [rel=next]")?.click(),
    n: () => document.getElementById("notitie")?.focus(),
  };

  /** What a key does here: what the page itself gives it goes first. */
  function actOf(key) {
    const own = document.querySelector(`main [data-key="${CSS.escape(key)}"]`);
    return own === null ? ACTS[key] : () => own.click();
  }

  document.addEventListener("keydown", (event) => {
    const form = event.target.closest("form[method=post]");
    if (event.key !== "Enter" || !event.ctrlKey || form === null) return;
    event.preventDefault();
    form.requestSubmit();
  });

  document.addEventListener("keydown", (event) => {
    if (!keysAreOn() || event.ctrlKey || event.altKey || event.metaKey) return;
    if (document.querySelector("dialog[open]") !== null) return;
    if (isTyping(event.target)) return;
    const act = actOf(event.key);
    if (act === undefined) return;
    event.preventDefault();
    act();
  });

  /** Key caps on the page are only shown while the keys work. */
  function showCaps() {
    document.documentElement.classList.toggle("keys-on", keysAreOn());
  }

  showCaps();
  document.addEventListener("DOMContentLoaded", () => {
    const dialog = document.getElementById("toetsen");
    const opener = document.getElementById("toon-toetsen");
    const enabled = document.getElementById("toetsen-aan");
    enabled.checked = keysAreOn();
    enabled.addEventListener("change", () => {
      if (enabled.checked) localStorage.removeItem(OFF);
      else localStorage.setItem(OFF, "");
      showCaps();
    });
    opener.addEventListener("click", () => dialog.showModal());
    opener.hidden = false;
    // After a search Enter opens the first one found.
    if (keysAreOn()) document.querySelector("[data-found] a[href]")?.focus();
  });
}
