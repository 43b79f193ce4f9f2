// aiter and anext: the builtin functions on async iterators.
#include "runtime/builtins/iteration.h"
#include "runtime/objects/anext_awaitable.h"
#include "vm/object/exceptions.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

static Ref builtin_aiter(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    Type *type = value_type(ts, arguments[0]);
    if (!type->slots.async_iterate) {
        return raise_error(ts, EXC_TYPE_ERROR, "'%s' object is not an async iterable",
                           type->name);
    }
    Ref iterator = type->slots.async_iterate(ts, arguments[0]);
    if (!ref_is_null(iterator) && !value_type(ts, borrow(iterator))->slots.async_next) {
        raise_error(ts, EXC_TYPE_ERROR, "aiter() returned not an async iterator of type '%s'",
                    value_type_name(ts, borrow(iterator)));
        ref_drop(ts, iterator);
        return NO_REF;
    }
    return iterator;
}

static Ref builtin_anext(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    Type *type = value_type(ts, arguments[0]);
    if (!type->slots.async_next) {
        return raise_error(ts, EXC_TYPE_ERROR, "'%s' object is not an async iterator",
                           type->name);
    }
    Ref awaitable = type->slots.async_next(ts, arguments[0]);
    if (ref_is_null(awaitable) || value_is_null(arguments[1])) {
        return awaitable;
    }
    Ref result = anext_awaitable_new(ts, borrow(awaitable), arguments[1]);
    ref_drop(ts, awaitable);
    return result;
}

const NativeDef async_builtins[] = {
    {"aiter(async_iterable, /)", builtin_aiter,
     "Return an AsyncIterator for an AsyncIterable object.", 0},
    {"anext(async_iterator, default=None, /)", builtin_anext,
     "Return the next item from the async iterator.\n\nIf default is given and the async "
     "iterator is exhausted,\nit is returned instead of raising StopAsyncIteration.",
     0},
    {NULL, NULL, NULL, 0},
};
