def named(name):
    print("make", name)
    def decorate(function):
        print("apply", name)
        def wrapper():
            return name + "(" + function() + ")"
        return wrapper
    return decorate

@named("outer")
@named("inner")
def f():
    return "f"
    # expect: make outer
    # expect: make inner
    # expect: apply inner
    # expect: apply outer

print(f())  # expect: outer(inner(f))
