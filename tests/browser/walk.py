"""A walk past the pages inside one document: as quick as the app changes page, so that all can be visited."""

from playwright.sync_api import Page

from tests.browser.browser_support import WAIT_MS, wait_ready

AGENDA = ("/", "/?merk=ja", "/?weergave=lijst", "/?weergave=bord")
VIEWS = (*AGENDA, "/actie?actie=3", "/actie?actie=4&tab=geschiedenis")
FIGURES = ("/arbeidsmarkt", "/arbeidsmarkt?indicator=werkloosheid&regio=PV27")
MEETINGS = ("/technologietafels", "/technologietafels?overleg=1", "/manifest", "/brief", "/bijwerkronde")
PRESENTING = ("/presenteren", "/presenteren?overleg=agenda")
ADDRESSES = (*VIEWS, "/actie", "/wijzigingen", "/campussen", *FIGURES, *MEETINGS, *PRESENTING)
"""Every page and view there is."""

# Another address and the run that follows it; the page is "ready" for a moment before that run begins.
GO = """([address, patience]) => new Promise((done, fail) => {
    const app = document.querySelector('[data-testid="stApp"]');
    let ran = false;
    const watch = new MutationObserver(() => {
        const resting = app.dataset.testScriptState === 'notRunning';
        if (ran && resting) { watch.disconnect(); done(); }
        ran ||= !resting;
    });
    watch.observe(app, { attributes: true, attributeFilter: ['data-test-script-state'] });
    setTimeout(() => fail(new Error(`no run followed on ${address}`)), patience);
    history.pushState(null, '', address);
    dispatchEvent(new PopStateEvent('popstate'));
})"""


def go(page: Page, address: str) -> None:
    """To another address of the app, as Back and Forward and the links of the app do it."""
    page.evaluate(GO, [address, WAIT_MS])
    wait_ready(page)


def with_params(address: str, params: str) -> str:
    """An address with more parameters."""
    return f"{address}{'&' if '?' in address else '?'}{params}" if params else address
