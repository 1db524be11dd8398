from allauth.account.views import ConfirmEmailView
from django.http import Http404


class ConfirmEmail(ConfirmEmailView):
    def post(self, *args, **kwargs):
        """A link that has served, as when the button is pressed twice, is told as on its page."""
        try:
            return super().post(*args, **kwargs)
        except Http404:
            return self.get(*args, **kwargs)
