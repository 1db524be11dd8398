"""The queue and its history."""

from django.core.paginator import Paginator

from backoffice.console.choices import choices_of
from backoffice.console.filters import asked_by
from backoffice.console.reading import (
    answers_of,
    latest_answers,
    median_delay,
    over,
    rows_of,
    waiting,
)
from backoffice.console.screens import Queue
from backoffice.console.wording import late_in_words, title_of
from backoffice.screens import Page

ROWS = 10
ANSWERS = 5
HISTORY = 50


class RequestList(Queue, Page):
    template_name = "backoffice/request_list.html"

    def get_context_data(self, **kwargs):
        user, asked = self.request.user, asked_by(self.request.GET)
        page = Paginator(waiting(user, asked), ROWS).get_page(self.request.GET.get("page"))
        choices, rows = choices_of(user), rows_of(list(page), user)
        return super().get_context_data(
            asked=asked,
            choices=choices,
            page_obj=page,
            rows=rows,
            may_tick=any(row.kind.answered_together for row in rows),
            title=title_of(page.paginator.count),
            late=late_in_words(choices.late),
            answers=latest_answers(user, ANSWERS),
            median=median_delay(user),
            **kwargs,
        )


class RequestHistory(Queue, Page):
    template_name = "backoffice/request_history.html"

    def get_context_data(self, **kwargs):
        user, asked = self.request.user, asked_by(self.request.GET)
        page = Paginator(over(user, asked), HISTORY).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            asked=asked,
            choices=choices_of(user, past=True),
            page_obj=page,
            answers=answers_of(list(page), user),
            median=median_delay(user),
            **kwargs,
        )
