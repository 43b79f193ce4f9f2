def say(value):
    print("eval", value)
    return value

print(f"{say(1)} {say('x'):>{say(5)}} {say(2)}")  # expect: eval 1
# expect: eval x
# expect: eval 5
# expect: eval 2
# expect: 1     x 2
