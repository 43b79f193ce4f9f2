def say(kind):
    print("asked for", kind.__name__)
    return kind

try:
    pass
except say(ValueError):
    pass
try:
    raise KeyError("k")
except say(ValueError):
    print("no")
except say(KeyError):
    print("yes")
except say(Exception):
    print("not asked")  # expect: asked for ValueError
    # expect: asked for KeyError
    # expect: yes
