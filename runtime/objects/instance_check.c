// isinstance() and issubclass(): types, tuples of them, unions, whatever has __instancecheck__,
// and objects that look like classes because they have __bases__.
#include "runtime/objects/instance_check.h"

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

// --- what only looks like a class ---

// v.__bases__ if it is a tuple; NO_REF if not, or with the exception set.
static Ref duck_bases(ThreadState *ts, Value v) ATTACHED RUNS_GUEST {
    Ref bases;
    if (!value_find_attribute(ts, v, known_name(ts, NAME_BASES), &bases)) {
        return NO_REF;
    }
    if (!ref_is_null(bases) && !value_has_layout(ts, borrow(bases), KIND_TUPLE)) {
        ref_drop(ts, bases);
        return NO_REF;
    }
    return bases;
}

// Whether v is a class or has __bases__ like one; if not, TypeError with the message.
static bool require_class(ThreadState *ts, Value v, const char *message) ATTACHED RUNS_GUEST {
    if (value_is_class(ts, v)) {
        return true;
    }
    Ref bases = duck_bases(ts, v);
    bool is_class = !ref_is_null(bases);
    ref_drop(ts, bases);
    if (!is_class && !error_is_set(ts)) {
        raise_error(ts, EXC_TYPE_ERROR, "%s", message);
    }
    return is_class;
}

// Whether following __bases__ from `derived` leads to `class`.
static int duck_is_subclass(ThreadState *ts, Value derived, Value class) ATTACHED RUNS_GUEST {
    if (value_same(derived, class)) {
        return 1;
    }
    if (!native_enter(ts, " in __issubclass__")) {
        return -1;
    }
    Ref bases = duck_bases(ts, derived);
    int result = error_is_set(ts) ? -1 : 0;
    const Tuple *tuple = ref_is_null(bases) ? NULL : (const Tuple *)value_object(borrow(bases));
    for (int64_t i = 0; tuple && result == 0 && i < tuple->length; i++) {
        result = duck_is_subclass(ts, tuple->items[i], class);
    }
    ref_drop(ts, bases);
    native_leave(ts);
    return result;
}

int instance_check_plain(ThreadState *ts, Value v, Value class) {
    if (value_is_class(ts, class)) {
        return is_instance_by_class(ts, v, (Type *)value_object(class));
    }
    if (!require_class(ts, class,
                       "isinstance() arg 2 must be a type, a tuple of types, or a union")) {
        return -1;
    }
    Ref claimed;
    if (!value_find_attribute(ts, v, known_name(ts, NAME_CLASS), &claimed)) {
        return -1;
    }
    int result = ref_is_null(claimed) ? 0 : duck_is_subclass(ts, borrow(claimed), class);
    ref_drop(ts, claimed);
    return result;
}

int subclass_check_plain(ThreadState *ts, Value derived, Value class) {
    if (value_is_class(ts, derived) && value_is_class(ts, class)) {
        return type_is_subtype((Type *)value_object(derived), (Type *)value_object(class));
    }
    if (!require_class(ts, derived, "issubclass() arg 1 must be a class") ||
        !require_class(ts, class,
                       "issubclass() arg 2 must be a class, a tuple of classes, or a union")) {
        return -1;
    }
    return duck_is_subclass(ts, derived, class);
}

// --- the checks ---

typedef int (*Check)(ThreadState *ts, Value v, Value classinfo);

// The check for each item of a tuple, until one says yes.
static int check_any(ThreadState *ts, Value v, const Tuple *tuple, Check check,
                     const char *doing) ATTACHED RUNS_GUEST {
    int result = 0;
    if (!native_enter(ts, doing)) {
        return -1;
    }
    for (int64_t i = 0; result == 0 && i < tuple->length; i++) {
        result = check(ts, v, tuple->items[i]);
    }
    native_leave(ts);
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
        return check_any(ts, v, (Tuple *)value_object(classinfo), value_is_instance,
                         " in __instancecheck__");
    }
    int answer = ask(ts, v, classinfo, NAME_INSTANCECHECK);
    return answer == -2 ? instance_check_plain(ts, v, classinfo) : answer;
}

int value_is_subclass(ThreadState *ts, Value type, Value classinfo) {
    if (value_is(classinfo, KIND_TYPE) && value_is_class(ts, type)) {
        return type_is_subtype((Type *)value_object(type), (Type *)value_object(classinfo));
    }
    if (value_has_layout(ts, classinfo, KIND_TUPLE)) {
        return check_any(ts, type, (Tuple *)value_object(classinfo), value_is_subclass,
                         " in __subclasscheck__");
    }
    int answer = ask(ts, type, classinfo, NAME_SUBCLASSCHECK);
    return answer == -2 ? subclass_check_plain(ts, type, classinfo) : answer;
}
