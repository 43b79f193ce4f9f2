// Attribute access: the generic look-up (data descriptor, own attribute, class attribute) and
// the calls through a type's own slots.
#include "vm/base/check.h"
#include "vm/needs_runtime.h"
#include "vm/object/attributes.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

Ref raise_no_attribute(ThreadState *ts, Value v, Value name) {
    char *text = str_to_utf8(ts, name, NULL);
    if (text) {
        if (value_is(v, KIND_TYPE) || value_has_layout(ts, v, KIND_TYPE)) {
            raise_error(ts, EXC_ATTRIBUTE_ERROR, "type object '%s' has no attribute '%s'",
                        ((Type *)value_object(v))->name, text);
        } else {
            raise_error(ts, EXC_ATTRIBUTE_ERROR, "'%s' object has no attribute '%s'",
                        value_type_name(ts, v), text);
        }
        buffer_free(ts, text);
        error_set_fields(ts, name, v);
    }
    return NO_REF;
}

// What a class attribute becomes when read through an instance. Takes the reference.
static Ref bind(ThreadState *ts, Ref attribute, Value instance, Type *type) ATTACHED {
    const TypeSlots *slots = &value_type(ts, borrow(attribute))->slots;
    if (!slots->descriptor_get) {
        return attribute;
    }
    Ref bound = slots->descriptor_get(ts, borrow(attribute), instance, object_value(type));
    ref_drop(ts, attribute);
    return bound;
}

// Whether a class attribute comes before the instance's. With __set__ alone it does not, and is
// then not bound either.
static bool is_data_descriptor(ThreadState *ts, Value attribute) ATTACHED {
    const TypeSlots *slots = &value_type(ts, attribute)->slots;
    return slots->descriptor_set && slots->descriptor_get;
}

// The generic look-up; a missing attribute is NO_REF without an exception.
static Ref generic_find(ThreadState *ts, Value v, Value name) ATTACHED {
    Type *type = value_type(ts, v);
    Ref in_class = type_lookup(ts, type, name);
    if (!ref_is_null(in_class) && is_data_descriptor(ts, borrow(in_class))) {
        return bind(ts, in_class, v, type);
    }
    if (value_is_object(v) && type->attributes_offset) {
        Ref own = attributes_get(ts, value_object(v), name);
        if (!ref_is_null(own) || error_is_set(ts)) {
            ref_drop(ts, in_class);
            return own;
        }
    }
    return ref_is_null(in_class) ? NO_REF : bind(ts, in_class, v, type);
}

Ref object_get_attribute(ThreadState *ts, Value v, Value name) {
    Ref found = generic_find(ts, v, name);
    if (ref_is_null(found) && !error_is_set(ts)) {
        return raise_no_attribute(ts, v, name);
    }
    return found;
}

// Attribute names are compared by identity: the interned form of `name`.
static Ref intern(ThreadState *ts, Value name) ATTACHED {
    bool is_interned = load_relaxed(&value_object(name)->flags) & OBJECT_INTERNED;
    return is_interned ? ref_take(ts, name) : str_intern(ts, name);
}

static Ref get_interned(ThreadState *ts, Value v, Value name) ATTACHED {
    const TypeSlots *slots = &value_type(ts, v)->slots;
    return slots->get_attribute ? slots->get_attribute(ts, v, name)
                                : object_get_attribute(ts, v, name);
}

// An AttributeError that guest code (a property, __getattr__) raised learns what it is about.
static void complete_error(ThreadState *ts, Value v, Value name) ATTACHED {
    if (error_matches(ts, EXC_ATTRIBUTE_ERROR)) {
        const Exception *error = (const Exception *)value_object(ts->error);
        if (value_is_null(error->fields[0]) && value_is_null(error->fields[1])) {
            error_set_fields(ts, name, v);
        }
    }
}

Ref value_get_attribute(ThreadState *ts, Value v, Value name) {
    Ref interned = intern(ts, name);
    Ref result = ref_is_null(interned) ? NO_REF : get_interned(ts, v, borrow(interned));
    ref_drop(ts, interned);
    if (ref_is_null(result)) {
        complete_error(ts, v, name);
    }
    return result;
}

bool value_find_attribute(ThreadState *ts, Value v, Value name, Ref *out) {
    const TypeSlots *slots = &value_type(ts, v)->slots;
    Ref interned = intern(ts, name);
    if (ref_is_null(interned)) {
        return false;
    }
    if (!slots->get_attribute) {
        *out = generic_find(ts, v, borrow(interned));
    } else {
        *out = slots->get_attribute(ts, v, borrow(interned));
    }
    ref_drop(ts, interned);
    if (ref_is_null(*out) && error_is_set(ts)) {
        if (!error_matches(ts, EXC_ATTRIBUTE_ERROR)) {
            return false;
        }
        error_clear(ts);
    }
    return true;
}

Ref value_get_attribute_text(ThreadState *ts, Value v, const char *name) {
    Ref interned = str_intern_text(ts, name);
    return ref_is_null(interned) ? NO_REF : value_get_attribute(ts, v, borrow(interned));
}

// The message for an instance that has no place for the attribute.
static bool raise_cannot_set(ThreadState *ts, Value v, Value name, bool in_class) ATTACHED {
    char *text = str_to_utf8(ts, name, NULL);
    if (!text) {
        return false;
    }
    const char *type = value_type_name(ts, v);
    bool can_hold = value_is_object(v) && value_type(ts, v)->attributes_offset;
    if (in_class) {
        raise_error(ts, EXC_ATTRIBUTE_ERROR, "'%s' object attribute '%s' is read-only", type,
                    text);
    } else if (can_hold) {
        raise_error(ts, EXC_ATTRIBUTE_ERROR, "'%s' object has no attribute '%s'", type, text);
    } else {
        raise_error(
            ts, EXC_ATTRIBUTE_ERROR,
            "'%s' object has no attribute '%s' and no __dict__ for setting new attributes",
            type, text);
    }
    buffer_free(ts, text);
    if (in_class || !can_hold) { // CPython: the error of a deletion does not say of what
        error_set_fields(ts, name, v);
    }
    return false;
}

bool object_set_attribute(ThreadState *ts, Value v, Value name, Value value) {
    Type *type = value_type(ts, v);
    Ref in_class = type_lookup(ts, type, name);
    bool found_in_class = !ref_is_null(in_class);
    if (found_in_class) {
        const TypeSlots *slots = &value_type(ts, borrow(in_class))->slots;
        if (slots->descriptor_set) {
            bool ok = slots->descriptor_set(ts, borrow(in_class), v, value);
            ref_drop(ts, in_class);
            return ok;
        }
        ref_drop(ts, in_class);
    } else if (error_is_set(ts)) {
        return false;
    }
    bool deleting = value_is_null(value);
    if (!value_is_object(v) || !type->attributes_offset) {
        return raise_cannot_set(ts, v, name, found_in_class);
    }
    if (!deleting) {
        return attributes_set(ts, value_object(v), name, value);
    }
    int deleted = attributes_delete(ts, value_object(v), name);
    return deleted == 0 ? raise_cannot_set(ts, v, name, false) : deleted > 0;
}

bool value_set_attribute(ThreadState *ts, Value v, Value name, Value value) {
    const TypeSlots *slots = &value_type(ts, v)->slots;
    Ref interned = intern(ts, name);
    if (ref_is_null(interned)) {
        return false;
    }
    bool ok = slots->set_attribute ? slots->set_attribute(ts, v, borrow(interned), value)
                                   : object_set_attribute(ts, v, borrow(interned), value);
    ref_drop(ts, interned);
    return ok;
}
