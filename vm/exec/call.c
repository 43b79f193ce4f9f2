// Calls that come from C: native functions calling back, slots of guest classes, start-up.
#include "vm/exec/call.h"

#include "vm/base/check.h"
#include "vm/exec/bind.h"
#include "vm/exec/frame.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

bool native_enter(ThreadState *ts, const char *doing) {
    char here;
    if (UNLIKELY(&here < ts->c_stack_limit)) {
        raise_error(ts, EXC_RECURSION_ERROR, "maximum recursion depth exceeded%s", doing);
        return false;
    }
    ts->native_depth++;
    return true;
}

void native_leave(ThreadState *ts) {
    ts->native_depth--;
}

static Ref call_function(ThreadState *ts, Function *function, const Value *arguments, size_t n,
                         Value names) ATTACHED {
    const Code *code = function->code;
    Value *registers = frame_scratch(ts, code->n_registers);
    if (!registers) {
        return NO_REF;
    }
    if (LIKELY(value_is_null(names) && code->is_simple && code->n_positional == n)) {
        for (size_t i = 0; i < n; i++) {
            registers[i] = borrow(ref_take(ts, arguments[i]));
        }
    } else if (!bind_function(ts, function, arguments, n, names, registers)) {
        return NO_REF;
    }
    Ref callee = ref_take_object(ts, function);
    Frame *frame = frame_push(ts, function, registers);
    if (UNLIKELY(!frame)) {
        for (uint32_t i = 0; i < function->code->n_parameters; i++) {
            value_drop(ts, registers[i]);
        }
        ref_drop(ts, callee);
        return NO_REF;
    }
    frame->flags = FRAME_ENTRY;
    return execute(ts);
}

static Ref call_method(ThreadState *ts, Method *method, const Value *arguments, size_t n,
                       Value names) ATTACHED {
    Value few[8];
    Value *all = n < 8 ? few : buffer_new(ts, (n + 1) * sizeof *all);
    if (!all) {
        return NO_REF;
    }
    all[0] = method->self;
    for (size_t i = 0; i < n; i++) {
        all[i + 1] = arguments[i];
    }
    Ref result = value_call_named(ts, method->function, all, n + 1, names);
    if (all != few) {
        buffer_free(ts, all);
    }
    return result;
}

Ref value_call_named(ThreadState *ts, Value callable, const Value *arguments, size_t n,
                     Value names) {
    if (value_is(callable, KIND_FUNCTION)) {
        return call_function(ts, (Function *)value_object(callable), arguments, n, names);
    }
    if (value_is(callable, KIND_METHOD)) {
        return call_method(ts, (Method *)value_object(callable), arguments, n, names);
    }
    if (value_is(callable, KIND_NATIVE_FUNCTION) ||
        value_is(callable, KIND_METHOD_DESCRIPTOR)) {
        return native_call(ts, (NativeCallable *)value_object(callable), arguments, n, names);
    }
    Type *type = value_type(ts, callable);
    if (!type->slots.call) {
        return raise_error(ts, EXC_TYPE_ERROR, "'%s' object is not callable", type->name);
    }
    if (!native_enter(ts, "")) {
        return NO_REF;
    }
    Ref result = type->slots.call(ts, callable, arguments, n, names);
    native_leave(ts);
    return result;
}

Ref value_call(ThreadState *ts, Value callable, const Value *arguments, size_t n) {
    return value_call_named(ts, callable, arguments, n, NO_VALUE);
}

// Spreads *args and **keywords into one array with the names at its end.
static Ref call_spread(ThreadState *ts, Value callable, const Tuple *tuple,
                       Object *dict) ATTACHED {
    size_t n_positional = tuple ? (size_t)tuple->length : 0;
    size_t n_keywords = (size_t)((Dict *)dict)->length;
    Value *all = buffer_new(ts, (n_positional + n_keywords) * sizeof *all);
    Ref names = all ? tuple_new(ts, n_keywords) : NO_REF;
    if (ref_is_null(names)) {
        buffer_free(ts, all);
        return NO_REF;
    }
    for (size_t i = 0; i < n_positional; i++) {
        all[i] = tuple->items[i];
    }
    Tuple *name_tuple = (Tuple *)value_object(borrow(names));
    int64_t position = 0;
    size_t n = 0;
    Ref key;
    Ref value;
    bool ok = true;
    while (ok && n < n_keywords && dict_step(ts, dict, &position, &key, &value)) {
        slot_store(&name_tuple->items[n], borrow(key));
        all[n_positional + n++] = borrow(value);
        ok = value_has_layout(ts, borrow(key), KIND_STR);
    }
    if (!ok) {
        raise_error(ts, EXC_TYPE_ERROR, "keywords must be strings");
    } else if (n < n_keywords) {
        ok = false;
        raise_error(ts, EXC_RUNTIME_ERROR, "dictionary changed size during iteration");
    }
    Ref result =
        ok ? value_call_named(ts, callable, all, n_positional + n, borrow(names)) : NO_REF;
    for (size_t i = 0; i < n; i++) {
        value_drop(ts, all[n_positional + i]);
    }
    ref_drop(ts, names);
    buffer_free(ts, all);
    return result;
}

Ref value_call_unpacked(ThreadState *ts, Value callable, Value arguments, Value keywords) {
    const Tuple *tuple = value_is_null(arguments) ? NULL : (Tuple *)value_object(arguments);
    if (!value_is_null(keywords) && ((Dict *)value_object(keywords))->length > 0) {
        return call_spread(ts, callable, tuple, value_object(keywords));
    }
    return value_call(ts, callable, tuple ? tuple->items : NULL,
                      tuple ? (size_t)tuple->length : 0);
}

Ref value_call_method(ThreadState *ts, Value v, Value name, const Value *arguments, size_t n) {
    Ref attribute = value_get_attribute(ts, v, name);
    if (ref_is_null(attribute)) {
        return NO_REF;
    }
    Ref result = value_call(ts, borrow(attribute), arguments, n);
    ref_drop(ts, attribute);
    return result;
}

Ref value_call_method_text(ThreadState *ts, Value v, const char *name, const Value *arguments,
                           size_t n) {
    Ref interned = str_intern_text(ts, name);
    return ref_is_null(interned) ? NO_REF
                                 : value_call_method(ts, v, borrow(interned), arguments, n);
}
