// A form is sent once: its buttons wait for the answer. Going back to the page wakes them up.
const waiting = new Set();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (waiting.has(form)) {
    event.preventDefault();
    return;
  }
  waiting.add(form);
  // After this turn, so that the pressed button's own name and value still leave with the form.
  setTimeout(() => {
    for (const button of form.querySelectorAll("button:not([type=button]), input[type=submit]")) {
      if (!button.disabled) {
        button.disabled = true;
        button.dataset.viWaiting = "";
      }
    }
  });
});

addEventListener("pageshow", () => {
  waiting.clear();
  for (const button of document.querySelectorAll("[data-vi-waiting]")) {
    button.disabled = false;
    delete button.dataset.viWaiting;
  }
});
