"""Opens a page in a headless Chromium, runs a script in it and prints as JSON what came of it. Used by the tests and the
bench of the HTML report.

usage: browser.py PAGE [--dark] [--width N] [--keys "TAB ENTER"] [--pdf FILE] [--picture FILE] [--library FILE] < SCRIPT

SCRIPT is the body of an async function; --keys are pressed before it runs. Prints {result, log: what the console showed,
requests: every address asked for but the page's own, loaded_ms: from the start of loading to the first idle moment}.
"""

import argparse
import base64
import json
import pathlib
import sys

from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.chrome.service import Service

RUN = """
const done = arguments[0];
(async () => {
%s
})().then((result) => done({result}), (error) => done({error: String(error) + error.stack}));
"""
# The time at which the page was drawn and its scripts had nothing left to do, since its loading began.
LOADED = "const done = arguments[0]; requestAnimationFrame(() => setTimeout(() => done(performance.now())));"


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("page")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--width", type=int, default=1280)
    parser.add_argument("--height", type=int, default=900)
    parser.add_argument("--keys", default="")
    parser.add_argument("--pdf")
    parser.add_argument("--picture")
    parser.add_argument("--library")
    return parser.parse_args()


def start(options):
    chrome = webdriver.ChromeOptions()
    chrome.binary_location = "/usr/bin/chromium"
    # The tests run as root, where Chromium's own sandbox does not work; the page is the tests' own.
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--no-first-run",
                     "--disable-background-networking", f"--window-size={options.width},{options.height}"):
        chrome.add_argument(argument)
    chrome.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=chrome)
    driver.set_script_timeout(120)
    # A window has borders and a least width; the page's view has what was asked for.
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
        "width": options.width, "height": options.height, "deviceScaleFactor": 1, "mobile": False})
    if options.dark:
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {
            "features": [{"name": "prefers-color-scheme", "value": "dark"}]})
    return driver


def requests_of(driver, page):
    sent = []
    for entry in driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            url = message["params"]["request"]["url"]
            if url != page:
                sent.append(url)
    return sent


def main():
    options = arguments()
    page = pathlib.Path(options.page).resolve().as_uri()
    driver = start(options)
    try:
        driver.get(page)
        loaded = driver.execute_async_script(LOADED)
        for key in options.keys.split():
            ActionChains(driver).send_keys(getattr(Keys, key, key)).perform()
        if options.library:
            driver.execute_script(pathlib.Path(options.library).read_text(encoding="utf-8"))
        outcome = driver.execute_async_script(RUN % sys.stdin.read())
        if options.pdf:
            printed = driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})
            pathlib.Path(options.pdf).write_bytes(base64.b64decode(printed["data"]))
        if options.picture:
            driver.get_screenshot_as_file(options.picture)
        if "error" in outcome:
            sys.exit(outcome["error"])
        print(json.dumps({
            "result": outcome.get("result"),
            "log": [entry["message"] for entry in driver.get_log("browser")],
            "requests": requests_of(driver, page),
            "loaded_ms": loaded,
        }))
    finally:
        driver.quit()


main()
