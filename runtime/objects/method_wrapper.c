// method-wrapper: a slot of a built-in type bound to an instance, `[].__len__`. It has the
// layout of a bound method.
#include "runtime/objects/getset_descriptor.h"
#include "runtime/objects/slot_wrapper.h"
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

Ref method_wrapper_new(ThreadState *ts, Value slot_wrapper, Value self) {
    Method *method = object_new(ts, builtin_type(ts, KIND_METHOD_WRAPPER), sizeof *method);
    if (!method) {
        return NO_REF;
    }
    method->function = borrow(ref_take(ts, slot_wrapper));
    method->self = borrow(ref_take(ts, self));
    return object_ref(method);
}

static void wrapper_destroy(ThreadState *ts, Object *self) ATTACHED {
    value_drop(ts, ((Method *)self)->function);
    value_drop(ts, ((Method *)self)->self);
}

static void wrapper_traverse(Object *self, Visitor visit, void *context) {
    visit(((Method *)self)->function, context);
    visit(((Method *)self)->self, context);
}

static Ref wrapper_call(ThreadState *ts, Value self, const Value *arguments, size_t n,
                        Value names) ATTACHED RUNS_GUEST {
    Value few[4];
    Value *all = n < 4 ? few : buffer_new(ts, (n + 1) * sizeof *all);
    if (!all) {
        return NO_REF;
    }
    all[0] = as_method(self)->self;
    for (size_t i = 0; i < n; i++) {
        all[i + 1] = arguments[i];
    }
    Ref result = value_call_named(ts, as_method(self)->function, all, n + 1, names);
    if (all != few) {
        buffer_free(ts, all);
    }
    return result;
}

static Ref of_function(ThreadState *ts, Value self, KnownName name) ATTACHED {
    return value_get_attribute(ts, as_method(self)->function, known_name(ts, name));
}

static Ref wrapper_repr(ThreadState *ts, Value self) ATTACHED {
    Ref name = of_function(ts, self, NAME_NAME);
    char *text = ref_is_null(name) ? NULL : str_to_utf8(ts, borrow(name), NULL);
    Value instance = as_method(self)->self;
    Ref result =
        text ? str_format(ts, "<method-wrapper '%s' of %s object at %p>", text,
                          value_type_name(ts, instance), (void *)(uintptr_t)instance.bits)
             : NO_REF;
    buffer_free(ts, text);
    ref_drop(ts, name);
    return result;
}

static Ref wrapper_compare(ThreadState *ts, CompareOperator op, Value self,
                           Value other) ATTACHED {
    (void)ts;
    if ((op != COMPARE_EQUAL && op != COMPARE_NOT_EQUAL) ||
        !value_is(other, KIND_METHOD_WRAPPER)) {
        return owned(NOT_IMPLEMENTED);
    }
    bool same = value_same(as_method(self)->function, as_method(other)->function) &&
                value_same(as_method(self)->self, as_method(other)->self);
    return owned(value_bool(same == (op == COMPARE_EQUAL)));
}

static int64_t wrapper_hash(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    uint64_t hash = as_method(self)->function.bits * 31 ^ as_method(self)->self.bits >> 4;
    return (int64_t)hash == -1 ? -2 : (int64_t)hash;
}

// (getattr, (self, name)): the same slot of the same object.
static Ref wrapper_reduce(ThreadState *ts, const Value *arguments) ATTACHED {
    Ref getattr = dict_get_text(ts, ts->interpreter->builtins, "getattr");
    Ref name = ref_is_null(getattr) ? NO_REF : of_function(ts, arguments[0], NAME_NAME);
    Value parts[] = {as_method(arguments[0])->self, borrow(name)};
    Ref given = ref_is_null(name) ? NO_REF : tuple_from_array(ts, parts, 2);
    ref_drop(ts, name);
    Value both[] = {borrow(getattr), borrow(given)};
    Ref result = ref_is_null(given) ? NO_REF : tuple_from_array(ts, both, 2);
    ref_drop(ts, given);
    ref_drop(ts, getattr);
    return result;
}

static Ref get_self(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, as_method(self)->self);
}

static Ref get_name(ThreadState *ts, Value self) ATTACHED {
    return of_function(ts, self, NAME_NAME);
}

static Ref get_qualified_name(ThreadState *ts, Value self) ATTACHED {
    return of_function(ts, self, NAME_QUALNAME);
}

static Ref get_owner(ThreadState *ts, Value self) ATTACHED {
    return of_function(ts, self, NAME_OBJ_CLASS);
}

static Ref get_doc(ThreadState *ts, Value self) ATTACHED {
    return of_function(ts, self, NAME_DOC);
}

static Ref get_signature(ThreadState *ts, Value self) ATTACHED {
    return of_function(ts, self, NAME_TEXT_SIGNATURE);
}

static const NativeDef METHODS[] = {
    {"__reduce__(self, /)", wrapper_reduce, NULL, 0},
    {NULL, NULL, NULL, 0},
};

static const GetSetDef ATTRIBUTES[] = {
    {"__self__", get_self, getset_refuse, NULL},
    {"__name__", get_name, NULL, NULL},
    {"__qualname__", get_qualified_name, NULL, NULL},
    {"__objclass__", get_owner, NULL, NULL},
    {"__doc__", get_doc, NULL, NULL},
    {"__text_signature__", get_signature, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};

const TypeSpec method_wrapper_type_spec = {
    .name = "method-wrapper",
    .kind = KIND_METHOD_WRAPPER,
    .base = KIND_INSTANCE,
    .size = sizeof(Method),
    .flags = TYPE_DISALLOW_NEW,
    .slots = {.destroy = wrapper_destroy,
              .traverse = wrapper_traverse,
              .repr = wrapper_repr,
              .call = wrapper_call,
              .compare = wrapper_compare,
              .hash = wrapper_hash},
    .methods = METHODS,
    .attributes = ATTRIBUTES,
};
