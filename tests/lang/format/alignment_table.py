rows = [("apple", 3, 0.5), ("kiwi", 12, 0.25), ("melon", 1, 3.0)]
print(f"{'item':<8}|{'n':>4}|{'price':>7}")  # expect: item    |   n|  price
print("-" * 21)  # expect: ---------------------
for item, n, price in rows:
    print(f"{item:<8}|{n:>4}|{price:>7.2f}")  # expect: apple   |   3|   0.50
    # expect: kiwi    |  12|   0.25
    # expect: melon   |   1|   3.00
print("=" * 21)  # expect: =====================
print(f"{'total':<8}|{sum([n for _, n, _ in rows]):>4}|{sum([n * p for _, n, p in rows]):>7.2f}")
# expect: total   |  16|   7.50
