class M:
    def __init__(self, answer): self.answer = answer
    def __enter__(self): pass
    def __exit__(self, *details): return self.answer

for answer in (True, 1, "yes", [0], False, 0, "", None, []):
    try:
        with M(answer):
            raise ValueError
        print("swallowed by", repr(answer))  # expect: swallowed by True
        # expect: swallowed by 1
        # expect: swallowed by 'yes'
        # expect: swallowed by [0]
    except ValueError:
        print("passed on by", repr(answer))  # expect: passed on by False
        # expect: passed on by 0
        # expect: passed on by ''
        # expect: passed on by None
        # expect: passed on by []
