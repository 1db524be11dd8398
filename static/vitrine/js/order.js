// Order by dragging: <ol data-vi-order="id of a form"> of <li data-vi-key>. Each line gets a handle;
// dropped, the form leaves with the new order. The buttons beside do the same from the keyboard.
for (const list of document.querySelectorAll("[data-vi-order]")) {
  const form = document.getElementById(list.dataset.viOrder);
  const lines = () => [...list.children];
  const order = () => lines().map((line) => line.dataset.viKey).join(",");
  let held = null;
  let before = "";

  for (const line of lines().length > 1 ? lines() : []) {
    const handle = document.createElement("span");
    handle.className = "vi-poignee";
    handle.textContent = "⠿";
    handle.title = "Glisser pour changer l’ordre";
    handle.ariaHidden = "true";
    handle.draggable = true;
    line.querySelector("h3").prepend(handle);
    handle.addEventListener("dragstart", (event) => {
      held = line;
      before = order();
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setDragImage(line, 0, 0);
    });
    handle.addEventListener("dragend", () => {
      held = null;
      if (order() === before) return;
      form.elements.ordre.value = order();
      form.requestSubmit();
    });
  }

  list.addEventListener("dragover", (event) => {
    const over = event.target.closest("[data-vi-key]");
    if (!held || !over) return;
    event.preventDefault();
    const { top, height } = over.getBoundingClientRect();
    over[event.clientY < top + height / 2 ? "before" : "after"](held);
  });
  list.addEventListener("drop", (event) => event.preventDefault());
}
