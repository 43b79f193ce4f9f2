class OnlyEq:
    def __eq__(self, o): return True

class Both:
    def __eq__(self, o): return isinstance(o, Both)
    def __hash__(self): return 7

class Child(OnlyEq):
    __hash__ = object.__hash__

class GrandChild(OnlyEq):
    pass

print(OnlyEq.__hash__, hash(Both()), len({Both(), Both()}), isinstance(hash(Child()), int))  # expect: None 7 1 True
for k in (OnlyEq(), GrandChild()):
    try:
        {k}
    except TypeError as error:
        print(error)  # expect: unhashable type: 'OnlyEq'
        # expect: unhashable type: 'GrandChild'
a = object()
print(hash(a) == hash(a), a in {a}, {a: 1}[a], object() in {a})  # expect: True True 1 False
