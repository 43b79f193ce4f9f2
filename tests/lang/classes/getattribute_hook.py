class Spy:
    def __init__(self): self.x = 1
    def __getattribute__(self, name):
        if name == "secret":
            raise AttributeError("hidden")
        value = object.__getattribute__(self, name)
        return (name, value) if isinstance(value, int) else value
    def method(self): return self.x

s = Spy()
print(s.x, s.method(), hasattr(s, "secret"))  # expect: ('x', 1) ('x', 1) False
class Both(Spy):
    def __getattr__(self, name): return "fallback " + name
print(Both().secret, Both().x)  # expect: fallback secret ('x', 1)
