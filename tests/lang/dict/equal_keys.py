# Keys are the same when their hashes and values are equal; the first key object stays.
d = {1: "int"}
d[1.0] = "float"
d[True] = "bool"
print(d)  # expect: {1: 'bool'}

class Key:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        return len(self.name)

    def __eq__(self, other):
        return isinstance(other, Key) and self.name == other.name

    def __repr__(self):
        return f"Key({self.name})"

d = {Key("ab"): 1, Key("cd"): 2, Key("ab"): 3}
print(d, d[Key("cd")], Key("xy") in d)  # expect: {Key(ab): 3, Key(cd): 2} 2 False
