"""What no page of ours sends: other encodings, and addresses for forms opened as pages."""

import pytest

from cases.models import Act, Case
from nazorg.common.scope import system_scope
from tests.cast import Cast, client_of
from tests.factories import case_in


@pytest.fixture
def case(cast: Cast) -> Case:
    with system_scope("the test makes a case"):
        return case_in("0402")


def multipart(**fields: bytes) -> bytes:
    lines = [b'--grens\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (name.encode(), value)
             for name, value in fields.items()]  # fmt: skip
    return b"".join([*lines, b"--grens--\r\n"])


@pytest.mark.parametrize("charset", ["utf-7", "UTF-16", "latin-1", "bestaat-niet"])
def test_what_is_not_sent_as_utf_8_is_refused_in_a_sentence(cast: Cast, case: Case, charset: str) -> None:
    """In utf-7 "+2AA-" is half a sign, which neither the database nor a page can hold."""
    answer = client_of(cast.clerk).generic(
        "POST", f"/casussen/{case.reference}/notitie/", multipart(**{"notitie-text": b"x +2AA- y"}),
        content_type=f"multipart/form-data; boundary=grens; charset={charset}",
    )  # fmt: skip
    assert answer.status_code == 400
    assert "geen gewone tekst. Er is niets overgenomen." in answer.content.decode()
    with system_scope("the test looks"):
        assert not Act.objects.exists()


def test_utf_8_is_taken_however_it_is_written(cast: Cast, case: Case) -> None:
    for charset in ("", "; charset=utf-8", "; charset=UTF8"):
        answer = client_of(cast.clerk).generic(
            "POST", f"/casussen/{case.reference}/notitie/", multipart(**{"notitie-text": b"Gebeld."}),
            content_type=f"multipart/form-data; boundary=grens{charset}",
        )  # fmt: skip
        assert answer.status_code == 302


def test_an_address_for_a_form_opened_as_a_page_leads_back_to_the_case(cast: Cast, case: Case) -> None:
    answer = client_of(cast.clerk).get(f"/casussen/{case.reference}/leefgebieden/zorg/hulpvraag/")
    text = answer.content.decode()
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "Hier is geen pagina" in text
    assert f'href="/casussen/{case.reference}/"' in text


def test_in_the_portal_it_leads_to_the_first_page(cast: Cast, case: Case) -> None:
    answer = client_of(cast.hilversum).get("/portaal/acties/1/")
    assert answer.status_code == 405
    assert 'href="/portaal/"' in answer.content.decode()


def test_who_may_not_learns_nothing_of_it(cast: Cast, case: Case) -> None:
    path = f"/casussen/{case.reference}/leefgebieden/zorg/hulpvraag/"
    assert client_of(cast.hilversum).get(path).status_code == 404
    assert client_of(cast.chain_manager).get(path).status_code == 403


@pytest.mark.parametrize("path", ["/screening/?na=", "/overleg/nieuw/?casus=", "/vragen/versturen/?casus="])
@pytest.mark.parametrize("odd", ["%00", "2345%006789", "9" * 5000, "%ED%A0%80", "23456789'--"])
def test_what_cannot_be_a_reference_is_of_nothing(cast: Cast, case: Case, path: str, odd: str) -> None:
    answer = client_of(cast.coordinator).get(path + odd)
    assert answer.status_code == (302 if "versturen" in path else 404)
