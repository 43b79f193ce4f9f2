// The module _simple_queue: SimpleQueue, an unbounded queue between threads.
//
// The items are in a deque. Who finds it empty waits at a gate, a lock that is shut (held)
// while there is nothing to take, and that whoever puts something in opens:
//
//     get()   takes an item, or acquires the gate, says that it is shut, and looks again
//     put()   adds an item; if the gate is said to be shut, opens it
//
// No item is left lying while somebody waits. Saying that the gate is shut comes before the
// second look; so either that look finds the item, or the one who puts it in finds the gate
// shut. Both read and write what is said in one exchange: who comes second sees what the first
// did before. (A mere look at it by put() might come before the item can be seen.) Two items
// may come while the gate is opened once: who has passed the gate and has got an item opens it
// for the next, who finds it shut again behind him if there is nothing.
#include "runtime/modules/simple_queue.h"

#include "runtime/modules/deque.h"
#include "runtime/modules/seconds.h"
#include "runtime/modules/thread_locks.h"
#include "runtime/objects/generic_alias.h"
#include "runtime/objects/library.h"
#include "runtime/objects/tuple.h"
#include "vm/base/clock.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/thread/guest_lock.h"

// The two values never change.
typedef struct SimpleQueue {
    Object head;
    Value items;     // Deque
    Value gate;      // Lock
    uint8_t is_shut; // a bool: whoever puts something in has to open the gate
} SimpleQueue;

static SimpleQueue *as_queue(Value v) {
    return (SimpleQueue *)(void *)value_object(v);
}

// __new__(cls, /, *arguments): they are for the __init__ of a subclass.
static Ref queue_make(ThreadState *ts, const Value *a) ATTACHED {
    Type *type = (Type *)value_object(a[0]);
    if (as_tuple(a[1])->length &&
        !type_overrides(ts, type, builtin_type(ts, KIND_INSTANCE), NAME_INIT)) {
        return raise_error(ts, EXC_TYPE_ERROR, "SimpleQueue() takes no positional arguments");
    }
    Ref items = value_call(ts, object_value(builtin_type(ts, KIND_DEQUE)), NULL, 0);
    Ref gate = ref_is_null(items) ? NO_REF : lock_new(ts);
    SimpleQueue *queue = ref_is_null(gate) ? NULL : object_new(ts, type, type->instance_size);
    if (!queue) {
        ref_drop(ts, items);
        ref_drop(ts, gate);
        return NO_REF;
    }
    queue->items = borrow(items);
    queue->gate = borrow(gate);
    return object_ref(queue);
}

// --- putting and taking ---------------------------------------------------------------------

static void open_gate(ThreadState *ts, SimpleQueue *queue) ATTACHED {
    if (exchange_acq_rel(&queue->is_shut, false)) { // pairs with the one in wait_for_item
        guest_lock_release_by(ts, lock_inside(queue->gate));
    }
}

void simple_queue_after_fork(Object *object) {
    // Somebody may have found the gate open, and not yet said that it is shut behind him.
    SimpleQueue *queue = (SimpleQueue *)(void *)object;
    store_relaxed(&queue->is_shut, false);
    guest_lock_release(lock_inside(queue->gate));
}

static Ref put(ThreadState *ts, const Value *a) ATTACHED {
    SimpleQueue *queue = as_queue(a[0]);
    if (!deque_push(ts, queue->items, a[1], false)) {
        return NO_REF;
    }
    open_gate(ts, queue);
    return owned(NONE);
}

// The first item; NO_REF without an exception if there is none.
static Ref take(ThreadState *ts, SimpleQueue *queue) ATTACHED {
    int64_t length = load_relaxed(&as_deque(queue->items)->length);
    Ref item = length ? deque_pull(ts, queue->items, true) : NO_REF;
    if (length && ref_is_null(item)) {
        error_clear(ts); // somebody was quicker
    }
    return item;
}

static Ref raise_empty(ThreadState *ts) ATTACHED RUNS_GUEST {
    return library_raise(ts, "_queue_errors", "Empty", NULL, 0);
}

// Waits for an item.
static Ref wait_for_item(ThreadState *ts, SimpleQueue *queue,
                         uint64_t deadline_ns) ATTACHED RUNS_GUEST {
    GuestLock *gate = lock_inside(queue->gate);
    for (;;) {
        LockResult result = guest_lock_acquire(ts, gate, deadline_ns, WAIT_LOCK);
        if (result == LOCK_FAILED) {
            return NO_REF;
        }
        if (result == LOCK_TAKEN) {
            store_relaxed(&gate->holder_id, 0);      // it is shut, not somebody's
            exchange_acq_rel(&queue->is_shut, true); // pairs with the one in open_gate
        }
        Ref item = take(ts, queue);
        if (!ref_is_null(item)) {
            open_gate(ts, queue);
            return item;
        }
        if (result != LOCK_TAKEN) {
            return raise_empty(ts);
        }
    }
}

// When get() gives up: 0 at once. False with the exception set.
static bool deadline_of(ThreadState *ts, Value block, Value timeout,
                        uint64_t *deadline_ns) ATTACHED RUNS_GUEST {
    *deadline_ns = CLOCK_NEVER;
    int is_blocking = value_is_null(block) ? true : value_truth(ts, block);
    if (is_blocking <= 0 || value_is_null(timeout) || value_is_none(timeout)) {
        *deadline_ns = is_blocking ? CLOCK_NEVER : 0;
        return is_blocking >= 0;
    }
    int64_t timeout_ns;
    if (!seconds_to_ns(ts, timeout, &timeout_ns)) {
        return false;
    }
    if (timeout_ns < 0) {
        raise_error(ts, EXC_VALUE_ERROR, "'timeout' must be a non-negative number");
        return false;
    }
    *deadline_ns = timeout_ns ? clock_deadline((uint64_t)timeout_ns) : 0;
    return true;
}

// get(self, block=True, timeout=None)
static Ref get(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    uint64_t deadline_ns;
    if (!deadline_of(ts, a[1], a[2], &deadline_ns)) {
        return NO_REF;
    }
    Ref item = take(ts, as_queue(a[0]));
    if (!ref_is_null(item)) {
        return item;
    }
    return deadline_ns ? wait_for_item(ts, as_queue(a[0]), deadline_ns) : raise_empty(ts);
}

static Ref get_nowait(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Ref item = take(ts, as_queue(a[0]));
    return ref_is_null(item) ? raise_empty(ts) : item;
}

static Ref qsize(ThreadState *ts, const Value *a) ATTACHED {
    (void)ts;
    return owned(value_from_int(load_relaxed(&as_deque(as_queue(a[0])->items)->length)));
}

static Ref empty(ThreadState *ts, const Value *a) ATTACHED {
    (void)ts;
    return owned(value_bool(load_relaxed(&as_deque(as_queue(a[0])->items)->length) == 0));
}

static Ref class_getitem(ThreadState *ts, const Value *a) ATTACHED {
    return generic_alias_new(ts, a[0], a[1]);
}

// --- the type and the module ----------------------------------------------------------------

static void queue_destroy(ThreadState *ts, Object *self) ATTACHED RUNS_GUEST {
    value_drop(ts, ((SimpleQueue *)(void *)self)->items);
    value_drop(ts, ((SimpleQueue *)(void *)self)->gate);
}

static void queue_traverse(Object *self, Visitor visit, void *context) {
    visit(((SimpleQueue *)(void *)self)->items, context);
    visit(((SimpleQueue *)(void *)self)->gate, context);
}

static const NativeDef METHODS[] = {
    {"__new__(cls, /, *arguments)", queue_make, NULL, NATIVE_STATIC_METHOD},
    {"put(self, item, block=True, timeout=None)", put, "Put the item on the queue.", 0},
    {"put_nowait(self, item)", put, "Put an item into the queue without blocking.", 0},
    {"get(self, block=True, timeout=None)", get, "Remove and return an item from the queue.",
     0},
    {"get_nowait(self)", get_nowait,
     "Remove and return an item from the queue without blocking.", 0},
    {"empty(self)", empty, "Return True if the queue is empty, False otherwise.", 0},
    {"qsize(self)", qsize, "Return the approximate size of the queue.", 0},
    {"__class_getitem__(cls, object, /)", class_getitem, "See PEP 585", NATIVE_CLASS_METHOD},
    {NULL, NULL, NULL, 0},
};

const TypeSpec simple_queue_type_spec = {
    .name = "_queue.SimpleQueue",
    .kind = KIND_SIMPLE_QUEUE,
    .base = KIND_INSTANCE,
    .size = sizeof(SimpleQueue),
    .flags = TYPE_BASE | TYPE_DEFINES_NEW,
    .slots = {.destroy = queue_destroy, .traverse = queue_traverse},
    .methods = METHODS,
    .doc = "Simple, unbounded, reentrant FIFO queue.",
};

static const ClassDef CLASSES[] = {
    {"SimpleQueue", KIND_SIMPLE_QUEUE},
    {NULL, 0},
};

const ModuleSpec simple_queue_module_spec = {
    .name = "_simple_queue",
    .doc = "The queue that is native; _queue names what CPython's module of that name has.",
    .classes = CLASSES,
};
