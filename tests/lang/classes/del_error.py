# An exception in a finaliser is reported and ignored.
class Bad:
    def __del__(self):
        raise ValueError("in del")

b = Bad()
del b
print("goes on")  # expect: goes on
# expect-stderr: ValueError: in del
