// Sending a file, better: drop it, see its size before and its progress during, stop it.
// Without this script the same form is sent by the browser and answered by the same pages.
// <form data-vi-upload data-vi-max="bytes"> holding one input[type=file] in its fr-upload-group.
// With data-vi-parts="address" data-vi-part="bytes", a larger file leaves in parts of that size,
// which may be paused and survive a cut; its form then follows with their name in `upload`.

import { Refused, Sending, Stopped } from "./parts.js";

const UNREAD = "Le service n’a pas pu lire cet envoi. Rien n’a été enregistré\u00a0: recommencez.";
const CUT = "La connexion a été coupée. Rechargez la page pour voir si le fichier est arrivé.";
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
  input.addEventListener("change", () => {
    if (form.elements.upload) form.elements.upload.value = "";
    describe(form, input, chosen);
  });
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

async function send(form, submitter, zone) {
  zone.querySelector("[data-vi-panel]")?.remove();
  const panel = new Panel(form, zone);
  const data = new FormData(form, submitter);
  const file = form.querySelector("input[type=file]").files[0];
  const part = Number(form.dataset.viPart);
  try {
    if (part && file.size > part) {
      form.elements.upload.value = await sendParts(form, file, part, panel);
      data.set("upload", form.elements.upload.value);
      data.delete("file");
    }
    show(await post(form, data, panel), panel);
  } catch (error) {
    if (error instanceof Stopped) panel.end("Envoi arrêté. Rien n’a été enregistré.");
    else panel.end((error instanceof Refused && error.message) || UNREAD);
  }
}

// What is seen and heard of a sending, and its buttons.
class Panel {
  constructor(form, zone) {
    this.buttons = [...form.querySelectorAll("button:not(:disabled)")];
    this.box = add(zone, "div", { className: "fr-mt-2w" });
    this.box.dataset.viPanel = "";
    this.bar = add(this.box, "progress", { max: 100, value: 0, ariaLabel: "Envoi du fichier" });
    this.state = add(this.box, "p", { textContent: "Envoi…" });
    this.voice = add(this.box, "p", { className: "fr-sr-only", role: "status" });
    this.actions = add(this.box, "div", { className: "vi-actions" });
    this.pause = this.button("Mettre en pause", "fr-btn fr-btn--secondary");
    this.stop = this.button("Arrêter l’envoi", "fr-btn fr-btn--tertiary");
    this.pause.hidden = true;
    for (const button of this.buttons) button.disabled = true;
  }

  button(textContent, className) {
    return add(this.actions, "button", { type: "button", className, textContent });
  }

  progress(done, total) {
    this.bar.value = Math.floor((100 * done) / total);
    this.state.textContent = `${this.bar.value}\u00a0%, ${size(done)} sur ${size(total)}`;
    this.speak(`${this.bar.value - (this.bar.value % 25)}\u00a0% envoyés`);
  }

  speak(text) {
    if (this.voice.textContent !== text) this.voice.textContent = text;
  }

  tell(text) {
    this.state.textContent = text;
    this.speak(text);
  }

  reading() {
    this.actions.hidden = true;
    this.tell("Reçu, nous le lisons…");
  }

  end(text) {
    this.box.replaceChildren();
    add(this.box, "p", { className: "fr-message fr-message--error", role: "alert", textContent: text });
    for (const button of this.buttons) button.disabled = false;
  }
}

function sendParts(form, file, part, panel) {
  const token = form.elements.csrfmiddlewaretoken.value;
  const percent = (done) => `${Math.floor((100 * done) / file.size)}\u00a0%`;
  const heard = {
    sent: (done) => panel.progress(done, file.size),
    cut: (done) => panel.tell(`La connexion est coupée. ${percent(done)} sont reçus et gardés\u00a0: l’envoi reprendra de lui-même.`),
    paused: (done) => panel.tell(`En pause. ${percent(done)} sont reçus et gardés vingt-quatre heures.`),
    resumed: () => panel.tell("L’envoi reprend…"),
  };
  const sending = new Sending(file, form.dataset.viParts, part, token, (event, done) => heard[event](done));
  panel.pause.hidden = false;
  panel.pause.addEventListener("click", () => {
    sending[sending.paused ? "resume" : "pause"]();
    panel.pause.textContent = sending.paused ? "Reprendre" : "Mettre en pause";
  });
  panel.stop.addEventListener("click", () => sending.stop());
  return sending.start();
}

// The form itself, with the file or with the name of its parts. Its `submission` makes it harmless
// to send again: without the file it is, when the answer is lost.
function post(form, data, panel, tries = data.has("file") ? 1 : 6) {
  const request = new XMLHttpRequest();
  const stop = () => request.abort();
  if (data.has("file")) panel.stop.addEventListener("click", stop);
  else panel.reading();
  return new Promise((resolve, reject) => {
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      if (!data.has("file")) return;
      panel.progress(loaded, total);
      if (loaded === total) panel.reading();
    });
    request.addEventListener("abort", () => reject(new Stopped()));
    request.addEventListener("error", () => {
      if (tries <= 1) return reject(new Refused(CUT));
      panel.tell("La connexion est coupée. Le fichier est reçu\u00a0: nous demandons ce qu’il devient…");
      return setTimeout(() => post(form, data, panel, tries - 1).then(resolve, reject), 3000);
    });
    request.addEventListener("load", () => resolve(request));
    request.open("POST", form.getAttribute("action") || location.href);
    // The page that follows is asked again by the browser: it keeps its messages for that time.
    request.setRequestHeader("X-Vi-Upload", "1");
    request.send(data);
  });
}

function show(request, panel) {
  const main = new DOMParser().parseFromString(request.responseText, "text/html").querySelector("main");
  if (request.status < 400 && !main?.querySelector(".fr-message--error, .fr-alert--error")) {
    location.assign(request.responseURL);
  } else if (main) {
    document.querySelector("main").replaceWith(main);
    main.querySelectorAll("form[data-vi-upload]").forEach(prepare);
    (main.querySelector("[autofocus]") || main).focus();
    scrollTo(0, 0);
  } else {
    panel.end(UNREAD);
  }
}

document.querySelectorAll("form[data-vi-upload]").forEach(prepare);
