// Suggestions under a search box, as a combobox: arrows choose, Enter opens, Escape closes.
for (const input of document.querySelectorAll("[data-vi-suggest]")) {
  const list = document.createElement("ul");
  Object.assign(list, { id: `${input.id}-suggestions`, className: "vi-suggestions", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  input.parentElement.append(list);
  const set = (name, value) => input.setAttribute(name, value);
  set("role", "combobox");
  set("aria-autocomplete", "list");
  set("aria-expanded", "false");
  set("aria-controls", list.id);
  set("autocomplete", "off");
  let asked, timer, current = -1;

  const close = () => {
    list.hidden = true;
    current = -1;
    set("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (position) => {
    current = (position + list.children.length) % list.children.length;
    [...list.children].forEach((option, n) => option.setAttribute("aria-selected", n === current));
    set("aria-activedescendant", list.children[current].id);
  };
  const show = (found) => {
    close();
    list.replaceChildren(...found.map(({ kind, label, address }, n) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${n}`;
      option.dataset.address = address;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.append(label, Object.assign(document.createElement("span"), { textContent: kind }));
      return option;
    }));
    list.hidden = !found.length;
    set("aria-expanded", String(!list.hidden));
  };
  const ask = async () => {
    asked?.abort();
    asked = new AbortController();
    const typed = input.value.trim();
    if (typed.length < 2) return close();
    try {
      const answer = await fetch(`${input.dataset.viSuggest}?q=${encodeURIComponent(typed)}`, {
        headers: { Accept: "application/json" },
        signal: asked.signal,
      });
      if (answer.ok) show((await answer.json()).suggestions);
    } catch { /* the search itself still works */ }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 150);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") choose(current + 1);
    else if (event.key === "ArrowUp") choose(current < 0 ? -1 : current - 1);
    else if (event.key === "Enter" && current >= 0) location.assign(list.children[current].dataset.address);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", () => {
    asked?.abort();
    clearTimeout(timer);
    close();
  });
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const option = event.target.closest("[role=option]");
    if (option && !event.button) location.assign(option.dataset.address);
  });
}
