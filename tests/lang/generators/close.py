def g():
    try:
        yield 1
        yield 2
    finally:
        print("cleaned")

it = g()
print(next(it))  # expect: 1
it.close()  # expect: cleaned
it.close()
print(next(it, "closed"))  # expect: closed
def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2

s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as error:
    print(error)  # expect: generator ignored GeneratorExit
it = g()
next(it)
del it  # expect: cleaned
print("after del")  # expect: after del
