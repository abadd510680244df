"""Ask whether a pinned package has a known vulnerability, and say so plainly where nobody could be asked.

    pip install pip-audit && python scripts/audit.py

pip-audit itself ends well and finds nothing if the advisories cannot be reached.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

LOCK = Path(__file__).resolve().parent.parent / "requirements.lock"
COMMAND = ["pip_audit", "--no-deps", "--disable-pip", "--progress-spinner", "off", "--format", "json", "-r", str(LOCK)]


def verdict(packages: Sequence[Mapping[str, Any]]) -> tuple[int, list[str]]:
    """The exit code, 1 if there is a vulnerability, and the lines that say what pip-audit has found."""
    bad = [each for each in packages if each.get("vulns")]
    skipped = [each["name"] for each in packages if "skip_reason" in each]
    lines = [
        f"{each['name']} {each['version']}: {vulnerability['id']}, mended in "
        f"{', '.join(vulnerability['fix_versions']) or 'no version yet'}"
        for each in bad
        for vulnerability in each["vulns"]
    ]
    asked = len(packages) - len(skipped)
    if not asked:
        lines.append(
            f"SKIPPED: no advisories can be reached from here, so none of {len(packages)} packages was audited."
        )
    else:
        lines.append(f"{asked} packages audited, {len(bad)} of them vulnerable.")
        if skipped:
            lines.append(f"Not audited: {', '.join(skipped)}")
    return int(bool(bad)), lines


def main() -> int:
    """Audit the lock file, and print."""
    done = subprocess.run([sys.executable, "-m", *COMMAND], capture_output=True, text=True, check=False)
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except ValueError:
        last = (done.stderr.strip().splitlines() or ["no output"])[-1]
        print(f"SKIPPED: pip-audit did not do its work, so nothing was audited: {last}")
        return 0 if "Connection" in done.stderr else 2
    code, lines = verdict(packages)
    print("\n".join(lines))
    return code


if __name__ == "__main__":
    sys.exit(main())
