// Instances in pickles: of which classes _pickle_plain makes and takes apart itself
// (pickle_plain.h).
//
// A class is simple if its instances are made by object.__new__ and are nothing but their
// attributes: none of the methods with which a class has its say in that is its own. So no code
// of the program runs, and a pickle that turns out not to be plain can be given up.
#include "runtime/modules/pickle_plain.h"

#include "runtime/objects/dict.h"
#include "runtime/objects/str.h"
#include "vm/object/attributes.h"
#include "vm/object/type.h"

// What `name` is in a class and its bases. NO_REF, with an exception only for want of memory,
// if they have none.
static Ref look_up(ThreadState *ts, Type *type, const char *name) ATTACHED {
    Ref text = str_intern_text(ts, name);
    Ref found = ref_is_null(text) ? NO_REF : type_lookup(ts, type, borrow(text));
    ref_drop(ts, text);
    return found;
}

// Whether `name` is in the class what it is in object: both may have none.
static bool is_usual(ThreadState *ts, Type *type, const char *name) ATTACHED RUNS_GUEST {
    Ref usual = look_up(ts, builtin_type(ts, KIND_INSTANCE), name);
    Ref found = look_up(ts, type, name);
    bool is_same = value_same(borrow(found), borrow(usual));
    ref_drop(ts, found);
    ref_drop(ts, usual);
    return is_same && !error_is_set(ts);
}

static bool has_usual_dict(ThreadState *ts, Type *type) ATTACHED RUNS_GUEST {
    Ref found = look_up(ts, type, "__dict__");
    bool is_own = !ref_is_null(found) && value_is(borrow(found), KIND_GETSET_DESCRIPTOR);
    ref_drop(ts, found);
    return is_own;
}

// None of the methods with which a class has its say is its own.
static bool has_no_say(ThreadState *ts, Type *type) ATTACHED RUNS_GUEST {
    static const char *const NAMES[] = {"__reduce_ex__",     "__reduce__",  "__getstate__",
                                        "__setstate__",      "__new__",     "__getnewargs__",
                                        "__getnewargs_ex__", "__slots__",   "__class__",
                                        "__getattribute__",  "__getattr__", "__del__"};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        if (!is_usual(ts, type, NAMES[i])) {
            return false;
        }
    }
    return has_usual_dict(ts, type);
}

bool pickle_is_simple(ThreadState *ts, Type *type, uint32_t *known) {
    uint32_t version = load_relaxed(&type->version);
    if (version && version == *known) {
        return true;
    }
    bool is_simple = type->head.type == builtin_type(ts, KIND_TYPE) &&
                     type->layout == KIND_INSTANCE && type->flags & TYPE_HEAP &&
                     type->attributes_offset && type->member_count == 0 && has_no_say(ts, type);
    *known = is_simple ? version : 0;
    return is_simple;
}

Ref pickle_instance_new(ThreadState *ts, Value class, uint32_t *known) {
    if (!value_is(class, KIND_TYPE)) {
        return NO_REF;
    }
    Type *type = (Type *)value_object(class);
    return pickle_is_simple(ts, type, known) ? instance_new(ts, type) : NO_REF;
}

bool pickle_instance_build(ThreadState *ts, Value made, Value state, uint32_t *known) {
    if (!value_is_object(made) || !value_is(state, KIND_DICT) ||
        !pickle_is_simple(ts, value_type(ts, made), known)) {
        return false;
    }
    int64_t position = 0;
    Ref key;
    Ref value;
    bool ok = true;
    while (ok && dict_step(ts, value_object(state), &position, &key, &value)) {
        ok = value_is(borrow(key), KIND_STR);
        Ref name = ok ? str_intern(ts, borrow(key)) : NO_REF;
        ok = !ref_is_null(name) &&
             attributes_set(ts, value_object(made), borrow(name), borrow(value));
        ref_drop(ts, name);
        ref_drop(ts, key);
        ref_drop(ts, value);
    }
    return ok;
}
