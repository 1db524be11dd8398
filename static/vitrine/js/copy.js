// A button copies the text of the element it names, and says so beside.
const buttons = navigator.clipboard ? document.querySelectorAll("[data-vi-copy]") : [];

for (const button of buttons) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.viCopy).textContent.trim();
    const told = document.querySelector("[data-vi-copied]");
    try {
      await navigator.clipboard.writeText(text);
      told.textContent = button.dataset.viCopyDone || "Adresse copiée.";
    } catch {
      told.textContent = "Votre navigateur n’a pas permis la copie\u00a0: sélectionnez le texte.";
    }
  });
}
