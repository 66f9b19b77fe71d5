"""Who they are, as addresses."""

from allauth.account import views as account
from django.urls import URLPattern, path, re_path

from federations.views import invitations, profiles

urlpatterns: list[URLPattern] = [
    # The door: what allauth has and this product uses. Its names are the ones that allauth looks for.
    path("akun/masuk/", account.login, name="account_login"),
    path("akun/keluar/", account.logout, name="account_logout"),
    path("akun/belum-punya/", account.signup, name="account_signup"),
    path("akun/nonaktif/", account.account_inactive, name="account_inactive"),
    path("akun/lupa-sandi/", account.password_reset, name="account_reset_password"),
    path("akun/lupa-sandi/terkirim/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^akun/sandi-baru/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "akun/sandi-baru/selesai/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("akun/sandi/", account.password_change, name="account_change_password"),
    path("akun/pastikan/", account.reauthenticate, name="account_reauthenticate"),
    path("akun/surel/", account.email, name="account_email"),
    re_path(r"^akun/surel/(?P<key>[-:\w]+)/$", account.confirm_email, name="account_confirm_email"),
    path("undangan/<str:uidb64>/<str:token>/", invitations.take_up, name="invitation"),
    path("profil/", profiles.profile, name="profile"),
]
