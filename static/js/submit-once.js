// One press, one post: the pressed button says it is busy and a second press does nothing.
// What answers with a file stays on its page: such a form or button carries data-download and is left alone.

document.addEventListener("submit", (event) => {
  const form = event.target;
  const isPost = form.method === "post" && (event.submitter?.formMethod || "post") === "post";
  const isFile = [form, event.submitter].some((element) => element?.dataset.download !== undefined);
  if (!isPost || event.defaultPrevented || isFile) return;
  if (form.dataset.sent !== undefined) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "";
  event.submitter?.setAttribute("aria-busy", "true");
});

// Back in the history shows the page as it was left, so it may be sent again.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
});
