// What `await future` drives: an iterator that yields the future once, to the task that is to
// wait for it, and ends with the future's result.
#include "runtime/modules/asyncio.h"
#include "runtime/objects/generator.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"

typedef struct FutureIterator {
    Object head;
    Value future; // empty at the end
} FutureIterator;

Ref future_iterate(ThreadState *ts, Value self) {
    FutureIterator *iterator =
        object_new(ts, builtin_type(ts, KIND_FUTURE_ITERATOR), sizeof *iterator);
    if (!iterator) {
        return NO_REF;
    }
    iterator->future = borrow(ref_take(ts, self));
    return object_ref(iterator);
}

static FutureIterator *as_iterator(Value v) {
    return (FutureIterator *)(void *)value_object(v);
}

static Ref iterator_step(ThreadState *ts, Object *self) ATTACHED RUNS_GUEST {
    FutureIterator *iterator = (FutureIterator *)(void *)self;
    Ref held = field_take(ts, iterator, &iterator->future);
    if (ref_is_null(held)) {
        return NO_REF;
    }
    Future *future = as_future(borrow(held));
    if (load_acquire(&future->state) == FUTURE_PENDING) {
        if (!load_relaxed(&future->is_blocking)) {
            store_relaxed(&future->is_blocking, true);
            return held;
        }
        ref_drop(ts, held);
        return raise_error(ts, EXC_RUNTIME_ERROR, "await wasn't used with future");
    }
    field_set(ts, iterator, &iterator->future, NO_REF);
    Ref result = future_result(ts, future);
    ref_drop(ts, held);
    if (ref_is_null(result) || value_is_none(borrow(result))) {
        return NO_REF; // the exception, or an end without a value
    }
    return raise_stop_iteration(ts, result);
}

static Ref send(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Ref yielded = iterator_step(ts, value_object(a[0]));
    if (ref_is_null(yielded) && !error_is_set(ts)) {
        return raise_stop_iteration(ts, owned(NONE));
    }
    return yielded;
}

static Ref throw(ThreadState * ts, const Value *a) ATTACHED RUNS_GUEST {
    Ref exception = thrown_exception(ts, a[1], a[2], a[3]);
    field_set(ts, as_iterator(a[0]), &as_iterator(a[0])->future, NO_REF);
    return ref_is_null(exception) ? NO_REF : raise_exception(ts, exception);
}

static Ref close(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    field_set(ts, as_iterator(a[0]), &as_iterator(a[0])->future, NO_REF);
    return owned(NONE);
}

static Ref iterator_self(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, self);
}

static void iterator_destroy(ThreadState *ts, Object *self) ATTACHED {
    value_drop(ts, ((FutureIterator *)(void *)self)->future);
}

static void iterator_traverse(Object *self, Visitor visit, void *context) {
    visit(((FutureIterator *)(void *)self)->future, context);
}

static const NativeDef METHODS[] = {
    {"send(self, value, /)", send, NULL, 0},
    {"throw(self, type, value=None, traceback=None, /)", throw, NULL, 0},
    {"close(self, /)", close, NULL, 0},
    {NULL, NULL, NULL, 0},
};

const TypeSpec future_iterator_type_spec = {
    .name = "_asyncio.FutureIter",
    .kind = KIND_FUTURE_ITERATOR,
    .base = KIND_INSTANCE,
    .size = sizeof(FutureIterator),
    .flags = TYPE_DISALLOW_NEW,
    .slots =
        {
            .destroy = iterator_destroy,
            .traverse = iterator_traverse,
            .iterate = iterator_self,
            .next = iterator_step,
        },
    .methods = METHODS,
};
