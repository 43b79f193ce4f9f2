#!/usr/bin/env python3
"""Runs a program under `gilt timeline`, and reads back every form the timeline is written in.

    tests/timeline/check_traces.py GILT

The Perfetto file is parsed against the published field numbers, without Perfetto. The page is opened
in a headless Chromium when there is one: no error may reach its console, lanes and arrows must be
there, and keys must move and zoom. Exit status 77 means that all but the page was checked.
"""

import html
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.dom.minidom

SKIPPED = 77
PROGRAM = """
import threading, time
lock = threading.Lock()
ready = threading.Event()
def nap():
    for _ in range(5):
        time.sleep(0.001)
        with lock:
            pass
    ready.set()
def spin():
    while not ready.is_set():
        pass
threads = [threading.Thread(target=f, name=f.__name__) for f in (nap, spin)]
for t in threads: t.start()
for t in threads: t.join()
"""
PAGE_TEST = """<script>
addEventListener("load", () => setTimeout(() => {
  const canvas = document.getElementById("lanes"), seen = [];
  const note = () => { draw(); seen.push([canvas.dataset.from, canvas.dataset.to].map(Number)); };
  const press = key => {
    canvas.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}));
    note();
  };
  note();
  for (const key of ["+", "ArrowRight", "-", "0", "ArrowDown", "."]) press(key);
  const span = document.getElementById("status").textContent;
  press("n");
  const hand = document.getElementById("status").textContent;
  press("0");
  canvas.dispatchEvent(new WheelEvent("wheel", {deltaY: -500, cancelable: true}));
  note();
  const result = {seen, span, hand, errors: window.failures, lanes: canvas.dataset.lanes,
                  arrows: canvas.dataset.arrows, active: document.activeElement.id};
  document.body.setAttribute("data-result", JSON.stringify(result));
}, 50));
</script></html>"""
ERRORS = """<script>window.failures = [];
window.onerror = (...all) => { window.failures.push(String(all[0])); };</script>"""

failures = []


def expect(condition, what):
    if not condition:
        failures.append(what)


def varint(data, at):
    number = shift = 0
    while True:
        byte = data[at]
        at += 1
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return number, at


def fields(data):
    """The fields of a protobuf message as a dict from number to the list of values."""
    at, found = 0, {}
    while at < len(data):
        key, at = varint(data, at)
        if key & 7 == 0:
            value, at = varint(data, at)
        elif key & 7 == 1:
            value, at = int.from_bytes(data[at:at + 8], "little"), at + 8
        elif key & 7 == 2:
            size, at = varint(data, at)
            value, at = data[at:at + size], at + size
        else:
            raise ValueError(f"wire type {key & 7}")
        found.setdefault(key >> 3, []).append(value)
    return found


def check_perfetto(data):
    names, depth, starts, ends, last = {}, {}, set(), set(), {}
    for packet in map(fields, fields(data)[1]):
        expect(packet[10] == [1], "every packet has its sequence")
        if 60 in packet:  # TrackDescriptor
            track = fields(packet[60][0])
            if 4 in track:
                names[track[1][0]] = fields(track[4][0])[5][0].decode()
        if 11 in packet:  # TrackEvent
            event, time = fields(packet[11][0]), packet[8][0]
            track, kind = event[11][0], event[9][0]
            expect(track in names, "an event's track is described before")
            expect(time >= last.get(track, 0), "a track's events are in order of time")
            last[track] = time
            depth[track] = depth.get(track, 0) + (1 if kind == 1 else -1)
            expect(depth[track] in (0, 1), "slices of a track follow one another")
            if kind == 1:
                expect(event[23][0].decode() in
                       ("run", "wait", "sleep", "lock", "join", "I/O", "out", "stopped"), "a name")
            starts.update(event.get(47, []))
            ends.update(event.get(48, []))
    expect({"MainThread", "nap", "spin"} <= set(names.values()), f"threads: {names}")
    expect(starts and starts == ends, f"flows begin and end: {len(starts)}, {len(ends)}")


def check_chrome(text):
    events = json.loads(text)["traceEvents"]
    kinds = {event["ph"] for event in events}
    expect(kinds == {"M", "X", "s", "f"}, f"kinds of events: {kinds}")
    expect(all(event["dur"] >= 0 for event in events if event["ph"] == "X"), "durations")


def check_page(page, chromium, folder):
    page = page.replace("<meta charset", ERRORS + "<meta charset", 1)
    page = page.replace("</html>", PAGE_TEST)
    path = folder / "page.html"
    path.write_text(page)
    result = subprocess.run(
        [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--window-size=1280,720",
         "--virtual-time-budget=60000", f"--user-data-dir={folder}/profile", "--dump-dom",
         path.as_uri()], capture_output=True, text=True, timeout=240)
    match = re.search(r'data-result="([^"]*)"', result.stdout)
    if not match:
        failures.append("the page did not come to its end: " + result.stderr[-500:])
        return
    seen = json.loads(html.unescape(match.group(1)))
    expect(seen["errors"] == [], f"errors on the page: {seen['errors']}")
    expect(int(seen["lanes"]) == 3, "three lanes")
    views = seen["seen"]
    length = [b - a for a, b in views]
    expect(abs(length[1] * 2 - length[0]) < 2, "+ halves what is seen")
    expect(views[2][0] > views[1][0], "the right arrow moves")
    expect(length[3] > length[2], "- zooms out")
    expect(views[4] == views[0], "0 shows everything")
    expect(length[-1] < length[-2], "the wheel zooms")
    expect("nap" in seen["span"] and " for " in seen["span"], f"a span is told: {seen['span']}")
    expect("The GIL goes from" in seen["hand"], f"a hand-over is told: {seen['hand']}")
    expect(seen["active"] == "lanes", "the keyboard works at once")


def main():
    gilt = sys.argv[1]
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        script = folder / "program.py"
        script.write_text(PROGRAM)
        out = {}
        for end in ("html", "svg", "json", "pftrace", "txt"):
            path = folder / f"out.{end}"
            subprocess.run([gilt, "timeline", "-o", path, script], check=True, timeout=120)
            out[end] = path.read_bytes()
        check_perfetto(out["pftrace"])
        check_chrome(out["json"].decode())
        xml.dom.minidom.parseString(out["svg"])
        lines = out["txt"].decode().splitlines()
        expect(all(len(line) <= 80 and line.isascii() for line in lines), "80 columns of ASCII")
        expect("http" not in out["html"].decode(), "the page needs no network")
        if chromium:
            check_page(out["html"].decode(), chromium, folder)
    for failure in failures:
        print("FAILED", failure)
    if failures:
        return 1
    print("all forms read back" + ("" if chromium else "; no Chromium for the page"))
    return 0 if chromium else SKIPPED


if __name__ == "__main__":
    sys.exit(main())
