class Named:
    def __str__(self):
        return "a name"

class Both:
    def __repr__(self):
        return "Both()"

class Wrong:
    def __str__(self):
        return 5

print([str()], str(5), str(None), str([1, "a"]), str(Named()), str(Both()), str(b"x"), str(b"x", "ascii"))
# expect: [''] 5 None [1, 'a'] a name Both() b'x' x
try:
    str(Wrong())
except TypeError as error:
    print(error)  # expect: __str__ returned non-string (type int)
try:
    print(Wrong())
except TypeError as error:
    print(error)  # expect: __str__ returned non-string (type int)
