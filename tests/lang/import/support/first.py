from . import second
value = "first value"

def get():
    return second.value
