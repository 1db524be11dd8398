"""Forms that carry a file, sent with them or in parts before them."""

from django import forms
from django.conf import settings
from django.urls import reverse

from backoffice.screens import FormPage
from catalog.actions.uploads import discard_upload, find_upload, whole_file
from catalog.exceptions import CatalogError, InvalidFile

FILE_IS_GONE = "Un navigateur ne garde pas les fichiers : choisissez le vôtre à nouveau."
EXPIRED = (
    "Les parties reçues de ce fichier ne sont plus là : elles sont gardées "
    f"{settings.UPLOADS_HOURS} heures. Choisissez-le de nouveau."
)


class CarriesFile(forms.Form):
    """`upload` names a file whose parts have come already; one sent with the form goes first."""

    upload = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.data.get("upload"):
            self.fields["file"].required = False

    def start_over(self):
        """Forget the parts: another file must be chosen."""
        self.data = self.data.copy()
        self.data["upload"] = ""
        self.fields["file"].required = True


class FilePage(FormPage):
    """Refused, it keeps the texts, and the file when it came in parts; else it says it is gone."""

    def act(self, form):
        key, file = form.cleaned_data.pop("upload"), form.cleaned_data.pop("file")
        upload = find_upload(self.target, key=key, by=self.request.user) if key else None
        if file is not None:
            made = self.send(form, file, file.name)
        elif upload is not None:
            made = self.send_parts(form, upload)
        elif made := self.sent_already(form.cleaned_data["submission"]):
            return made
        else:
            form.start_over()
            raise CatalogError(EXPIRED, field="file")
        if upload is not None:
            discard_upload(upload)
        return made

    def send_parts(self, form, upload):
        try:
            with whole_file(upload) as file:
                return self.send(form, file, upload.filename)
        except InvalidFile:
            discard_upload(upload)
            form.start_over()
            raise

    def form_invalid(self, form):
        if "file" in form.files and "file" not in form.errors:
            form.add_error("file", FILE_IS_GONE)
        return super().form_invalid(form)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(
            max_bytes=settings.FILES_MAX_BYTES,
            part_bytes=settings.UPLOADS_PART_BYTES,
            parts_url=self.parts_url(),
            site_url=settings.SITE_URL,
            **kwargs,
        )
        key = context["form"].data.get("upload")
        received = find_upload(self.target, key=key, by=self.request.user) if key else None
        return context | {"received": received}

    def parts_url(self):
        """Return where the script sends the parts: the API's own address, with the session."""
        if self.target == self.dataset:
            return reverse("api:dataset-upload", args=[self.dataset.pk])
        return reverse("api:resource-upload", args=[self.dataset.pk, self.target.pk])
