// What the C half of asyncio asks of the half in the guest language.
#include "runtime/import/import.h"
#include "runtime/modules/asyncio.h"
#include "vm/exec/call.h"
#include "vm/object/exceptions.h"
#include "vm/object/protocol.h"

static Ref find(ThreadState *ts, const char *module, const char *name) ATTACHED RUNS_GUEST {
    Ref found = import_module_text(ts, module);
    Ref result =
        ref_is_null(found) ? NO_REF : value_get_attribute_text(ts, borrow(found), name);
    ref_drop(ts, found);
    return result;
}

Ref asyncio_call_helper(ThreadState *ts, const char *module, const char *name,
                        const Value *arguments, size_t n) {
    Ref function = find(ts, module, name);
    Ref result =
        ref_is_null(function) ? NO_REF : value_call(ts, borrow(function), arguments, n);
    ref_drop(ts, function);
    return result;
}

void asyncio_report(ThreadState *ts, const char *module, const char *name, Value future) {
    Ref pending = error_fetch(ts);
    Ref result = asyncio_call_helper(ts, module, name, &future, 1);
    if (ref_is_null(result)) {
        error_write_unraisable(ts, NULL, future);
    }
    ref_drop(ts, result);
    if (!ref_is_null(pending)) {
        error_restore(ts, pending);
    }
}

Ref asyncio_raise(ThreadState *ts, const char *name, Value argument) {
    Ref error = asyncio_call_helper(ts, "asyncio.exceptions", name, &argument,
                                    value_is_null(argument) ? 0 : 1);
    return ref_is_null(error) ? NO_REF : raise_exception(ts, error);
}

int asyncio_is_cancelled_error(ThreadState *ts, Value v) {
    Ref class = find(ts, "asyncio.exceptions", "CancelledError");
    int answer = ref_is_null(class) ? -1 : value_is_instance(ts, v, borrow(class));
    ref_drop(ts, class);
    return answer;
}

Ref asyncio_call_method_with(ThreadState *ts, Value object, const char *method,
                             const Value *arguments, size_t n, const char *name, Value value) {
    Value all[3];
    for (size_t i = 0; i < n; i++) {
        all[i] = arguments[i];
    }
    all[n] = value;
    Ref function = value_get_attribute_text(ts, object, method);
    Ref text = ref_is_null(function) ? NO_REF : str_intern_text(ts, name);
    Value only = borrow(text);
    Ref names = ref_is_null(text) ? NO_REF : tuple_from_array(ts, &only, 1);
    Ref result = ref_is_null(names)
                     ? NO_REF
                     : value_call_named(ts, borrow(function), all, n + 1, borrow(names));
    ref_drop(ts, names);
    ref_drop(ts, function);
    return result;
}
