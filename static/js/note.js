// The kinds and grounds of a note follow the unit it was told to. On a slow line one may choose a kind or ground before
// they arrive: then they are asked for once more, so that the server keeps the choice or says why it cannot.

document.addEventListener("htmx:before:swap", (event) => {
  const form = event.target.closest("form.note");
  if (form === null) return;
  const asked = new URL(event.detail.ctx.request.action, document.baseURI).searchParams;
  const { "notitie-category": kind, "notitie-ground": ground, "notitie-unit": unit } = form.elements;
  if ([kind, ground].every((field) => field.value === asked.get(field.name))) return;
  event.preventDefault();
  unit.dispatchEvent(new Event("change", { bubbles: true }));
});
