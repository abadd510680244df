"""Takes docs/images/page.png, the page of the seeds in headless Chromium: python scripts/screenshot.py OUT.

OUT is `kgraph build seeds -o OUT`. Needs chromium and chromedriver.
"""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import WebDriverWait

IMAGE = Path(__file__).parent.parent / "docs" / "images" / "page.png"
VIEW = "#actor=Iran"
COLORS = 128
"""So few keep the picture small."""
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1366,850")


def main() -> None:
    """Write the picture."""
    if len(sys.argv) != 2:
        raise SystemExit("usage: python scripts/screenshot.py OUT, with OUT from `kgraph build seeds -o OUT`")
    options = Options()
    for flag in FLAGS:
        options.add_argument(flag)
    options.binary_location = shutil.which("chromium") or ""
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver") or ""))
    try:
        driver.get(Path(sys.argv[1], "graph.html").resolve().as_uri() + VIEW)
        drawn = "return performance.getEntriesByName('drawn').length > 0"
        WebDriverWait(driver, 20).until(lambda opened: opened.execute_script(drawn))
        shot = Image.open(io.BytesIO(driver.get_screenshot_as_png()))
        shot.convert("RGB").quantize(COLORS, Image.Quantize.MAXCOVERAGE).save(IMAGE, optimize=True)
    finally:
        driver.quit()


if __name__ == "__main__":
    main()
