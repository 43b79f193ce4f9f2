from . import first
value = "second value"

def get():
    return first.value
