class Log:
    def __init__(self): self.items = []
    def __iadd__(self, o):
        self.items.append(o)
        return self
    def __imul__(self, o):
        return "replaced"
    def __or__(self, o):
        return f"or {o}"

log = same = Log()
log += 1
log += 2
print(log.items, log is same)  # expect: [1, 2] True
log *= 3
print(log)  # expect: replaced
same |= 5
print(same)  # expect: or 5
class Holder:
    value = 1
h = Holder()
h.value += 5
d = {"k": [1]}
d["k"] += [2]
print(h.value, Holder.value, d)  # expect: 6 1 {'k': [1, 2]}
for text in (
    "a = 1; a += 'x'", "a = []; a -= []", "a = {}; a @= 1", "a = None; a **= 2",
    "a = 'x'; a //= 2", "a = 1; a >>= 'x'",
):
    try:
        exec(text)
    except TypeError as error:
        print(error)  # expect: unsupported operand type(s) for +=: 'int' and 'str'
        # expect: unsupported operand type(s) for -=: 'list' and 'list'
        # expect: unsupported operand type(s) for @=: 'dict' and 'int'
        # expect: unsupported operand type(s) for **=: 'NoneType' and 'int'
        # expect: unsupported operand type(s) for //=: 'str' and 'int'
        # expect: unsupported operand type(s) for >>=: 'int' and 'str'
