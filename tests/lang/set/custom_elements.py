class Key:
    def __init__(self, name):
        self.name = name
    def __eq__(self, other):
        return isinstance(other, Key) and self.name == other.name
    def __hash__(self):
        return hash(self.name)
    def __repr__(self):
        return f"<{self.name}>"

s = {Key("a"), Key("b"), Key("a")}
print(len(s), Key("a") in s, Key("z") in s, sorted([k.name for k in s]))  # expect: 2 True False ['a', 'b']
s.discard(Key("a"))
print(s)  # expect: {<b>}
s.add(Key("b"))
print(s, {Key("x")} == {Key("x")})  # expect: {<b>} True
