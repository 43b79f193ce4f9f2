def t(x): print("t", x); return True
def f(x): print("f", x); return False

if t(1) and f(2) or t(3):
    print("taken")  # expect: t 1
    # expect: f 2
    # expect: t 3
    # expect: taken
if f(4) and t(5):
    print("no")  # expect: f 4
x = f(6) or t(7) and f(8)
# expect: f 6
# expect: t 7
# expect: f 8
print(x)  # expect: False
while t(9) and not f(10):
    break
    # expect: t 9
    # expect: f 10
y = not (t(11) or t(12))  # expect: t 11
print(y)  # expect: False
