# Since 3.12 a replacement field may hold any expression, quotes and all.
d = {"key": "value"}
print(f"{d["key"]} {d['key']} {", ".join(["a", "b"])}")  # expect: value value a, b
print(f"{'\n'.join(['x', 'y'])}")  # expect: x
# expect: y
print(f"""{
    d["key"]  # a comment
} done""")  # expect: value done
print(f"{f"{f"{1 + 1}"}"}", rf"\d{1}", f"\t|{1}\x41".strip())  # expect: 2 \d1 |1A
