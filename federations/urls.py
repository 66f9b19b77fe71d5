"""Who they are, as addresses."""

from allauth.account import views as account
from django.urls import URLPattern, path, re_path

from federations.views import (
    accounts,
    chapters,
    federations,
    invitations,
    letterheads,
    memberships,
    people,
    personal_tokens,
    profiles,
    regions,
    tenures,
    units,
    users,
)

urlpatterns: list[URLPattern] = [
    # The door: what allauth has and this product uses. Its names are the ones that allauth looks for.
    path("akun/masuk/", account.login, name="account_login"),
    path("akun/keluar/", accounts.sign_out, name="account_logout"),
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
    path("akun/surel/", accounts.email, name="account_email"),
    re_path(r"^akun/surel/(?P<key>[-:\w]+)/$", account.confirm_email, name="account_confirm_email"),
    path("undangan/<str:uidb64>/<str:token>/", invitations.take_up, name="invitation"),
    path("profil/", profiles.profile, name="profile"),
    path("profil/token/", personal_tokens.token_list, name="personal_tokens"),
    path("profil/token/baru/", personal_tokens.create, name="personal_token_create"),
    path("profil/token/<int:pk>/cabut/", personal_tokens.revoke, name="personal_token_revoke"),
    # Accounts and roles.
    path("pengguna/", users.user_list, name="users"),
    path("pengguna/undang/", users.invite, name="user_invite"),
    path("pengguna/<int:pk>/", users.user_detail, name="user"),
    path("pengguna/<int:pk>/beri-peran/", memberships.give_role, name="user_give_role"),
    path("pengguna/<int:pk>/kirim-ulang/", users.resend, name="user_resend"),
    path("pengguna/<int:pk>/nonaktifkan/", users.deactivate, name="user_deactivate"),
    path("pengguna/<int:pk>/aktifkan/", users.reactivate, name="user_reactivate"),
    path("pengguna/peran/<int:pk>/akhiri/", memberships.end_role, name="role_end"),
    path("pengguna/peran/<int:pk>/cabut/", memberships.take_back_role, name="role_take_back"),
    # The directory.
    path("orang/", people.person_list, name="people"),
    path("orang/tambah/", people.NewPersonView.as_view(), name="person_new"),
    path("orang/<int:pk>/ubah/", people.PersonEditView.as_view(), name="person_edit"),
    path("orang/<int:pk>/kontak/", people.contact, name="person_contact"),
    path("orang/<int:pk>/setuju/", people.agree, name="person_agree"),
    path("orang/<int:pk>/jabatan/", tenures.create, name="tenure_new"),
    path("orang/jabatan/<int:pk>/akhiri/", tenures.end, name="tenure_end"),
    path("orang/jabatan/<int:pk>/cabut/", tenures.take_back, name="tenure_take_back"),
    path("data-pribadi/", people.privacy, name="privacy"),
    # The organisation.
    path("organisasi/", regions.region_list, name="organisation"),
    path(
        "organisasi/kop/",
        letterheads.NationalLetterheadView.as_view(),
        name="organisation_national_letterhead",
    ),
    path("organisasi/wilayah/tambah/", regions.NewRegionView.as_view(), name="organisation_region_new"),
    path("organisasi/wilayah/<str:code>/", regions.region_detail, name="organisation_region"),
    path(
        "organisasi/wilayah/<str:code>/ubah/",
        regions.RegionEditView.as_view(),
        name="organisation_region_edit",
    ),
    path(
        "organisasi/wilayah/<str:code>/kop/",
        letterheads.LetterheadView.as_view(),
        name="organisation_letterhead",
    ),
    path(
        "organisasi/wilayah/<str:code>/kabupaten/tambah/",
        regions.NewDistrictView.as_view(),
        name="organisation_district_new",
    ),
    path(
        "organisasi/kabupaten/<str:code>/ubah/",
        regions.DistrictEditView.as_view(),
        name="organisation_district_edit",
    ),
    path(
        "organisasi/wilayah/<str:code>/perwakilan/tambah/",
        chapters.NewChapterView.as_view(),
        name="chapter_new",
    ),
    path("organisasi/perwakilan/<int:pk>/", chapters.chapter_detail, name="chapter"),
    path("organisasi/perwakilan/<int:pk>/ubah/", chapters.ChapterEditView.as_view(), name="chapter_edit"),
    path("organisasi/perwakilan/<int:pk>/akhiri/", chapters.end, name="chapter_end"),
    path("organisasi/perwakilan/<int:pk>/aktifkan/", chapters.reopen, name="chapter_reopen"),
    path("organisasi/federasi/", federations.federation_list, name="organisation_federations"),
    path(
        "organisasi/federasi/tambah/",
        federations.NewFederationView.as_view(),
        name="organisation_federation_new",
    ),
    path("organisasi/federasi/<str:code>/", federations.federation_detail, name="organisation_federation"),
    path(
        "organisasi/federasi/<str:code>/ubah/",
        federations.FederationEditView.as_view(),
        name="organisation_federation_edit",
    ),
    path("organisasi/unit/", units.unit_list, name="organisation_units"),
    path("organisasi/unit/tambah/", units.NewUnitView.as_view(), name="organisation_unit_new"),
    path("organisasi/unit/<str:code>/ubah/", units.UnitEditView.as_view(), name="organisation_unit_edit"),
]
