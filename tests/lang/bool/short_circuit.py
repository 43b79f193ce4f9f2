def say(value):
    print("asked", value)
    return value

print(say(0) and say(1))  # expect: asked 0
# expect: 0
print(say(1) and say(2))  # expect: asked 1
# expect: asked 2
# expect: 2
print(say(0) or say("x"))  # expect: asked 0
# expect: asked x
# expect: x
print(say(3) or say(4))  # expect: asked 3
# expect: 3
print(not say([]))  # expect: asked []
# expect: True
print(1 and 2 or 3, 0 and 2 or 3, None or 0 or "", [] and 1)  # expect: 2 3  []
