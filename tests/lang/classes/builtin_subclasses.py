class Stack(list):
    def push(self, x): self.append(x)
    def __repr__(self): return "Stack" + super().__repr__()

s = Stack([1, 2])
s.push(3)
s.note = "attribute"
print(s, len(s), s[0], s + [4], isinstance(s, list), s == [1, 2, 3], s.note)
# expect: Stack[1, 2, 3] 3 1 [1, 2, 3, 4] True True attribute
class Name(str):
    def shout(self): return self.upper() + "!"
n = Name("bo")
print(n.shout(), n + "b", {n: 1}["bo"], type(n + "").__name__, n == "bo")  # expect: BO! bob 1 str True
class Meters(float):
    def __add__(self, o): return Meters(float(self) + o)
print(Meters(1.5) + 2, type(Meters(1) + 1).__name__, Meters(2) * 2)  # expect: 3.5 Meters 4.0
class Pair(tuple):
    def first(self): return self[0]
print(Pair((1, 2)).first(), Pair("ab"), Pair.__name__)  # expect: 1 ('a', 'b') Pair
