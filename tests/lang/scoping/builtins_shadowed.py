def f():
    len = lambda x: "mine"
    return len([1])

print(f(), len([1]))  # expect: mine 1
len = lambda x: -1
print(len("abc"))  # expect: -1
del len
print(len("abc"))  # expect: 3
list = 5
try:
    list("a")
except TypeError as error:
    print(error)  # expect: 'int' object is not callable
del list
print(list("ab"))  # expect: ['a', 'b']
