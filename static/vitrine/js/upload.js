// Sending a file, better: drop it, see its size before and its progress during, stop it.
// Without this script the same form is sent by the browser and answered by the same pages.
// <form data-vi-upload data-vi-max="bytes"> holding one input[type=file] in its fr-upload-group.

const UNITS = ["octets", "Ko", "Mo", "Go"];
const number = new Intl.NumberFormat("fr", { maximumFractionDigits: 1 });

function size(bytes) {
  const power = bytes < 1024 ? 0 : Math.min(3, Math.floor(Math.log(bytes) / Math.log(1024)));
  return `${number.format(bytes / 1024 ** power)}\u00a0${UNITS[power]}`;
}

function add(parent, tag, properties) {
  return parent.appendChild(Object.assign(document.createElement(tag), properties));
}

function prepare(form) {
  const input = form.querySelector("input[type=file]");
  const zone = input?.closest(".fr-upload-group");
  if (!zone) return;
  zone.classList.add("vi-depot");
  add(zone, "p", { className: "fr-hint-text", textContent: "Ou déposez un fichier dans ce cadre." });
  const chosen = add(zone, "p", { ariaLive: "polite" });
  input.addEventListener("change", () => describe(form, input, chosen));
  acceptDrops(zone, input);
  form.addEventListener("submit", (event) => {
    if (!input.files.length) return;
    event.preventDefault();
    send(form, event.submitter, zone);
  });
}

function describe(form, input, chosen) {
  const file = input.files[0];
  const most = Number(form.dataset.viMax) || Infinity;
  const problem = file?.size > most
    ? `« ${file.name} » pèse ${size(file.size)} : nous acceptons ${size(most)} au plus.`
    : "";
  input.setCustomValidity(problem);
  chosen.className = problem && "fr-message fr-message--error";
  chosen.textContent = problem || (file ? `${file.name}, ${size(file.size)}` : "");
}

function acceptDrops(zone, input) {
  const hover = (over) => (event) => {
    event.preventDefault();
    zone.classList.toggle("vi-depot--survol", over);
  };
  zone.addEventListener("dragover", hover(true));
  zone.addEventListener("dragleave", hover(false));
  zone.addEventListener("drop", (event) => {
    hover(false)(event);
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change"));
  });
}

function send(form, submitter, zone) {
  zone.querySelector("[data-vi-panel]")?.remove();
  const request = new XMLHttpRequest();
  const data = new FormData(form, submitter);
  const buttons = [...form.querySelectorAll("button:not(:disabled)")];
  const panel = add(zone, "div", { className: "fr-mt-2w" });
  panel.dataset.viPanel = "";
  const bar = add(panel, "progress", { max: 100, value: 0, ariaLabel: "Envoi du fichier" });
  const state = add(panel, "p", { textContent: "Envoi…" });
  const voice = add(panel, "p", { className: "fr-sr-only", role: "status" });
  const stop = add(panel, "button", { type: "button", className: "fr-btn fr-btn--secondary", textContent: "Arrêter l’envoi" });
  const end = (text) => {
    panel.replaceChildren();
    add(panel, "p", { className: "fr-message fr-message--error", role: "alert", textContent: text });
    for (const button of buttons) button.disabled = false;
  };
  for (const button of buttons) button.disabled = true;
  stop.addEventListener("click", () => request.abort());
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    bar.value = Math.floor((100 * loaded) / total);
    stop.hidden = loaded === total;
    state.textContent = stop.hidden ? "Reçu, nous le lisons…" : `${bar.value}\u00a0%, ${size(loaded)} sur ${size(total)}`;
    voice.textContent = `${bar.value - (bar.value % 25)}\u00a0% envoyés`;
  });
  request.addEventListener("abort", () => end("Envoi arrêté. Rien n’a été enregistré."));
  request.addEventListener("error", () => end("La connexion a été coupée. Rechargez la page pour voir si le fichier est arrivé."));
  request.addEventListener("load", () => show(request, end));
  request.open("POST", form.getAttribute("action") || location.href);
  // The page that follows is asked again by the browser: it keeps its messages for that time.
  request.setRequestHeader("X-Vi-Upload", "1");
  request.send(data);
}

function show(request, end) {
  const main = new DOMParser().parseFromString(request.responseText, "text/html").querySelector("main");
  if (request.status < 400 && !main?.querySelector(".fr-message--error, .fr-alert--error")) {
    location.assign(request.responseURL);
  } else if (main) {
    document.querySelector("main").replaceWith(main);
    main.querySelectorAll("form[data-vi-upload]").forEach(prepare);
    (main.querySelector("[autofocus]") || main).focus();
    scrollTo(0, 0);
  } else {
    end("Le service n’a pas pu lire cet envoi. Rien n’a été enregistré : recommencez.");
  }
}

document.querySelectorAll("form[data-vi-upload]").forEach(prepare);
