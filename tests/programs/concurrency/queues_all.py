"""queue: every class, waiting, shutting down, errors."""
import queue, threading, time
from queue import *
def err(f,*a,**k):
    try: print('ok', f(*a,**k))
    except BaseException as e: print(type(e).__module__, type(e).__name__, e, e.args)
for Q in (Queue, LifoQueue, PriorityQueue):
    q=Q(2); err(q.get_nowait); q.put(3); q.put(1); err(q.put_nowait, 5); err(q.put, 5, timeout=0.01); err(q.put,5,timeout=-1); err(q.get,timeout=-1)
    print(q.qsize(), q.full(), q.empty(), q.unfinished_tasks, q.maxsize); print(q.get(), q.get()); q.task_done(); q.task_done(); err(q.task_done); err(q.join); err(q.get, True, 0.01); err(q.get, False)
    q.put(1); q.shutdown(); err(q.put, 1); err(q.get); err(q.get); err(q.put_nowait, 1); err(q.get_nowait); print(q.is_shutdown)
    q=Q(); q.put(1); q.put(2); q.shutdown(immediate=True); err(q.get); err(q.join); err(q.task_done); print(q.empty())
q=Queue()
def getter():
    err(q.get)
q=Queue(1); q.put(1)
q=Queue(); q.put(1)
print(Queue[int], SimpleQueue[int], queue.__all__ if 0 else '')
print(Empty, Full, ShutDown, issubclass(Empty, Exception)); s = SimpleQueue(); err(s.get_nowait); s.put(1); s.put(2, False, -5); print(s.qsize(), s.empty(), s.get(), s.get(False), type(s)); err(s.get, True, 0.01); err(s.get, timeout=-1); err(s.get, False)
q=Queue(); q.put((2,'b')); print(list(q.queue), q.mutex, q.not_empty) if 0 else None
p=PriorityQueue(); p.put((1,'x')); p.put((0,'y')); print(p.queue, p.get())
p=PriorityQueue(); p.put(1); err(p.put,'a'); print(p.qsize(), p.unfinished_tasks)
class Boom(Queue):
    def _put(self, item): raise ValueError('no')
b=Boom(); err(b.put,1); print(b.unfinished_tasks, b.qsize())
def prod(q):
    for i in range(200): q.put(i)
    q.put(None)
def cons(q,out):
    while (x:=q.get()) is not None: out.append(x); q.task_done()
    q.task_done()
for Q in (lambda: Queue(3), Queue):
    q=Q(); out=[]
    ts=[threading.Thread(target=prod,args=(q,)),threading.Thread(target=cons,args=(q,out))]
    [t.start() for t in ts]; [t.join() for t in ts]; print(out==list(range(200)))
# Those who wait when the queue is shut down.
for start in (lambda q: q.get(), lambda q: (q.put(1), q.put(2)), lambda q: (q.put(1), q.join())):
    q = Queue(1)
    t = threading.Thread(target=lambda: err(start, q))
    t.start()
    while t.is_alive():
        if q.unfinished_tasks or q.not_empty._waiters:
            q.shutdown(immediate=True)
        time.sleep(0.001)
    t.join()
