// How many characters are written, and how many may be: <input data-vi-count="200">.
for (const input of document.querySelectorAll("[data-vi-count]")) {
  const most = Number(input.dataset.viCount);
  const told = Object.assign(document.createElement("p"), { className: "fr-hint-text fr-mt-1v", role: "status" });
  const tell = () => {
    const written = input.value.trim().length;
    const over = written - most;
    told.textContent = over > 0
      ? `${written} caractères sur ${most}\u00a0: ${over} de trop.`
      : `${written} caractère${written > 1 ? "s" : ""} sur ${most}.`;
  };
  let pause;
  input.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(tell, 300);
  });
  tell();
  input.after(told);
}
