// What an event loop asks of sys: hooks for async generators, the origin of coroutines; and
// types.coroutine().
#include "runtime/modules/sys_async.h"

#include "vm/exec/code_object.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

static bool check_hook(ThreadState *ts, Value hook, const char *name) ATTACHED {
    if (value_is_null(hook) || value_is_none(hook) || value_type(ts, hook)->slots.call) {
        return true;
    }
    raise_error(ts, EXC_TYPE_ERROR, "callable %s expected, got %s", name,
                value_type_name(ts, hook));
    return false;
}

static void set_hook(ThreadState *ts, Value *slot, Value hook) ATTACHED RUNS_GUEST {
    if (value_is_null(hook)) {
        return; // not given: stays as it is
    }
    Value old = *slot;
    *slot = value_is_none(hook) ? NO_VALUE : borrow(ref_take(ts, hook));
    value_drop(ts, old);
}

Ref sys_set_asyncgen_hooks(ThreadState *ts, const Value *arguments) {
    if (!check_hook(ts, arguments[1], "finalizer") ||
        !check_hook(ts, arguments[0], "firstiter")) {
        return NO_REF;
    }
    set_hook(ts, &ts->async_generator_finalizer, arguments[1]);
    set_hook(ts, &ts->async_generator_first_iteration, arguments[0]);
    return owned(NONE);
}

Ref sys_asyncgen_hooks(ThreadState *ts, const Value *arguments) {
    (void)arguments;
    Value first = ts->async_generator_first_iteration;
    Value finalizer = ts->async_generator_finalizer;
    Value items[] = {value_is_null(first) ? NONE : first,
                     value_is_null(finalizer) ? NONE : finalizer};
    return tuple_from_array(ts, items, 2);
}

Ref sys_get_coroutine_origin_tracking_depth(ThreadState *ts, const Value *arguments) {
    (void)arguments;
    return owned(value_from_int(ts->coroutine_origin_depth));
}

Ref sys_set_coroutine_origin_tracking_depth(ThreadState *ts, const Value *arguments) {
    int64_t depth;
    if (!value_to_index(ts, arguments[0], EXC_OVERFLOW_ERROR, &depth)) {
        return NO_REF;
    }
    if (depth < 0) {
        return raise_error(ts, EXC_VALUE_ERROR, "depth must be >= 0");
    }
    if (depth > INT32_MAX) {
        return raise_error(ts, EXC_OVERFLOW_ERROR, "Python int too large to convert to C int");
    }
    ts->coroutine_origin_depth = (uint32_t)depth;
    return owned(NONE);
}

Ref sys_make_awaitable(ThreadState *ts, const Value *arguments) {
    if (!value_is(arguments[0], KIND_FUNCTION)) {
        return raise_error(ts, EXC_TYPE_ERROR, "expected a function, got %s",
                           value_type_name(ts, arguments[0]));
    }
    Code *code = ((Function *)(void *)value_object(arguments[0]))->code;
    bool is_generator = load_relaxed(&code->flags) & CODE_GENERATOR;
    if (is_generator) {
        or_relaxed(&code->flags, CODE_ITERABLE_COROUTINE);
    }
    return owned(value_bool(is_generator));
}
