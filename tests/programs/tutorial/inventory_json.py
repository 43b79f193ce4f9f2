"""An inventory kept as JSON in a temporary folder, with a report of what to order."""
import json
import tempfile
from collections import defaultdict
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass(order=True)
class Item:
    sort_key: tuple = field(init=False, repr=False)
    name: str
    price: float
    quantity: int = 0
    tags: list[str] = field(default_factory=list)

    def __post_init__(self):
        if self.price < 0:
            raise ValueError(f"{self.name}: negative price {self.price}")
        self.sort_key = (-self.value, self.name)

    @property
    def value(self) -> float:
        return self.price * self.quantity


class Inventory:
    def __init__(self, path: Path):
        self.path = path
        self.items: dict[str, Item] = {}

    def add(self, *items: Item) -> "Inventory":
        for item in items:
            self.items[item.name] = item
        return self

    def save(self):
        plain = []
        for item in self.items.values():
            row = asdict(item)
            del row["sort_key"]
            plain.append(row)
        self.path.write_text(json.dumps(plain, indent=2, sort_keys=True), encoding="utf-8")

    @classmethod
    def load(cls, path: Path):
        inventory = cls(path)
        for row in json.loads(path.read_text(encoding="utf-8")):
            inventory.add(Item(**row))
        return inventory

    def by_tag(self):
        groups = defaultdict(list)
        for item in self.items.values():
            for tag in item.tags or ["(none)"]:
                groups[tag].append(item.name)
        return {tag: sorted(names) for tag, names in sorted(groups.items())}

    def report(self):
        print(f"{'item':<12}|{'price':>9} |{'qty':>5} |{'value':>11}")
        print("-" * 12 + "+" + "+".join("-" * width for width in (10, 6, 11)))
        for item in sorted(self.items.values()):
            print(f"{item.name:<12}|{item.price:>9.2f} |{item.quantity:>5d} |{item.value:>11,.2f}")
        total = sum(item.value for item in self.items.values())
        print(f"{'total':=<30}{total:=>11,.2f}")


with tempfile.TemporaryDirectory() as folder:
    path = Path(folder) / "stock" / "items.json"
    path.parent.mkdir()
    stock = Inventory(path).add(
        Item("chalk", 0.35, 2000, ["school"]),
        Item("blackboard", 349.0, 3, ["school", "big"]),
        Item("crème", 2.5),
        Item("globe", 59.95, 12, ["big"]),
    )
    stock.save()
    print(path.name, path.suffix, path.relative_to(folder), path.exists())
    print(path.read_text(encoding="utf-8"))
    again = Inventory.load(path)
    print(again.items == stock.items)
    again.report()
    print(json.dumps(again.by_tag(), ensure_ascii=False))
    print("to order:", [item.name for item in again.items.values() if item.quantity < 5])
    for text in ['{"a": 1,}', "[1, 2", '{"a" 1}', "nul", ""]:
        try:
            json.loads(text)
        except json.JSONDecodeError as error:
            print(f"{text!r:12} {error} | {error.lineno=} {error.colno=}")
    try:
        json.dumps({"when": {1, 2}})
    except TypeError as error:
        print(error)
    try:
        Item("hole", -1)
    except ValueError as error:
        print(error)
print(path.exists())
print(max(stock.items.values()))
