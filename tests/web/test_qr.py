"""The QR code on the shared screen, read from the picture by another program than the one that drew it."""

import pytest
import zxingcpp
from playwright.sync_api import expect

from tests.web.invitations import grey, mounted


def shown(page, unit="Service, Nord"):
    """Open the shared screen for a unit; gives the link."""
    page.fill("#invite-unit", unit)
    page.get_by_role("button", name="Show it on the shared screen").click()
    expect(page.locator("dialog .tq-qr")).to_be_visible()
    return page.locator("#invite-link").input_value()


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, {"viewport": {"width": 390, "height": 844}}, {"forced_colors": "active", "color_scheme": "dark"}])
def test_a_camera_reads_the_link(form_page, options):
    """From the window as it is shown, in light, dark and forced colours, on a phone, short and as long as can be."""
    page = mounted(form_page(**options).open()).page
    for unit in ("", "Service, Nord", "客" * 80):
        link = shown(page, unit)
        found = zxingcpp.read_barcodes(grey(page.screenshot()), formats=zxingcpp.BarcodeFormat.QRCode)
        assert [one.text for one in found] == [link]
        page.keyboard.press("Escape")


def test_nothing_is_fetched_before_it_is_wanted(open_page, server):
    """The program that draws comes with the first code, from the site itself, once."""
    from tests.web.conftest import FormPage

    one = server()
    page = mounted(FormPage(open_page(), one.url).open()).page
    assert one.log.paths("lean-qr") == []
    shown(page)
    page.keyboard.press("Escape")
    shown(page, "Another")
    assert len(one.log.paths("lean-qr")) == 1
    licence = one.log.paths("lean-qr")[0].replace(".mjs", ".LICENSE.txt")
    assert "MIT License" in page.evaluate("async (path) => (await fetch(path)).text()", licence)


def test_escape_closes_and_the_focus_returns(form):
    """Also with the button; while it is open, nothing behind it can be reached."""
    page = mounted(form).page
    shown(page)
    dialog = page.get_by_role("dialog", name="Scan, and answer on your own phone")
    expect(dialog).to_contain_text("Service, Nord")
    expect(dialog).to_contain_text(page.locator("#invite-link").input_value())
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement === document.body || document.activeElement.closest('dialog') !== null")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("button", name="Show it on the shared screen")).to_be_focused()
    shown(page)
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("button", name="Show it on the shared screen")).to_be_focused()


def test_it_fills_the_window_and_nothing_scrolls(form):
    """On a projector and on a phone, upright and lying; in a very small window it can be scrolled down, never sideways."""
    page = mounted(form).page
    shown(page)
    for width, height in ((1280, 720), (390, 844), (844, 390), (320, 256)):
        page.set_viewport_size({"width": width, "height": height})
        box = page.locator("dialog").bounding_box()
        assert (box["width"], box["height"]) == (width, height)
        wide, high = page.evaluate("[document.querySelector('dialog').scrollWidth, document.querySelector('dialog').scrollHeight]")
        assert wide <= width and (high <= height or height < 300)
        code = page.locator(".tq-qr").bounding_box()
        assert min(code["width"], code["height"]) >= min(width, height) * 0.6


def test_without_the_program_the_link_is_still_there(form, watch):
    """A fetch that fails is told, and the next try may work."""
    watch.allow("lean-qr")
    page = mounted(form).page
    page.route("**/lean-qr.mjs", lambda route: route.abort())
    page.get_by_role("button", name="Show it on the shared screen").click()
    expect(page.get_by_role("alert")).to_have_text("The QR code could not be loaded. Send the link instead.")
    expect(page.locator(".tq-shared-link")).to_contain_text("#TI1-")
