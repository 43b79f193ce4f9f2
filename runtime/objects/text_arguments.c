// Reading the arguments of text methods, with CPython's messages.
#include "runtime/objects/text_arguments.h"

#include "runtime/objects/int.h"
#include "vm/object/exceptions.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

// The argument as 64 bits; OverflowError naming the C type it is for.
static bool read_int(ThreadState *ts, Value v, const char *c_type, int64_t *out) ATTACHED {
    Ref index = value_index(ts, v);
    if (ref_is_null(index)) {
        return false;
    }
    bool fits = int_fits_i64(borrow(index), out);
    ref_drop(ts, index);
    if (!fits) {
        raise_error(ts, EXC_OVERFLOW_ERROR, "Python int too large to convert to C %s", c_type);
    }
    return fits;
}

bool argument_size(ThreadState *ts, Value v, int64_t missing, int64_t *out) ATTACHED {
    if (value_is_null(v)) {
        *out = missing;
        return true;
    }
    if (value_is_small_int(v)) {
        *out = value_to_int(v);
        return true;
    }
    return read_int(ts, v, "ssize_t", out);
}

bool argument_int(ThreadState *ts, Value v, int64_t missing, int64_t *out) ATTACHED {
    if (value_is_null(v)) {
        *out = missing;
        return true;
    }
    if (!read_int(ts, v, "int", out)) {
        return false;
    }
    if (*out < INT32_MIN || *out > INT32_MAX) {
        raise_error(ts, EXC_OVERFLOW_ERROR, "Python int too large to convert to C int");
        return false;
    }
    return true;
}

bool argument_limit(ThreadState *ts, Value v, int64_t *out) ATTACHED {
    *out = -1;
    if (value_is_null(v) || value_is_none(v)) {
        return true;
    }
    if (!value_type(ts, v)->slots.to_index) {
        raise_error(ts, EXC_TYPE_ERROR, "argument should be integer or None, not '%s'",
                    value_type_name(ts, v));
        return false;
    }
    return value_to_index(ts, v, EXC_OVERFLOW_ERROR, out);
}

bool argument_str(ThreadState *ts, Value v, const char *function, int position) ATTACHED {
    if (value_has_layout(ts, v, KIND_STR)) {
        return true;
    }
    const char *type_name = value_is_none(v) ? "None" : value_type_name(ts, v);
    if (position) {
        raise_error(ts, EXC_TYPE_ERROR, "%s() argument %d must be str, not %s", function,
                    position, type_name);
    } else {
        raise_error(ts, EXC_TYPE_ERROR, "%s() argument must be str, not %s", function,
                    type_name);
    }
    return false;
}
