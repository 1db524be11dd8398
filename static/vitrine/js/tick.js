// « Tout cocher »: <form id="ensemble" data-vi-tick> gets a box that ticks those of its list.
for (const form of document.querySelectorAll("form[data-vi-tick]")) {
  const boxes = [...document.querySelectorAll(`input[type=checkbox][form="${form.id}"]`)];
  if (boxes.length < 2) continue;
  const group = Object.assign(document.createElement("div"), { className: "fr-checkbox-group fr-checkbox-group--sm" });
  const all = Object.assign(document.createElement("input"), { type: "checkbox", id: `${form.id}-tout` });
  const label = Object.assign(document.createElement("label"), { className: "fr-label", htmlFor: all.id });
  const tell = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    all.checked = ticked === boxes.length;
    all.indeterminate = ticked > 0 && !all.checked;
    label.textContent = ticked ? `Tout cocher (${ticked} sur ${boxes.length})` : "Tout cocher";
  };
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    tell();
  });
  for (const box of boxes) box.addEventListener("change", tell);
  addEventListener("pageshow", tell);
  group.append(all, label);
  const title = form.querySelector("p");
  const head = document.createElement("div");
  title.before(head);
  head.append(title, group);
  tell();
}
