class C:
    def __repr__(self):
        return repr(self)

    def __getattr__(self, name):
        return getattr(self, name + "x")

    def __len__(self):
        return len(self)

    def __eq__(self, other):
        return other == self

c = C()
for action in (
    lambda: repr(c), lambda: c.missing, lambda: len(c), lambda: c == C(), lambda: str([c]),
):
    try:
        action()
    except RecursionError as error:
        print(type(error).__name__)  # expect: RecursionError
        # expect: RecursionError
        # expect: RecursionError
        # expect: RecursionError
        # expect: RecursionError
