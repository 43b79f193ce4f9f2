def g():
    for i in range(3):
        try:
            yield i
        finally:
            print("leave", i)

for x in g():
    print("got", x)
    if x == 1:
        break
        # expect: got 0
        # expect: leave 0
        # expect: got 1
        # expect: leave 1
print("after loop")  # expect: after loop
def with_return():
    try:
        yield 1
        return "r"
    finally:
        print("finally")

print(list(with_return()))  # expect: finally
# expect: [1]
