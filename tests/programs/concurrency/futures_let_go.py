# as_completed() keeps no future that it has handed out.
import gc
import weakref
from concurrent.futures import Future, as_completed

futures = [Future() for _ in range(4)]
for future in futures[1:]:
    future.set_result("done")
try:
    for future in as_completed(futures, timeout=0):
        futures.remove(future)
        gone = weakref.ref(future)
        del future
        gc.collect()
        print(gone())
except TimeoutError as error:
    print(error)
futures[0].set_exception(ValueError())
for future in as_completed(futures):
    futures.remove(future)
    gone = weakref.ref(future)
    del future
    gc.collect()
    print(gone())
