"""Pages stay where they are while they load."""

import pytest

SPY = "globalThis.moved = 0; new PerformanceObserver((list) => { for (const one of list.getEntries()) moved += one.value; }).observe({ type: 'layout-shift', buffered: true });"
MOST = 0.1  # what browsers' makers call good


@pytest.mark.parametrize("address", ["", "guide/history/", "assessment/", "assessment/questions/", "assessment/result/", "assessment/team/", "assessment/compare/"])
def test_nothing_jumps_while_a_page_loads(open_page, site_url, address):
    """On a phone over a slow network, where style sheets come long before scripts."""
    page = open_page(viewport={"width": 390, "height": 844})
    page.add_init_script(SPY)
    browser = page.context.new_cdp_session(page)
    browser.send("Network.emulateNetworkConditions", {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000})
    page.goto(site_url + address, wait_until="networkidle")
    page.wait_for_timeout(500)
    assert page.evaluate("moved") <= MOST
