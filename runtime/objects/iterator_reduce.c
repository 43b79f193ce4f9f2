// How iterators are copied and pickled (iterator_reduce.h).
#include "runtime/objects/iterator_reduce.h"

#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

Ref reduce_to(ThreadState *ts, Ref callable, Ref arguments, Value state) {
    Ref result = NO_REF;
    if (!ref_is_null(callable) && !ref_is_null(arguments)) {
        Value parts[] = {borrow(callable), borrow(arguments), state};
        result = tuple_from_array(ts, parts, value_is_null(state) ? 2 : 3);
    }
    ref_drop(ts, arguments);
    ref_drop(ts, callable);
    return result;
}

static Ref builtin_iter(ThreadState *ts) ATTACHED {
    Ref function = dict_get_text(ts, ts->interpreter->builtins, "iter");
    return ref_is_null(function) && !error_is_set(ts)
               ? raise_error(ts, EXC_ATTRIBUTE_ERROR,
                             "module 'builtins' has no attribute 'iter'")
               : function;
}

Ref reduce_at_index(ThreadState *ts, Value sequence, int64_t index) {
    Ref state = int_from_i64(ts, index);
    Ref result = ref_is_null(state)
                     ? NO_REF
                     : reduce_to(ts, builtin_iter(ts), tuple_from_array(ts, &sequence, 1),
                                 borrow(state));
    ref_drop(ts, state);
    return result;
}

Ref reduce_to_end(ThreadState *ts, Ref nothing) {
    Value argument = borrow(nothing);
    Ref arguments = ref_is_null(nothing) ? NO_REF : tuple_from_array(ts, &argument, 1);
    ref_drop(ts, nothing);
    return reduce_to(ts, builtin_iter(ts), arguments, NO_VALUE);
}

Ref reduce_to_rest(ThreadState *ts, Ref copy) {
    Ref rest = ref_is_null(copy) ? NO_REF : list_from_iterable(ts, borrow(copy));
    ref_drop(ts, copy);
    return reduce_to_end(ts, rest);
}

bool read_index_state(ThreadState *ts, Value state, int64_t low, int64_t high, int64_t *out) {
    if (!value_to_index(ts, state, EXC_OVERFLOW_ERROR, out)) {
        return false;
    }
    *out = *out < low ? low : *out > high ? high : *out;
    return true;
}
