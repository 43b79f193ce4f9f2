handlers = {}
def handles(*kinds, priority=0):
    def register(function):
        for kind in kinds:
            handlers.setdefault(kind, []).append((priority, function.__name__))
        return function
    return register

@handles("open", "close", priority=2)
def log(): ...

@handles("open")
def check(): ...

print({kind: sorted(found) for kind, found in handlers.items()}, log(), check.__name__)
# expect: {'open': [(0, 'check'), (2, 'log')], 'close': [(2, 'log')]} None check
