"""assets/app.css leans on names that Streamlit does not promise: each rule still does something.

A rule that finds nothing, or a declaration that changes nothing, is a name that a new Streamlit has
given up, or a rule that is needed no more.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.conftest import OpenLab

CSS = Path(__file__).resolve().parents[2] / "assets" / "app.css"

#: For each rule that applies in this window, the number of elements that it finds, and those of its
#: declarations without which they all look the same.
LOOK = """selectors => {
  const sheets = [...document.styleSheets].filter(sheet => sheet.ownerNode.tagName === 'STYLE');
  const applied = ({ conditionText, cssRules }) =>
    matchMedia(conditionText).matches ? [...cssRules] : [];
  const rules = sheets.flatMap(sheet => [...sheet.cssRules])
    .flatMap(rule => rule.conditionText ? applied(rule) : [rule]);
  const styles = (nodes, part) => JSON.stringify(nodes.map(node => {
    const style = getComputedStyle(node, part);
    return [...style].map(name => style.getPropertyValue(name));
  }));
  return Object.fromEntries(rules.filter(rule => selectors[rule.selectorText]).map(rule => {
    // What a rule adds to an element, such as ::after, is no element.
    const [where, part] = rule.selectorText.split(/(?=::)/);
    const nodes = [...document.querySelectorAll(where)];
    const text = rule.style.cssText;
    const before = styles(nodes, part);
    const idle = selectors[rule.selectorText].filter(name => {
      rule.style.removeProperty(name);
      const changed = styles(nodes, part) !== before;
      rule.style.cssText = text;
      return !changed;
    });
    return [rule.selectorText, { n: nodes.length, idle }];
  }));
}"""

#: How what is stale looks, for as long as the page stays open.
WATCH = """() => { window.stale = [];
  new MutationObserver(changes => changes.forEach(({ target }) => {
    if (target.getAttribute('data-stale') !== 'true') return;
    const { opacity, transitionDuration } = getComputedStyle(target);
    window.stale.push(`${target.matches('.stElementContainer')} ${opacity} ${transitionDuration}`);
  })).observe(document.body, { subtree: true, attributes: true, attributeFilter: ['data-stale'] });
}"""


@dataclass(frozen=True)
class Rule:
    """A rule of app.css, as a browser writes its selector."""

    selector: str
    names: tuple[str, ...]


def rules() -> list[Rule]:
    """Return the rules of app.css, those of media queries too, but not those for paper.

    test_print.py sees to the latter.
    """
    text = re.sub(r"/\*.*?\*/", "", CSS.read_text(encoding="utf-8"), flags=re.DOTALL)
    text = re.sub(r"@media print \{(?:[^{}]*\{[^{}]*\})*\s*\}", "", text)
    return [
        Rule(" ".join(selector.split()), tuple(re.findall(r"([\w-]+):", declarations)))
        for selector, declarations in re.findall(r"([^{}]+)\{([^{}]*)\}", text)
    ]


RULES = rules()
#: Where a table is there once a line was checked.
CHECK_RESULTS = "/check-results"
#: Path, width of the window, and a part to wait for.
PLACES = (
    ("/moons", 1440, "cards"),
    ("/gradient-check", 1100, "check"),
    ("/glossary", 1440, "glossary"),
    ("/start", 390, "start"),
    ("/moons", 390, "lesson"),
    ("/write-lesson", 1440, "write-lesson"),
    (CHECK_RESULTS, 390, "check-results"),
)
#: What it finds is there only while the script runs.
STALE = next(rule.selector for rule in RULES if "data-stale" in rule.selector)


def wait_until_drawn(page: Page) -> None:
    """Wait until the script has run, nothing stands in for a widget that is being loaded, and
    nothing of the run before is left.
    """
    page.wait_for_function(
        """() => document.querySelector('.stApp[data-test-script-state=notRunning]') &&
            !document.querySelector('[data-testid=stSkeleton], [data-stale=true]')"""
    )


def check_a_line(page: Page) -> None:
    """Have a line checked, whatever comes of it."""
    field = page.get_by_role("textbox", name="Result lines, one on each line")
    field.fill("no result line")
    field.blur()
    page.get_by_text("1 line to check.").wait_for()
    page.get_by_role("button", name="Check the lines").click()
    page.get_by_role("button", name="Download as CSV").wait_for()


def look(page: Page) -> dict[str, tuple[int, set[str]]]:
    """Return what each rule finds on a page, and which of its declarations change nothing there."""
    found = page.evaluate(LOOK, {rule.selector: rule.names for rule in RULES})
    return {selector: (one["n"], set(one["idle"])) for selector, one in found.items()}


def test_every_rule_finds_something_and_each_declaration_changes_it(open_lab: OpenLab) -> None:
    found, idle = dict.fromkeys((rule.selector for rule in RULES), 0), dict[str, set[str]]()
    for path, width, part in PLACES:
        query = "lesson=5-plateau" if part == "lesson" else "more=1"
        page = open_lab(query, path=path, width=width).page
        page.locator(f".st-key-{part}").wait_for()
        wait_until_drawn(page)
        if path == CHECK_RESULTS:
            check_a_line(page)
        for selector, (n, unchanged) in look(page).items():
            if n:
                found[selector] += n
                idle[selector] = idle.get(selector, unchanged) & unchanged
    assert {selector for selector, n in found.items() if not n} == {STALE}
    assert {selector: names for selector, names in idle.items() if names} == {}


def test_nothing_turns_pale_while_the_script_runs(open_lab: OpenLab) -> None:
    lab = open_lab().painted()
    wait_until_drawn(lab.page)
    lab.page.evaluate(WATCH)
    seen: set[str] = set()
    for key in ("Home", "End") * 10:  # a run that is over at once leaves nothing stale
        lab.to_end("Learning rate", key)
        wait_until_drawn(lab.page)
        seen |= set(lab.page.evaluate("window.stale"))
        if seen:
            break
    assert seen == {"true 1 0s"}
