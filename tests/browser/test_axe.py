import pytest
from playwright.sync_api import Page

from tests.browser.axe import assert_accessible

PAGE = '<html lang="id"><title>Uji</title><main><h1>Uji</h1>{}</main></html>'


def test_a_button_with_a_name_is_accepted(page: Page):
    page.set_content(PAGE.format("<button>Simpan</button>"))

    assert_accessible(page)


def test_a_button_without_a_name_is_refused_and_shown(page: Page):
    page.set_content(PAGE.format("<button id='simpan'></button>"))

    with pytest.raises(AssertionError, match="Buttons must have discernible text") as refusal:
        assert_accessible(page)
    assert '<button id="simpan">' in str(refusal.value)
