"""One asynchronous Django view, as for production and with no middleware."""

from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    DEBUG=False,
    MIDDLEWARE=[],
    ROOT_URLCONF=__name__,
    SECRET_KEY="of no use here",
)


async def index(request: HttpRequest) -> HttpResponse:
    """The text of the service's own view."""
    return HttpResponse("Hello, async actors!",
                        content_type="text/plain; charset=utf-8")


urlpatterns = [path("", index)]
application = get_asgi_application()
