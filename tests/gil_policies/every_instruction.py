# mode: py22, py27, py32
# options: --switch-interval=0.0002
# gilt-only
# A plain += is torn when switches happen between any two instructions: it is tried until it was.
from _torn import ROUNDS, is_torn

class Box:
    value = 0

total, box, table, items = 0, Box(), {"k": 0}, [0]

def add_global():
    global total
    for _ in range(ROUNDS):
        total += 1

def add_attribute():
    for _ in range(ROUNDS):
        box.value += 1

def add_dict():
    for _ in range(ROUNDS):
        table["k"] += 1

def add_list():
    for _ in range(ROUNDS):
        items[0] += 1

def reset():
    global total
    total = box.value = table["k"] = items[0] = 0

print("global", is_torn(add_global, reset, lambda: total))  # expect: global True
print("attribute", is_torn(add_attribute, reset, lambda: box.value))  # expect: attribute True
print("dict", is_torn(add_dict, reset, lambda: table["k"]))  # expect: dict True
print("list", is_torn(add_list, reset, lambda: items[0]))  # expect: list True
