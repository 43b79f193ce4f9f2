"""JSON written and read: records, nested lists, strings to escape, indentation."""
import json
import sys

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100
DOCUMENT = {
    "name": "inventory",
    "pages": 3,
    "ratio": 0.75,
    "tags": ["a", "b\n", "\u00e4\u4e2d", 'quoted "text"'],
    "items": [
        {"id": i, "price": i * 1.25, "stock": None if i % 3 else i, "sold": i % 2 == 0, "sizes": [i, i + 1]}
        for i in range(20)
    ],
}


def run(n):
    total = 0
    for _ in range(n):
        text = json.dumps(DOCUMENT)
        copy = json.loads(text)
        total += len(text) + len(copy["items"]) + copy["items"][7]["id"]
        total += len(json.dumps(copy, ensure_ascii=False, sort_keys=True))
    return total + len(json.dumps(DOCUMENT, indent=2))


print(run(180 * SCALE))
