registry = []
def register(cls):
    registry.append(cls.__name__)
    cls.registered = True
    return cls

@register
class A:
    pass

@register
class B(A):
    pass

print(registry, A.registered, B().registered)  # expect: ['A', 'B'] True True
@lambda c: c.__name__
class Gone:
    pass

print(Gone)  # expect: Gone
