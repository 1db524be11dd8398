from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import escape_leading_slashes

from config.kept import Kept, posted


def sign_in(request: HttpRequest) -> HttpResponse:
    """Stand for Wagtail's own sign-in pages: there is one sign-in for all.

    Wagtail also sends here whoever is signed in and may not enter: to the sign-in page, they
    would turn round for ever.
    """
    if not request.user.is_authenticated:
        return redirect(f"{reverse('account_login')}?{request.GET.urlencode()}")
    if request.user.has_perm("wagtailadmin.access_admin"):
        return redirect("wagtailadmin_home")
    raise PermissionDenied("Composer les pages du site public est réservé à sa rédaction.")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return answer(request, 400, "The request could not be read.")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    texts = kept_texts(request)
    return answer(request, 403, "You may not do this.", reason=str(exception), texts=texts)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return answer(request, 404, "There is nothing at this address.", texts=kept_texts(request))


def server_error(request: HttpRequest) -> HttpResponse:
    if is_for_machines(request):
        return JsonResponse({"message": "The server failed."}, status=500)
    # Without the request: what failed may be what every page's context reads.
    return render(None, "500.html", status=500)


def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse a form whose key or sender's session is gone, and lose nothing of what was written.

    Only to our own pages: a form sent from elsewhere gets nothing of its content back, or it would
    be enough to press the button offered here.
    """
    return answer(
        request,
        403,
        "The CSRF token is missing or expired.",
        template="expired_form.html",
        texts=kept_texts(request),
        has_files=bool(request.FILES),
        page=page_of_the_form(request),
    )


def answer(
    request: HttpRequest, status: int, message: str, template: str = "", **context: Any
) -> HttpResponse:
    if is_for_machines(request):
        return JsonResponse({"message": message}, status=status)
    return render(request, template or f"{status}.html", context, status=status)


def is_for_machines(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def comes_from_us(request: HttpRequest) -> bool:
    return is_ours(request, request.headers.get("Origin") or request.headers.get("Referer", ""))


def is_ours(request: HttpRequest, address: str) -> bool:
    return f"{address}/".startswith(f"{our_origin(request)}/")


def our_origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def page_of_the_form(request: HttpRequest) -> str:
    """Return where the form was shown: many are sent to an address that shows nothing."""
    source = request.headers.get("Referer", "")
    if is_ours(request, source):
        return escape_leading_slashes(source.removeprefix(our_origin(request))) or "/"
    return request.get_full_path()


def kept_texts(request: HttpRequest) -> list[Kept]:
    """Return what one of our forms sent, so that a refused page still shows it."""
    if request.method != "POST" or not comes_from_us(request):
        return []
    return posted(request)
