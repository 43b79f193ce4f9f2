class Meta(type):
    def __new__(mcls, name, bases, space, **kw):
        space["made_by"] = "Meta"
        return super().__new__(mcls, name, bases, space)

    def __init__(cls, name, bases, space, **kw):
        super().__init__(name, bases, space)
        cls.options = kw

    def __call__(cls, *args):
        print("creating", cls.__name__)
        return super().__call__(*args)

    def __len__(cls): return 42

class A(metaclass=Meta, flag=1): pass
class B(A): pass

print(A.made_by, type(B).__name__, A.options, B.options, len(B), isinstance(B(), A))  # expect: creating B
# expect: Meta Meta {'flag': 1} {} 42 True
