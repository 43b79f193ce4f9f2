def counted(function):
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        return function(*args, **kwargs)
    wrapper.calls = 0
    wrapper.__name__ = function.__name__
    return wrapper

def repeat(times):
    def decorate(function):
        def wrapper(*args):
            return [function(*args) for _ in range(times)]
        wrapper.inner = function
        return wrapper
    return decorate

@repeat(3)
@counted
def greet(name="you"):
    return f"hi {name}"

print(greet(), greet("Bo"), greet.inner.calls, greet.inner.__name__)
# expect: ['hi you', 'hi you', 'hi you'] ['hi Bo', 'hi Bo', 'hi Bo'] 6 greet
