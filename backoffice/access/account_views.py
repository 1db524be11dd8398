from allauth.account.views import ConfirmEmailView, PasswordChangeView
from django.http import Http404

from catalog.actions.oneself import end_other_sessions, follow_session


class ConfirmEmail(ConfirmEmailView):
    def post(self, *args, **kwargs):
        """A link that has served, as when the button is pressed twice, is told as on its page."""
        try:
            return super().post(*args, **kwargs)
        except Http404:
            return self.get(*args, **kwargs)


class ChangePassword(PasswordChangeView):
    http_method_names = ("get", "head", "post")

    def form_valid(self, form):
        """A new password closes the other sessions, and gives this one another key."""
        user, former = self.request.user, self.request.session.session_key
        response = super().form_valid(form)
        key = self.request.session.session_key
        follow_session(user, former=former, session_key=key)
        end_other_sessions(user, by=user, but=key)
        return response
