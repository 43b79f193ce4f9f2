def outer():
    def inner(a):
        return a
    return inner

class C:
    class D:
        def method(self, a): pass

print(outer.__qualname__, outer().__qualname__, C.D.method.__qualname__, C.D.__qualname__, (lambda: 0).__qualname__)
# expect: outer outer.<locals>.inner C.D.method C.D <lambda>
for call in (lambda: outer()(), lambda: C.D().method(), lambda: (lambda x: x)()):
    try:
        call()
    except TypeError as error:
        print(error)  # expect: outer.<locals>.inner() missing 1 required positional argument: 'a'
        # expect: C.D.method() missing 1 required positional argument: 'a'
        # expect: <lambda>.<locals>.<lambda>() missing 1 required positional argument: 'x'
