// A list with boxes: the button says how many it is about. Without a script it says "gekozen" and works all the same.

for (const form of document.querySelectorAll("form[data-ticks]")) {
  const button = form.querySelector("button[type=submit]");
  const boxes = [...form.querySelectorAll("input[type=checkbox][name=casus]")];
  if (!button || boxes.length === 0) continue;
  const plain = button.textContent;
  const count = () => {
    const number = boxes.filter((box) => box.checked).length;
    const what = number === 1 ? "vraag" : "vragen";
    button.textContent = number === 0 ? plain : `${form.dataset.ticks} ${number} ${what}`;
  };
  form.addEventListener("change", count);
  window.addEventListener("pageshow", count);
  count();
}
