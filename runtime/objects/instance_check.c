// isinstance() and issubclass(): types, tuples of them, unions, and whatever has
// __instancecheck__.
#include "runtime/objects/guest_slots.h"
#include "runtime/objects/type.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

// v.__class__ when it is not type(v): proxies pretend that way.
static int is_instance_by_class(ThreadState *ts, Value v, Type *class) ATTACHED {
    if (type_is_subtype(value_type(ts, v), class)) {
        return 1;
    }
    if (!value_type(ts, v)->slots.get_attribute && !(value_type(ts, v)->flags & TYPE_HEAP)) {
        return 0;
    }
    Ref claimed;
    if (!value_find_attribute(ts, v, known_name(ts, NAME_CLASS), &claimed)) {
        return -1;
    }
    int result = !ref_is_null(claimed) && value_is_class(ts, borrow(claimed)) &&
                 type_is_subtype((Type *)value_object(borrow(claimed)), class);
    ref_drop(ts, claimed);
    return result;
}

typedef int (*Check)(ThreadState *ts, Value v, Value classinfo);

// The check for each item of a tuple, until one says yes.
static int check_any(ThreadState *ts, Value v, const Tuple *tuple, Check check) ATTACHED {
    int result = 0;
    for (int64_t i = 0; result == 0 && i < tuple->length; i++) {
        result = check(ts, v, tuple->items[i]);
    }
    return result;
}

// Asks the class's own __instancecheck__ or __subclasscheck__: 0, 1, -1; -2 if there is none.
static int ask(ThreadState *ts, Value v, Value classinfo, KnownName name) ATTACHED {
    Ref hook = type_lookup(ts, value_type(ts, classinfo), known_name(ts, name));
    if (ref_is_null(hook)) {
        return error_is_set(ts) ? -1 : -2;
    }
    ref_drop(ts, hook);
    if (!native_enter(ts, name == NAME_INSTANCECHECK ? " in __instancecheck__"
                                                     : " in __subclasscheck__")) {
        return -1;
    }
    Ref answer = special_call(ts, classinfo, name, &v, 1);
    native_leave(ts);
    int truth = ref_is_null(answer) ? -1 : value_truth(ts, borrow(answer));
    ref_drop(ts, answer);
    return truth;
}

int value_is_instance(ThreadState *ts, Value v, Value classinfo) {
    if (value_is_object(classinfo) && &value_type(ts, v)->head == value_object(classinfo)) {
        return 1;
    }
    if (value_is(classinfo, KIND_TYPE)) {
        return is_instance_by_class(ts, v, (Type *)value_object(classinfo));
    }
    if (value_has_layout(ts, classinfo, KIND_TUPLE)) {
        return check_any(ts, v, (Tuple *)value_object(classinfo), value_is_instance);
    }
    int answer = ask(ts, v, classinfo, NAME_INSTANCECHECK);
    if (answer == -2) {
        raise_error(ts, EXC_TYPE_ERROR,
                    "isinstance() arg 2 must be a type, a tuple of types, or a union");
        return -1;
    }
    return answer;
}

int value_is_subclass(ThreadState *ts, Value type, Value classinfo) {
    if (value_is(classinfo, KIND_TYPE) && value_is_class(ts, type)) {
        return type_is_subtype((Type *)value_object(type), (Type *)value_object(classinfo));
    }
    if (value_has_layout(ts, classinfo, KIND_TUPLE)) {
        return check_any(ts, type, (Tuple *)value_object(classinfo), value_is_subclass);
    }
    if (!value_is_class(ts, type) && value_is(classinfo, KIND_TYPE)) {
        raise_error(ts, EXC_TYPE_ERROR, "issubclass() arg 1 must be a class");
        return -1;
    }
    int answer = ask(ts, type, classinfo, NAME_SUBCLASSCHECK);
    if (answer == -2) {
        raise_error(ts, EXC_TYPE_ERROR,
                    "issubclass() arg 2 must be a class, a tuple of classes, or a union");
        return -1;
    }
    return answer;
}
