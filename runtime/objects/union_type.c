// UnionType: `int | str`, for annotations and isinstance().
#include "runtime/objects/generic_alias.h"
#include "runtime/objects/str_builder.h"
#include "runtime/objects/type.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

typedef struct Union {
    Object head;
    Value members; // Tuple: flat, without duplicates, at least two
} Union;

static const Tuple *members_of(Value v) {
    return (const Tuple *)value_object(((Union *)(void *)value_object(v))->members);
}

static bool can_be_member(ThreadState *ts, Value v) ATTACHED {
    return value_is_none(v) || value_is_class(ts, v) || value_is(v, KIND_GENERIC_ALIAS) ||
           value_is(v, KIND_UNION_TYPE);
}

// Adds a member, or the members of a union, that the list does not have yet.
static bool add_members(ThreadState *ts, Object *list, Value v) ATTACHED {
    if (value_is(v, KIND_UNION_TYPE)) {
        const Tuple *members = members_of(v);
        for (int64_t i = 0; i < members->length; i++) {
            if (!add_members(ts, list, members->items[i])) {
                return false;
            }
        }
        return true;
    }
    if (value_is_none(v)) {
        v = object_value(builtin_type(ts, KIND_NONE));
    }
    int present = value_contains(ts, object_value(list), v);
    return present < 0 ? false : present ? true : list_append(ts, list, v);
}

Ref union_of(ThreadState *ts, Value a, Value b) {
    if (!can_be_member(ts, a) || !can_be_member(ts, b)) {
        return owned(NOT_IMPLEMENTED);
    }
    Ref list = list_new(ts, 2);
    bool ok = !ref_is_null(list) && add_members(ts, value_object(borrow(list)), a) &&
              add_members(ts, value_object(borrow(list)), b);
    Ref members = ok ? tuple_from_iterable(ts, borrow(list)) : NO_REF;
    ref_drop(ts, list);
    if (ref_is_null(members)) {
        return NO_REF;
    }
    const Tuple *tuple = (const Tuple *)value_object(borrow(members));
    if (tuple->length == 1) {
        Ref only = ref_take(ts, tuple->items[0]);
        ref_drop(ts, members);
        return only;
    }
    Union *result = object_new(ts, builtin_type(ts, KIND_UNION_TYPE), sizeof(Union));
    if (!result) {
        ref_drop(ts, members);
        return NO_REF;
    }
    result->members = borrow(members);
    return object_ref(result);
}

static Ref union_repr(ThreadState *ts, Value self) ATTACHED {
    const Tuple *members = members_of(self);
    StrBuilder builder;
    str_builder_init(&builder, ts);
    bool ok = true;
    for (int64_t i = 0; ok && i < members->length; i++) {
        Ref text = type_text(ts, members->items[i]);
        ok = !ref_is_null(text) && (i == 0 || str_builder_text(&builder, " | ")) &&
             str_builder_str(&builder, borrow(text));
        ref_drop(ts, text);
    }
    if (!ok) {
        str_builder_discard(&builder);
        return NO_REF;
    }
    return str_builder_finish(&builder);
}

static Ref as_set(ThreadState *ts, Value self) ATTACHED {
    const Tuple *members = members_of(self);
    return frozenset_from_array(ts, members->items, (size_t)members->length);
}

// The order of the members does not count.
static int64_t union_hash(ThreadState *ts, Value self) ATTACHED {
    Ref set = as_set(ts, self);
    int64_t hash = ref_is_null(set) ? -1 : value_hash(ts, borrow(set));
    ref_drop(ts, set);
    return hash;
}

static Ref union_compare(ThreadState *ts, CompareOperator op, Value self,
                         Value other) ATTACHED {
    if ((op != COMPARE_EQUAL && op != COMPARE_NOT_EQUAL) || !value_is(other, KIND_UNION_TYPE)) {
        return owned(NOT_IMPLEMENTED);
    }
    Ref a = as_set(ts, self);
    Ref b = ref_is_null(a) ? NO_REF : as_set(ts, other);
    int equal = ref_is_null(b) ? -1 : value_equal(ts, borrow(a), borrow(b));
    ref_drop(ts, b);
    ref_drop(ts, a);
    return equal < 0 ? NO_REF : owned(value_bool(equal == (op == COMPARE_EQUAL)));
}

static Ref union_binary(ThreadState *ts, BinaryOperator op, Value a, Value b) ATTACHED {
    return op == BINARY_OR ? union_of(ts, a, b) : owned(NOT_IMPLEMENTED);
}

static void union_destroy(ThreadState *ts, Object *self) ATTACHED {
    value_drop(ts, ((Union *)(void *)self)->members);
}

static void union_traverse(Object *self, Visitor visit, void *context) {
    visit(((Union *)(void *)self)->members, context);
}

// isinstance() and issubclass() with each member, until one says yes; a parameterised generic
// refuses.
static Ref check_members(ThreadState *ts, const Value *arguments,
                         int (*check)(ThreadState *, Value, Value)) ATTACHED RUNS_GUEST {
    const Tuple *members = members_of(arguments[0]);
    int result = 0;
    for (int64_t i = 0; result == 0 && i < members->length; i++) {
        result = check(ts, arguments[1], members->items[i]);
    }
    return result < 0 ? NO_REF : owned(value_bool(result));
}

static Ref union_instancecheck(ThreadState *ts, const Value *arguments) ATTACHED {
    return check_members(ts, arguments, value_is_instance);
}

static Ref union_subclasscheck(ThreadState *ts, const Value *arguments) ATTACHED {
    return check_members(ts, arguments, value_is_subclass);
}

static Ref get_arguments(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, ((Union *)(void *)value_object(self))->members);
}

static Ref get_parameters(ThreadState *ts, Value self) ATTACHED {
    (void)self;
    return tuple_new(ts, 0);
}

static const NativeDef METHODS[] = {
    {"__instancecheck__(self, instance, /)", union_instancecheck, NULL, 0},
    {"__subclasscheck__(self, subclass, /)", union_subclasscheck, NULL, 0},
    {NULL, NULL, NULL, 0},
};

static const GetSetDef ATTRIBUTES[] = {
    {"__args__", get_arguments, NULL, NULL},
    {"__parameters__", get_parameters, NULL, "Type variables in the types.UnionType."},
    {NULL, NULL, NULL, NULL},
};

const TypeSpec union_type_spec = {
    .name = "types.UnionType",
    .kind = KIND_UNION_TYPE,
    .base = KIND_INSTANCE,
    .size = sizeof(Union),
    .flags = TYPE_DISALLOW_NEW,
    .slots = {.destroy = union_destroy,
              .traverse = union_traverse,
              .repr = union_repr,
              .hash = union_hash,
              .compare = union_compare,
              .binary = union_binary},
    .methods = METHODS,
    .attributes = ATTRIBUTES,
    .doc = "Represent a PEP 604 union type\n\nE.g. for int | str",
};
