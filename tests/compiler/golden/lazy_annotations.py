from __future__ import annotations
def f(a: int | None, *b: "x", c: dict[str,(1,-2)]=1) -> (lambda x,y=1: x+y*2): pass
z: List[ int ] = 1
