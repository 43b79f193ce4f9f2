def a():
    try:
        return "try"
    finally:
        return "finally"

def b():
    try:
        raise ValueError("lost")
    finally:
        return "swallowed"

def c():
    value = 1
    try:
        return value
    finally:
        value = 2

def d():
    value = [1]
    try:
        return value
    finally:
        value.append(2)

def e():
    try:
        try:
            return "inner"
        finally:
            print("first")
    finally:
        print("second")

print(a(), b(), c(), d())  # expect: finally swallowed 1 [1, 2]
print(e())  # expect: first
# expect: second
# expect: inner
