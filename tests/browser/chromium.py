"""Chromium without a window, by its driver: opens a page, and tells what it asked for, said, ran and broke."""

import base64
import json
import shutil
from pathlib import Path

WIDE, PHONE = 1280, 375
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OPTIONS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars")
CHECK = """
const done = arguments[arguments.length - 1];
axe.run(document, {runOnly: {type: "tag", values: arguments[0]}, resultTypes: ["violations"]})
   .then(result => done(result.violations.map(v => [v.id, v.nodes.map(n => n.html.slice(0, 200))])));
"""


def axe_file() -> Path | None:
    """Return where npm put axe-core: in the environment, or beside the packages of the machine."""
    folders = [Path(__file__).parents[2] / ".venv" / "axe" / "node_modules"]
    folders += [Path("/usr/lib/node_modules"), Path("/usr/local/lib/node_modules")]
    return next((file for folder in folders if (file := folder / "axe-core" / "axe.min.js").is_file()), None)


class Browser:
    """One browser, for one page after the other."""

    def __init__(self, axe: str) -> None:
        self._axe = axe

    @staticmethod
    def missing() -> list[str]:
        """Name what is needed and not here."""
        try:
            import selenium
        except ImportError:
            selenium = None
        here = {
            "selenium": selenium,
            "chromium": shutil.which("chromium") or shutil.which("google-chrome"),
            "chromedriver": shutil.which("chromedriver"),
            "axe-core": axe_file(),
        }
        return [name for name, found in here.items() if not found]

    def __enter__(self) -> "Browser":
        from selenium import webdriver
        from selenium.webdriver.chrome.service import Service

        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium") or shutil.which("google-chrome")
        options.unhandled_prompt_behavior = "ignore"
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        for option in OPTIONS:
            options.add_argument(option)
        self._driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
        self._driver.set_script_timeout(120)
        return self

    def __exit__(self, *_: object) -> None:
        self._driver.quit()

    def open(self, page: Path, width: int = WIDE) -> None:
        """Open `page` in a window of `width` pixels, and forget what was asked for and said before."""
        self._driver.get("about:blank")
        for log in ("browser", "performance"):
            self._driver.get_log(log)
        metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width == PHONE}
        self._driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        self._driver.get(page.as_uri())

    def asked(self) -> list[str]:
        """Return the addresses that the page asked for, but for its own and those that hold their content."""
        told = [json.loads(entry["message"])["message"] for entry in self._driver.get_log("performance")]
        asked = [event["params"]["request"]["url"] for event in told if event["method"] == "Network.requestWillBeSent"]
        return [
            url for url in asked if not url.startswith("data:") and url != self._driver.current_url.partition("#")[0]
        ]

    def said(self) -> list[str]:
        """Return what stands in the console, such as what the page's policy refused."""
        return [entry["message"] for entry in self._driver.get_log("browser")]

    def dialog(self) -> str | None:
        """Return the text of an open dialog, closed with that; None where there is none."""
        from selenium.common.exceptions import NoAlertPresentException

        try:
            alert = self._driver.switch_to.alert
        except NoAlertPresentException:
            return None
        text = alert.text
        alert.dismiss()
        return text

    def run(self, script: str, *arguments: object) -> object:
        """Return what `script` returns in the page, whatever its policy."""
        return self._driver.execute_script(script, *arguments)

    def broken_rules(self) -> dict[str, list[str]]:
        """Return the rules of accessibility that the page breaks: rule -> the elements."""
        self._driver.execute_script(self._axe)
        return dict(self._driver.execute_async_script(CHECK, RULES))

    def printed(self) -> bytes:
        """Return the page as it is printed, a PDF."""
        page = self._driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})
        return base64.b64decode(page["data"])
