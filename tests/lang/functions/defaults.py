def greet(name, greeting="hello", *, end="!"):
    return greeting + " " + name + end

print(greet("Bo"), greet("Bo", "bye"), greet("Bo", end="?"), greet(greeting="hi", name="Al"))
# expect: hello Bo! bye Bo! hello Bo? hi Al!
print(greet.__defaults__, greet.__kwdefaults__)  # expect: ('hello',) {'end': '!'}
n = 1

def frozen(value=n):
    return value

n = 2
print(frozen(), n)  # expect: 1 2
