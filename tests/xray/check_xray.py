#!/usr/bin/env python3
"""Compares `gilt dis --switch-points` with the listings kept here.

    tests/xray/check_xray.py GILT [--update]     every NAME.xray is the listing of NAME.py
"""

import difflib
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


def main():
    failed = 0
    for golden in sorted(HERE.glob("*.xray")):
        listing = subprocess.run([sys.argv[1], "dis", "--switch-points", golden.with_suffix(".py")],
                                 capture_output=True, text=True, check=True).stdout
        if "--update" in sys.argv:
            golden.write_text(listing)
        expected = golden.read_text()
        if listing != expected:
            failed += 1
            sys.stdout.writelines(difflib.unified_diff(
                expected.splitlines(True), listing.splitlines(True), golden.name, "gilt"))
        wide = [line for line in listing.splitlines() if len(line) > 80]
        if wide:
            failed += 1
            print("lines too wide for a terminal:", *wide, sep="\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
