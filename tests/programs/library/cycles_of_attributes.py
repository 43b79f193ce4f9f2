"""What namespaces, functions and exceptions hold is freed with them, in cycles too."""
import gc, types, sys
class N(types.SimpleNamespace): pass
for cls in (types.SimpleNamespace, N):
    n=cls(a=[1]); n.self=n; d=n.__dict__; gc.collect(); del n, d; print(gc.collect() > 0)
    n=cls(); n.self=n; n.x=1; del n; print(gc.collect()>0)
class F: pass
def f(): pass
f.self=f; f.__dict__; del f; print(gc.collect()>0)
class S(staticmethod): pass
s=S(len); s.me=s; s.__dict__; del s; print(gc.collect()>0)
class E(Exception): pass
e=E(); e.me=e; del e; print(gc.collect()>0)
e=E(); e.me=e; e.__dict__; del e; print(gc.collect()>0)
class D:
    def __del__(self): print('del')
class N(types.SimpleNamespace): pass
for c in (types.SimpleNamespace, N):
    n=c(a=D()); n.b=D(); del n
    n=c(a=D()); n.__dict__; del n
