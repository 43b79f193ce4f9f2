# int() asks __int__, __index__ in that order; indexing asks __index__.
class Three:
    def __index__(self):
        return 3

class Four:
    def __int__(self):
        return 4

class Bad:
    def __int__(self):
        return "4"

print(int(Three()), int(Four()), "abcdef"[Three()], hex(Three()), list(range(Three())))  # expect: 3 4 d 0x3 [0, 1, 2]
try:
    "abc"[Four()]
except TypeError as error:
    print(error)  # expect: string indices must be integers, not 'Four'
try:
    int(Bad())
except TypeError as error:
    print(error)  # expect: __int__ returned non-int (type str)
