def endless(n):
    return endless(n + 1)

try:
    endless(0)
except RecursionError as error:
    print(str(error)[:32])  # expect: maximum recursion depth exceeded
def again():
    try:
        again()
    except RecursionError:
        return "inner"

print(again())  # expect: None
print(endless.__name__, "still works")  # expect: endless still works
