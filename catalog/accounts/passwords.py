from difflib import SequenceMatcher
from typing import Any

from django.contrib.auth.password_validation import UserAttributeSimilarityValidator
from django.core.exceptions import ValidationError


class UnlikeThePerson(UserAttributeSimilarityValidator):
    """Django compares with each name apart: « Prénom Nom » in full was like none of them."""

    def validate(self, password: str, user: Any = None) -> None:
        super().validate(password, user)
        if user is None:
            return
        for known in (f"{user.first_name}{user.last_name}", user.email.partition("@")[0]):
            alike = SequenceMatcher(a=letters(password), b=letters(known)).quick_ratio()
            if letters(known) and alike >= self.max_similarity:
                raise ValidationError(
                    "Ce mot de passe ressemble trop à votre nom ou à votre adresse.",
                    code="password_too_similar",
                )


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))
