// Bound methods.
#include "runtime/objects/getset_descriptor.h"
#include "runtime/objects/str_builder.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

static Method *as_method(Value v) {
    return (Method *)value_object(v);
}

Ref method_new(ThreadState *ts, Value function, Value self) {
    Method *method = object_new(ts, builtin_type(ts, KIND_METHOD), sizeof *method);
    if (!method) {
        return NO_REF;
    }
    method->function = borrow(ref_take(ts, function));
    method->self = borrow(ref_take(ts, self));
    return object_ref(method);
}

static Ref make(ThreadState *ts, const Value *arguments) ATTACHED {
    if (!value_type(ts, arguments[1])->slots.call) {
        return raise_error(ts, EXC_TYPE_ERROR, "first argument must be callable");
    }
    if (value_is_none(arguments[2])) {
        return raise_error(ts, EXC_TYPE_ERROR, "instance must not be None");
    }
    return method_new(ts, arguments[1], arguments[2]);
}

static void method_destroy(ThreadState *ts, Object *self) ATTACHED {
    Method *method = (Method *)self;
    value_drop(ts, method->function);
    value_drop(ts, method->self);
}

static void method_traverse(Object *self, Visitor visit, void *context) {
    visit(((Method *)self)->function, context);
    visit(((Method *)self)->self, context);
}

// The dispatch loop and value_call know methods; the slot is for those who ask whether this is
// callable.
static Ref method_call(ThreadState *ts, Value self, const Value *arguments, size_t n,
                       Value names) ATTACHED {
    return value_call_named(ts, self, arguments, n, names);
}

static Ref method_repr(ThreadState *ts, Value self) ATTACHED {
    Value function = as_method(self)->function;
    Ref name = NO_REF;
    if (!value_find_attribute(ts, function, known_name(ts, NAME_QUALNAME), &name) ||
        (ref_is_null(name) &&
         !value_find_attribute(ts, function, known_name(ts, NAME_NAME), &name))) {
        return NO_REF;
    }
    if (ref_is_null(name) || !value_has_layout(ts, borrow(name), KIND_STR)) {
        ref_drop(ts, name);
        name = str_from_text(ts, "?");
    }
    StrBuilder builder;
    str_builder_init(&builder, ts);
    bool ok = str_builder_text(&builder, "<bound method ") &&
              str_builder_value(&builder, borrow(name)) && str_builder_text(&builder, " of ") &&
              str_builder_repr(&builder, as_method(self)->self) &&
              str_builder_char(&builder, '>');
    ref_drop(ts, name);
    if (!ok) {
        str_builder_discard(&builder);
        return NO_REF;
    }
    return str_builder_finish(&builder);
}

static Ref method_compare(ThreadState *ts, CompareOperator op, Value self,
                          Value other) ATTACHED {
    (void)ts;
    if ((op != COMPARE_EQUAL && op != COMPARE_NOT_EQUAL) || !value_is(other, KIND_METHOD)) {
        return owned(NOT_IMPLEMENTED);
    }
    bool same = value_same(as_method(self)->function, as_method(other)->function) &&
                value_same(as_method(self)->self, as_method(other)->self);
    return owned(value_bool(same == (op == COMPARE_EQUAL)));
}

static int64_t method_hash(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    uint64_t hash = as_method(self)->function.bits * 31 ^ as_method(self)->self.bits >> 4;
    return (int64_t)hash == -1 ? -2 : (int64_t)hash;
}

// What the method object has not, its function has.
static Ref method_get_attribute(ThreadState *ts, Value self, Value name) ATTACHED {
    Ref own = type_lookup(ts, value_type(ts, self), name);
    if (!ref_is_null(own)) {
        ref_drop(ts, own);
        return object_get_attribute(ts, self, name);
    }
    return error_is_set(ts) ? NO_REF : value_get_attribute(ts, as_method(self)->function, name);
}

static Ref get_function(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, as_method(self)->function);
}

static Ref get_self(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, as_method(self)->self);
}

static Ref get_doc(ThreadState *ts, Value self) ATTACHED {
    return value_get_attribute(ts, as_method(self)->function, known_name(ts, NAME_DOC));
}

// A method is bound already.
static Ref bind_again(ThreadState *ts, const Value *arguments) ATTACHED {
    return ref_take(ts, arguments[0]);
}

static const NativeDef METHODS[] = {
    {"__new__(cls, function, instance, /)", make, NULL, NATIVE_STATIC_METHOD},
    {"__get__(self, instance, owner=None, /)", bind_again,
     "Return an attribute of instance, which is of type owner.", NATIVE_METHOD},
    {NULL, NULL, NULL, 0},
};

static const GetSetDef ATTRIBUTES[] = {
    {"__func__", get_function, getset_refuse, NULL},
    {"__self__", get_self, getset_refuse, NULL},
    {"__doc__", get_doc, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};

const TypeSpec method_type_spec = {
    .name = "method",
    .kind = KIND_METHOD,
    .base = KIND_INSTANCE,
    .size = sizeof(Method),
    .slots =
        {
            .destroy = method_destroy,
            .traverse = method_traverse,
            .repr = method_repr,
            .call = method_call,
            .compare = method_compare,
            .hash = method_hash,
            .get_attribute = method_get_attribute,
        },
    .methods = METHODS,
    .attributes = ATTRIBUTES,
    .doc = "Create a bound instance method object.",
};
