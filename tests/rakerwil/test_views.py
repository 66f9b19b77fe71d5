import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import RequestFactory
from django.utils import translation
from django.views import defaults
from django.views.csrf import csrf_failure


@pytest.fixture(autouse=True)
def indonesian():
    with translation.override("id"):
        yield


@pytest.fixture
def request_of_nobody():
    request = RequestFactory().get("/tidak-ada/")
    request.user = AnonymousUser()
    return request


def test_server_error_leans_on_nothing_that_may_be_broken(request_of_nobody):
    response = defaults.server_error(request_of_nobody)

    assert response.status_code == 500
    assert "Ada yang salah di pihak kami" in response.content.decode()


def test_expired_form_says_what_to_do(request_of_nobody):
    response = csrf_failure(request_of_nobody)

    assert response.status_code == 403
    assert "Formulir ini sudah kedaluwarsa" in response.content.decode()


def test_not_found_does_not_tell_whether_it_exists(request_of_nobody):
    response = defaults.page_not_found(request_of_nobody, Http404())

    assert response.status_code == 404
    assert "Halaman ini tidak ada, atau bukan untuk peran Anda" in response.content.decode()


def test_forbidden_names_the_way_out(request_of_nobody):
    response = defaults.permission_denied(request_of_nobody, PermissionDenied())

    assert response.status_code == 403
    assert "Peran Anda tidak mengizinkan ini" in response.content.decode()
