// A check that goes on: the page asks again until it has something else to say.
// Without this script a link asks for it.

const PAUSE = 2000;

async function ask() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!page.querySelector("[data-vi-awaited]")) location.reload();
}

if (document.querySelector("[data-vi-awaited]")) {
  setInterval(() => ask().catch(() => {}), PAUSE);
}
