// A button that copies each text of a pack: DPAN has a tab for each. Without a script one selects the text itself.

for (const text of document.querySelectorAll("textarea[data-copy]")) {
  // As high as its words.
  text.rows = Math.max(2, text.value.split("\n").length + 1);
  if (!navigator.clipboard) continue;
  const name = text.getAttribute("aria-label").split(":")[0];
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-s";
  button.textContent = "Kopieer";
  const hidden = document.createElement("span");
  hidden.className = "vh";
  hidden.textContent = ` ${name}`;
  button.append(hidden);
  const said = document.createElement("span");
  said.className = "meta";
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.value);
      said.textContent = "gekopieerd";
    } catch {
      text.select();
      said.textContent = "kopiëren lukt niet: de tekst is geselecteerd, druk op Ctrl+C";
    }
  });
  const row = document.createElement("div");
  row.className = "row copy";
  row.append(button, said);
  text.after(row);
}
