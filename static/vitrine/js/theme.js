// Before the first paint: DSFR's script comes after it, and a dark page would flash white.
// Same key and same attribute as DSFR, which takes over from there.
(() => {
  let choice = null;
  try {
    choice = localStorage.getItem("scheme");
  } catch {
    // Storage refused: the system's preference is followed.
  }
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const theme = choice === "dark" || choice === "light" ? choice : system;
  document.documentElement.setAttribute("data-fr-theme", theme);
})();
