// Terms: Enter or a comma makes a ticked box of what was typed. Without a script one types them with commas between.

for (const group of document.querySelectorAll("[data-terms]")) {
  const input = group.querySelector("input[list]");

  /** Where the boxes stand; a group in which nothing was used before has none yet. */
  function boxes() {
    const found = group.querySelector(".choices");
    if (found !== null) return found;
    const made = document.createElement("div");
    made.className = "choices";
    group.prepend(made);
    return made;
  }

  function add(term) {
    const label = document.createElement("label");
    label.className = "choice";
    const box = document.createElement("input");
    Object.assign(box, { type: "checkbox", name: input.name.replace("_more", ""), value: term, checked: true });
    const words = document.createElement("span");
    words.textContent = term;
    label.append(box, " ", words);
    boxes().append(label);
  }

  input.addEventListener("keydown", (event) => {
    const term = input.value.trim();
    if (term === "" || (event.key !== "Enter" && event.key !== ",")) return;
    event.preventDefault();
    add(term);
    input.value = "";
  });
}
