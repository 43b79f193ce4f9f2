# The text of a large source ends where its memory ends: what looks ahead must not look beyond.
endings = ["1", "0x1", "1.5", "1j", "x", "'s'", "1i", "0b1 i", "...", "x:", "f'{1}'", "-", "\\", "1e", "é"]
outcomes = []
for ending in endings:
    kinds = set()
    for size in range(20000, 20016):
        try:
            compile("#" * size + "\n" + ending, "<text>", "exec")
            kinds.add("compiles")
        except SyntaxError as error:
            kinds.add(error.msg)
    outcomes.append((ending, *kinds))
for outcome in outcomes:
    print(*outcome)  # expect: 1 compiles
# expect: 0x1 compiles
# expect: 1.5 compiles
# expect: 1j compiles
# expect: x compiles
# expect: 's' compiles
# expect: 1i invalid decimal literal
# expect: 0b1 i invalid syntax
# expect: ... compiles
# expect: x: invalid syntax
# expect: f'{1}' compiles
# expect: - invalid syntax
# expect: \ unexpected EOF while parsing
# expect: 1e invalid decimal literal
# expect: é compiles
