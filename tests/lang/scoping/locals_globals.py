g = 1
def f(a):
    b = 2
    return locals()

print(f(5), globals()["g"], "f" in globals())  # expect: {'a': 5, 'b': 2} 1 True
globals()["made"] = 7
print(made)  # expect: 7
class C:
    a = 1
    names = sorted([n for n in locals() if not n.startswith("_")])

print(C.names, __name__)  # expect: ['a'] __main__
