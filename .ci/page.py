"""Opens the page of a report in headless Chromium, as a person would: by keyboard, in light and dark, on a phone and a desk.

Takes the browser, the page, and how many rules it tells. Ends with 1 where something is not as it should be.
"""

import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import urllib.request

import websocket


class Page:
    """A page in the browser, by the DevTools protocol."""

    def __init__(self, port):
        tabs = json.loads(urllib.request.urlopen(f"http://127.0.0.1:{port}/json", timeout=30).read())
        url = next(tab["webSocketDebuggerUrl"] for tab in tabs if tab["type"] == "page")
        self.socket = websocket.create_connection(url, timeout=30, suppress_origin=True)
        self.number, self.told = 0, []
        for domain in ("Page", "Runtime", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method, **params):
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": params}))
        while True:
            message = json.loads(self.socket.recv())
            if message.get("id") == self.number:
                return message["result"]
            self.note(message)

    def note(self, message):
        """What the console says is a fault: the page has no script, and fetches nothing."""
        if message.get("method") in ("Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled"):
            self.told.append(json.dumps(message["params"])[:300])

    def open(self, url, width, scheme):
        feature = {"name": "prefers-color-scheme", "value": scheme}
        self.call("Emulation.setEmulatedMedia", features=[feature])
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 600
        )
        self.call("Page.navigate", url=url)
        while True:
            message = json.loads(self.socket.recv())
            self.note(message)
            if message.get("method") == "Page.loadEventFired":
                return

    def ask(self, expression):
        return self.call("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")

    def press(self, key, code, text=""):
        for kind in ("keyDown", "keyUp"):
            self.call(
                "Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code,
                **({"text": text} if text and kind == "keyDown" else {}),
            )


LUMINANCE = """
(() => {
  const part = (value) => { const x = value / 255; return x <= 0.03928 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4; };
  const light = (colour) => { const [r, g, b] = colour.match(/[0-9.]+/g).map(Number); return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b); };
  const behind = (one) => { for (; one; one = one.parentElement) { const c = getComputedStyle(one).backgroundColor; if (c !== 'rgba(0, 0, 0, 0)') return c; } return 'rgb(255, 255, 255)'; };
  let least = 99;
  for (const one of document.querySelectorAll('h1, h2, h3, p, td, th, a, span, div.address, pre, mark, footer')) {
    if (!one.textContent.trim()) continue;
    const [a, b] = [light(getComputedStyle(one).color), light(behind(one))];
    least = Math.min(least, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05));
  }
  return least;
})()
"""


def look(page, url, rules):
    """What is wrong with the page, in words."""
    wrong = []
    grounds = set()
    for width in (390, 1280):
        for scheme in ("light", "dark"):
            page.open(url, width, scheme)
            where = f"{width} px, {scheme}"
            found = page.ask("document.querySelectorAll('.finding').length")
            if not found:
                wrong.append(f"{where}: no finding")
            if page.ask("document.querySelectorAll('details').length") != rules:
                wrong.append(f"{where}: not {rules} rules")
            if page.ask("document.documentElement.scrollWidth") > width:
                wrong.append(f"{where}: wider than the window")
            contrast = page.ask(LUMINANCE)
            if contrast < 4.5:
                wrong.append(f"{where}: a contrast of {contrast:.2f}, less than 4.5")
            grounds.add(page.ask("getComputedStyle(document.body).backgroundColor"))
    if len(grounds) != 2:
        wrong.append(f"light and dark have the same ground: {grounds}")
    # By keyboard: the skip link first, then whatever leads to a rule, and each rule opens and closes.
    reached = []
    for _ in range(200):
        page.press("Tab", 9)
        name = page.ask(
            "(() => { const one = document.activeElement; return one.tagName + ' ' + (one.getAttribute('href') || '') })()"
        )
        if name.startswith("BODY"):
            break
        reached.append(name)
    if not reached or reached[0] != "A #findings":
        wrong.append(f"the skip link is not first: {reached[:2]}")
    if sum(name.startswith("SUMMARY") for name in reached) != rules:
        wrong.append(f"not every rule is reached by keyboard: {reached}")
    page.ask("document.querySelector('summary').focus()")
    before = page.ask("document.querySelector('details').open")
    page.press("Enter", 13, "\r")
    if page.ask("document.querySelector('details').open") == before:
        wrong.append("Enter does not open or close a rule")
    return wrong + [f"console: {line}" for line in page.told]


def main():
    browser, path, rules = sys.argv[1], pathlib.Path(sys.argv[2]).resolve(), int(sys.argv[3])
    # The browser's children may still write when it is gone.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        started = subprocess.Popen(
            [
                browser, "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0",
                f"--user-data-dir={profile}", "about:blank",
            ],
            stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, start_new_session=True,
        )
        try:
            port = None
            for line in started.stderr:
                if match := re.search(r"DevTools listening on ws://[^:]+:(\d+)/", line):
                    port = match.group(1)
                    break
            wrong = look(Page(port), path.as_uri(), rules) if port else ["the browser does not listen"]
        finally:
            os.killpg(started.pid, signal.SIGKILL)
            started.wait()
    for one in wrong:
        print(f"page: {one}", file=sys.stderr)
    print(f"page: opened at two widths and in two colour schemes: {len(wrong)} faults")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
