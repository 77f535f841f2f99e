// A button that copies the text of one part: DPAN has a tab for each. Without a script one selects the text itself.

for (const button of document.querySelectorAll("button[data-copy]")) {
  const text = document.getElementById(button.dataset.copy);
  const said = button.parentElement.querySelector("[role=status]");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.value);
      said.textContent = "Gekopieerd";
    } catch {
      // No clipboard: an old browser, or an address without https.
      text.select();
      said.textContent = "Geselecteerd, druk op Ctrl+C";
    }
  });
  button.hidden = false;
}
