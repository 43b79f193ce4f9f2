"""Formatting: a report with every alignment and number style."""
items = [
    ("Widget", 4, 3.5, "A1"),
    ("Gadget with a long name", 120, 12.25, "B22"),
    ("小部件", 7, 1999.999, "C333"),
    ("Tiny", 0, 0.004, ""),
]
print(f"{'name':<16.16}|{'qty':>6}|{'price':>12}|{'value':>14}|{'code':^6}")
print("-" * 16, "-" * 6, "-" * 12, "-" * 14, "-" * 6, sep="+")
total = 0
for name, quantity, price, code in items:
    value = quantity * price
    total += value
    print(f"{name:<16.16}|{quantity:>6d}|{price:>12,.2f}|{value:>+14,.3f}|{code or '-':^6}")
print(f"{'total':*^16}|{len(items):06}|{'':>12}|{total:>14,.3e}|{total / 1e5:^6.1%}")
for number in (0, 255, 4096, 10**12):
    print(f"{number:>15,} {number:#x} {number:#o} {number:b}"[:60])
