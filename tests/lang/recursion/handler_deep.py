# Catching at the bottom again and again must not wear anything out.
def dig(n):
    return dig(n + 1) + 1

for _ in range(20):
    try:
        dig(0)
    except RecursionError:
        pass
def finally_deep(n):
    try:
        return finally_deep(n + 1)
    finally:
        n += 1

try:
    finally_deep(0)
except RecursionError:
    print("finally ran on the way up")  # expect: finally ran on the way up
