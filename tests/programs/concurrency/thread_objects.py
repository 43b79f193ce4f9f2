"""The objects of threading: reprs, errors, timeouts, names, hooks."""
import threading, time, sys, re
from threading import *
def addr(x): return re.sub(r'0x[0-9a-f]+|\d{6,}', 'N', repr(x))
l=Lock(); print(addr(l)); l.acquire(); print(addr(l)); print(l.locked()); l.release()
r=RLock(); print(addr(r)); r.acquire(); r.acquire(); print(addr(r)); r.release(); r.release()
def err(f,*a,**k):
    try: print('ok', f(*a,**k))
    except BaseException as e: print(type(e).__module__, type(e).__name__, e)
err(l.release); err(r.release); err(l.acquire, False, 1); err(l.acquire, True, -2); err(l.acquire, timeout=1e12); err(l.acquire, timeout=-1); l.release()
err(l.acquire, 1, 2, 3); err(l.acquire, foo=1); err(r.acquire, False, 1); err(r.acquire, True, -2);
c=Condition(); print(addr(c)); err(c.wait); err(c.notify); err(c.notify_all); err(c.release)
c=Condition(Lock()); print(addr(c)); err(c.wait); err(c.notify);
with c: print(c.wait(0.01), c.wait_for(lambda: False, 0.01), c.wait_for(lambda: 5, 0.01), c.wait_for(lambda: [], 0))
s=Semaphore(); print(addr(s)); err(Semaphore, -1); s.release(3); print(addr(s)); err(s.release, 0); print(s.acquire(False), s.acquire(timeout=0.01)); err(s.acquire, False, 1)
b=BoundedSemaphore(2); print(addr(b)); b.acquire(); b.release(); err(b.release); err(BoundedSemaphore, -1); err(b.release, 0); b.acquire(); b.acquire(); err(b.release, 3); b.release(2); print(b)if 0 else None
e=Event(); print(addr(e)); e.set(); print(addr(e), e.wait(), e.is_set()); e.clear(); print(e.wait(0.01), e.wait(0), e.wait(-1))
ba=Barrier(2); print(addr(ba), ba.parties, ba.n_waiting, ba.broken); err(Barrier, 0); 
err(ba.wait, 0.01); print(addr(ba), ba.broken); err(ba.wait); ba.reset(); print(addr(ba)); ba.abort(); print(ba.broken); ba.reset(); print(ba.broken)
ba=Barrier(1, action=lambda: print('act')); print(ba.wait(), ba.wait())
ba=Barrier(1, action=lambda: 1/0); err(ba.wait); print(ba.broken); err(ba.wait)
ba=Barrier(2, timeout=0.01); err(ba.wait)
t=Thread(); print(addr(t)); t.start(); t.join(); print(addr(t)); err(t.start)
t=Thread(target=print, args=('hi',)); print(t.name, addr(t)); 
err(t.join); t.start(); t.join(); t.join(); print(t.is_alive(), t.ident is not None)
class T(Thread):
    def __init__(self): pass
t=T(); err(t.start); err(repr, t); err(lambda: t.name); err(t.join); err(lambda: t.daemon); err(t.is_alive); err(lambda: setattr(t,'daemon',1)); err(lambda: t.ident)
err(Thread, 1); err(lambda: Thread(group=5)); 
t=Thread(name=5); print(t.name, t); t.name=6; print(t.name)
t=Thread(target=lambda: None); print(t.name)
class Callable:
    def __call__(self): pass
print(Thread(target=Callable()).name)
print(Thread(daemon=True).daemon, Thread(daemon=5).daemon, Thread().daemon)
def inh():
    print(Thread().daemon, current_thread().daemon)
t=Thread(target=inh, daemon=True); t.start(); t.join()
print(current_thread() is main_thread(), addr(main_thread()), main_thread().name, active_count(), [addr(x) for x in threading.enumerate()])
def selfjoin():
    err(current_thread().join)
    err(setattr, current_thread(), 'daemon', True)
t=Thread(target=selfjoin); t.start(); t.join()
err(main_thread().join)
ti=Timer(10, print); ti.start(); ti.cancel(); ti.join(); print(addr(ti))
print(ThreadError, threading.ThreadError is RuntimeError, TIMEOUT_MAX, threading.local, addr(threading.local()))
class L(threading.local):
    n=0
    def __init__(self, a, b=2): self.a=a; self.b=b; L.n+=1
x=L(1, b=5); x.z=1
def inl():
    print(x.a, x.b, hasattr(x,'z'), x.__dict__, L.n); x.a=9
t=Thread(target=inl); t.start(); t.join(); print(x.a, L.n, vars(x))
err(threading.local, 1)
err(lambda: threading.local().foo)
err(lambda: delattr(threading.local(), 'foo'))
err(lambda: setattr(threading.local(), '__dict__', {}))
import _thread
print(get_ident()==main_thread().ident, get_native_id()==main_thread().native_id)
def boom(): raise ValueError("x")
def hook(args): print(addr(args), args.exc_type, args.exc_value, type(args.exc_traceback), args.thread.name, args[0], len(args))
threading.excepthook=hook
t=Thread(target=boom, name='B'); t.start(); t.join()
threading.excepthook=threading.__excepthook__
def se(): sys.exit(3)
t=Thread(target=se); t.start(); t.join(); print("exit ignored")
print(threading.settrace(None), threading.gettrace(), threading.getprofile())
print(threading.currentThread if 0 else '', hasattr(threading,'setprofile_all_threads'))
l=Lock()
with l as v: print(v)
with r as v: print(v)
with Semaphore() as v: print(v)
with c as v: print(v)
