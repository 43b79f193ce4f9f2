// types.SimpleNamespace: attributes given by keyword, and a repr that shows them.
#include "runtime/objects/dict.h"
#include "runtime/objects/repr_guard.h"
#include "runtime/objects/str_builder.h"
#include "runtime/objects/tuple.h"
#include "vm/exec/call.h"
#include "vm/object/attributes.h"

typedef struct SimpleNamespace {
    Object head;
    Attributes attributes;
} SimpleNamespace;

static Ref namespace_make(ThreadState *ts, const Value *arguments) ATTACHED {
    return instance_new(ts, (Type *)(void *)value_object(arguments[0]));
}

// Sets every item of a dict as an attribute.
static bool set_all(ThreadState *ts, Value self, Object *dict) ATTACHED {
    int64_t position = 0;
    Ref key;
    Ref value;
    while (dict_step(ts, dict, &position, &key, &value)) {
        bool done = value_has_layout(ts, borrow(key), KIND_STR);
        if (!done) {
            raise_error(ts, EXC_TYPE_ERROR, "keywords must be strings");
        }
        done = done && value_set_attribute(ts, self, borrow(key), borrow(value));
        ref_drop(ts, key);
        ref_drop(ts, value);
        if (!done) {
            return false;
        }
    }
    return true;
}

static Ref namespace_initialize(ThreadState *ts, const Value *arguments) ATTACHED {
    if (!value_is_null(arguments[1])) {
        Ref dict = dict_new(ts);
        bool done = !ref_is_null(dict) &&
                    dict_update_from(ts, value_object(borrow(dict)), arguments[1]) &&
                    set_all(ts, arguments[0], value_object(borrow(dict)));
        ref_drop(ts, dict);
        if (!done) {
            return NO_REF;
        }
    }
    return set_all(ts, arguments[0], value_object(arguments[2])) ? owned(NONE) : NO_REF;
}

// A new namespace of the same class with the same attributes, but for the ones given.
static Ref namespace_replace(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    Ref copy = value_call(ts, object_value(value_type(ts, arguments[0])), NULL, 0);
    Ref dict =
        ref_is_null(copy) ? NO_REF : attributes_dictionary(ts, value_object(arguments[0]));
    bool done = !ref_is_null(dict) && set_all(ts, borrow(copy), value_object(borrow(dict))) &&
                set_all(ts, borrow(copy), value_object(arguments[1]));
    ref_drop(ts, dict);
    if (!done) {
        ref_drop(ts, copy);
        return NO_REF;
    }
    return copy;
}

static Ref namespace_repr(ThreadState *ts, Value self) ATTACHED {
    const char *name =
        value_is(self, KIND_SIMPLE_NAMESPACE) ? "namespace" : value_type_name(ts, self);
    ReprGuard guard;
    int entered = repr_enter(ts, self, &guard);
    if (entered <= 0) {
        return entered < 0 ? NO_REF : str_format(ts, "%s(...)", name);
    }
    Ref dict = attributes_dictionary(ts, value_object(self));
    StrBuilder builder;
    str_builder_init(&builder, ts);
    bool good = !ref_is_null(dict) && str_builder_utf8(&builder, name, strlen(name)) &&
                str_builder_char(&builder, '(');
    int64_t position = 0;
    Ref key;
    Ref value;
    for (bool first = true;
         good && dict_step(ts, value_object(borrow(dict)), &position, &key, &value);) {
        if (value_has_layout(ts, borrow(key), KIND_STR)) {
            good = (first || str_builder_text(&builder, ", ")) &&
                   str_builder_str(&builder, borrow(key)) && str_builder_char(&builder, '=') &&
                   str_builder_repr(&builder, borrow(value));
            first = false;
        }
        ref_drop(ts, key);
        ref_drop(ts, value);
    }
    good = good && str_builder_char(&builder, ')');
    ref_drop(ts, dict);
    repr_leave(ts, &guard);
    if (!good) {
        str_builder_discard(&builder);
        return NO_REF;
    }
    return str_builder_finish(&builder);
}

static Ref namespace_compare(ThreadState *ts, CompareOperator op, Value self,
                             Value other) ATTACHED {
    if (!value_has_layout(ts, other, KIND_SIMPLE_NAMESPACE)) {
        return owned(NOT_IMPLEMENTED);
    }
    Ref a = attributes_dictionary(ts, value_object(self));
    Ref b = ref_is_null(a) ? NO_REF : attributes_dictionary(ts, value_object(other));
    Ref result = ref_is_null(b) ? NO_REF : value_compare(ts, op, borrow(a), borrow(b));
    ref_drop(ts, a);
    ref_drop(ts, b);
    return result;
}

static Ref get_dictionary(ThreadState *ts, Value self) ATTACHED {
    return attributes_dictionary(ts, value_object(self));
}

static void namespace_destroy(ThreadState *ts, Object *self) ATTACHED {
    attributes_destroy(ts, self);
}

static void namespace_traverse(Object *self, Visitor visit, void *context) {
    attributes_traverse(self, visit, context);
}

static const GetSetDef namespace_attributes[] = {
    {"__dict__", get_dictionary, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};

static const NativeDef namespace_methods[] = {
    {"__new__(cls, *arguments, **keywords)", namespace_make,
     "Create and return a new object.  See help(type) for accurate signature.",
     NATIVE_STATIC_METHOD},
    {"__init__(self, mapping_or_iterable=(), /, **keywords)", namespace_initialize,
     "Initialize self.  See help(type(self)) for accurate signature.", 0},
    {"__replace__(self, /, **changes)", namespace_replace,
     "Return a copy of the namespace object with new values for the specified attributes.", 0},
    {NULL, NULL, NULL, 0},
};

const TypeSpec simple_namespace_type_spec = {
    .name = "types.SimpleNamespace",
    .kind = KIND_SIMPLE_NAMESPACE,
    .size = sizeof(SimpleNamespace),
    .flags = TYPE_BASE | TYPE_UNHASHABLE | TYPE_DEFINES_NEW,
    .attributes_offset = offsetof(SimpleNamespace, attributes),
    .slots = {.destroy = namespace_destroy,
              .traverse = namespace_traverse,
              .repr = namespace_repr,
              .compare = namespace_compare},
    .methods = namespace_methods,
    .attributes = namespace_attributes,
    .doc = "A simple attribute-based namespace.",
};
