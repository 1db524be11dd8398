// Ask the browser for a security key, and send what it answers with the form of the button.
const { create, get } = window.webauthnJSON;
const ASKING = { create, get };

for (const button of document.querySelectorAll("[data-vi-cle]")) {
  button.disabled = false;
  button.addEventListener("click", async () => {
    const options = JSON.parse(document.getElementById(button.dataset.viDemande).textContent);
    const refused = document.getElementById("cle-refusee");
    refused.hidden = true;
    try {
      const credential = await ASKING[button.dataset.viCle](options);
      document.getElementById(button.dataset.viChamp).value = JSON.stringify(credential);
      button.form.submit();
    } catch {
      refused.hidden = false;
    }
  });
}
