print(..., Ellipsis is ..., type(...).__name__, bool(...), NotImplemented)
# expect: Ellipsis True ellipsis True NotImplemented
def f(): ...
print(f())  # expect: None
