#!/usr/bin/env python3
"""Formatting is clang-format's business; this check only asks it. Skipped without clang-format."""

import re
import shutil
import subprocess
import sys

import sources

SKIPPED = 77


def check(root):
    files = [str(path) for path in sources.find_files(root, (".c", ".h"))]
    style = f"--style=file:{sources.ROOT / '.clang-format'}"
    result = subprocess.run(["clang-format", style, "--dry-run", "-Werror", *files], cwd=root,
                            capture_output=True, text=True)
    places = re.findall(r"^(\S+?:\d+):\d+: error", result.stderr, re.M)
    if result.returncode != 0 and not places:
        return ["clang-format failed: " + result.stderr.strip()]
    return [f"{place}: not as clang-format writes it" for place in dict.fromkeys(places)]


if __name__ == "__main__":
    if not shutil.which("clang-format"):
        print("skipped: no clang-format here (Debian: apt-get install clang-format)")
        sys.exit(SKIPPED)
    sys.exit(sources.main("format", check))
