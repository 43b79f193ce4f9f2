// GenericAlias: a class with arguments, `list[int]`. It stands for its origin wherever it is
// called, inherited from, or asked for an attribute.
#include "runtime/objects/generic_alias.h"

#include <string.h>

#include "runtime/objects/str_builder.h"
#include "runtime/objects/type.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

typedef struct GenericAlias {
    Object head;
    Value origin;
    Value arguments;  // Tuple
    bool is_unpacked; // *tuple[int], which iterating over tuple[int] gives
} GenericAlias;

static GenericAlias *as_alias(Value v) {
    return (GenericAlias *)(void *)value_object(v);
}

Ref generic_alias_new(ThreadState *ts, Value origin, Value arguments) {
    Ref tuple = value_has_layout(ts, arguments, KIND_TUPLE)
                    ? ref_take(ts, arguments)
                    : tuple_from_array(ts, &arguments, 1);
    if (ref_is_null(tuple)) {
        return NO_REF;
    }
    GenericAlias *alias =
        object_new(ts, builtin_type(ts, KIND_GENERIC_ALIAS), sizeof(GenericAlias));
    if (!alias) {
        ref_drop(ts, tuple);
        return NO_REF;
    }
    alias->origin = borrow(ref_take(ts, origin));
    alias->arguments = borrow(tuple);
    return object_ref(alias);
}

static Ref class_getitem(ThreadState *ts, const Value *arguments) ATTACHED {
    return generic_alias_new(ts, arguments[0], arguments[1]);
}

const NativeDef generic_class_methods[] = {
    {"__class_getitem__(cls, object, /)", class_getitem, "See PEP 585", NATIVE_CLASS_METHOD},
    {NULL, NULL, NULL, 0},
};

static Ref alias_make(ThreadState *ts, const Value *arguments) ATTACHED {
    return generic_alias_new(ts, arguments[1], arguments[2]);
}

// "module.Name" of a class, without the module if it is builtins.
static Ref class_text(ThreadState *ts, Type *type) ATTACHED {
    Ref module = value_get_attribute(ts, object_value(type), known_name(ts, NAME_MODULE));
    if (ref_is_null(module)) {
        return NO_REF;
    }
    Ref builtins = str_intern_text(ts, "builtins");
    Ref dot = str_from_text(ts, ".");
    bool has_module = value_is(borrow(module), KIND_STR) && !ref_is_null(builtins) &&
                      !str_equal(borrow(module), borrow(builtins));
    Value parts[] = {borrow(module), borrow(dot), type->qualified_name};
    Ref text = ref_is_null(dot) ? NO_REF
               : has_module     ? str_join_array(ts, parts, 3)
                                : ref_take(ts, type->qualified_name);
    ref_drop(ts, dot);
    ref_drop(ts, builtins);
    ref_drop(ts, module);
    return text;
}

Ref type_text(ThreadState *ts, Value type) {
    if (type.bits == ELLIPSIS.bits) {
        return str_from_text(ts, "...");
    }
    if (value_same(type, object_value(builtin_type(ts, KIND_NONE)))) {
        return str_from_text(ts, "None");
    }
    return value_is_class(ts, type) ? class_text(ts, (Type *)value_object(type))
                                    : value_repr(ts, type);
}

static Ref alias_repr(ThreadState *ts, Value self) ATTACHED {
    const Tuple *arguments = (const Tuple *)value_object(as_alias(self)->arguments);
    if (!native_enter(ts, " while getting the repr of an object")) {
        return NO_REF;
    }
    StrBuilder builder;
    str_builder_init(&builder, ts);
    Ref origin = type_text(ts, as_alias(self)->origin);
    bool ok = !ref_is_null(origin) &&
              (!as_alias(self)->is_unpacked || str_builder_char(&builder, '*')) &&
              str_builder_str(&builder, borrow(origin)) && str_builder_char(&builder, '[');
    ref_drop(ts, origin);
    for (int64_t i = 0; ok && i < arguments->length; i++) {
        Value argument = arguments->items[i];
        Ref text =
            value_is_none(argument) ? str_from_text(ts, "None") : type_text(ts, argument);
        ok = !ref_is_null(text) && (i == 0 || str_builder_text(&builder, ", ")) &&
             str_builder_str(&builder, borrow(text));
        ref_drop(ts, text);
    }
    ok = ok && (arguments->length > 0 || str_builder_text(&builder, "()")) &&
         str_builder_char(&builder, ']');
    native_leave(ts);
    if (!ok) {
        str_builder_discard(&builder);
        return NO_REF;
    }
    return str_builder_finish(&builder);
}

static int64_t alias_hash(ThreadState *ts, Value self) ATTACHED {
    int64_t origin = value_hash(ts, as_alias(self)->origin);
    int64_t arguments = origin == -1 ? -1 : value_hash(ts, as_alias(self)->arguments);
    int64_t hash = origin ^ arguments;
    return arguments == -1 ? -1 : hash == -1 ? -2 : hash;
}

static Ref alias_compare(ThreadState *ts, CompareOperator op, Value self,
                         Value other) ATTACHED {
    if ((op != COMPARE_EQUAL && op != COMPARE_NOT_EQUAL) ||
        !value_is(other, KIND_GENERIC_ALIAS)) {
        return owned(NOT_IMPLEMENTED);
    }
    int equal = as_alias(self)->is_unpacked == as_alias(other)->is_unpacked &&
                value_equal(ts, as_alias(self)->origin, as_alias(other)->origin);
    if (equal > 0) {
        equal = value_equal(ts, as_alias(self)->arguments, as_alias(other)->arguments);
    }
    return equal < 0 ? NO_REF : owned(value_bool(equal == (op == COMPARE_EQUAL)));
}

static Ref alias_binary(ThreadState *ts, BinaryOperator op, Value a, Value b) ATTACHED {
    return op == BINARY_OR ? union_of(ts, a, b) : owned(NOT_IMPLEMENTED);
}

// Calls the origin, and tells the new object what it is an instance of, if it can hold that.
static Ref alias_call(ThreadState *ts, Value self, const Value *arguments, size_t n,
                      Value names) ATTACHED {
    Ref instance = value_call_named(ts, as_alias(self)->origin, arguments, n, names);
    if (ref_is_null(instance)) {
        return NO_REF;
    }
    Ref name = str_intern_text(ts, "__orig_class__");
    if (ref_is_null(name) || !value_set_attribute(ts, borrow(instance), borrow(name), self)) {
        if (!error_matches(ts, EXC_ATTRIBUTE_ERROR) && !error_matches(ts, EXC_TYPE_ERROR)) {
            ref_drop(ts, name);
            ref_drop(ts, instance);
            return NO_REF;
        }
        error_clear(ts);
    }
    ref_drop(ts, name);
    return instance;
}

// Its own attributes; every other comes from the origin.
static Ref alias_get_attribute(ThreadState *ts, Value self, Value name) ATTACHED {
    static const char *const OWN[] = {
        "__origin__",
        "__args__",
        "__parameters__",
        "__mro_entries__",
        "__class__",
        "__instancecheck__",
        "__subclasscheck__",
        "__unpacked__",
        "__reduce__",
        "__reduce_ex__",
        "__copy__",
        "__deepcopy__",
        "__typing_unpacked_tuple_args__",
    };
    const char *text = (const char *)((Str *)value_object(name))->data;
    for (size_t i = 0; i < sizeof OWN / sizeof *OWN; i++) {
        if (((Str *)value_object(name))->is_ascii && strcmp(text, OWN[i]) == 0) {
            return object_get_attribute(ts, self, name);
        }
    }
    return value_get_attribute(ts, as_alias(self)->origin, name);
}

static Ref alias_get_item(ThreadState *ts, Value self, Value key) ATTACHED RUNS_GUEST {
    Ref arguments = generic_substitute(ts, self, as_alias(self)->arguments, key);
    if (ref_is_null(arguments)) {
        return NO_REF;
    }
    Ref alias = generic_alias_new(ts, as_alias(self)->origin, borrow(arguments));
    ref_drop(ts, arguments);
    if (!ref_is_null(alias)) {
        as_alias(borrow(alias))->is_unpacked = as_alias(self)->is_unpacked;
    }
    return alias;
}

// *alias: the one item is the alias marked as unpacked.
static Ref alias_iterate(ThreadState *ts, Value self) ATTACHED RUNS_GUEST {
    Ref alias = generic_alias_new(ts, as_alias(self)->origin, as_alias(self)->arguments);
    if (ref_is_null(alias)) {
        return NO_REF;
    }
    as_alias(borrow(alias))->is_unpacked = true;
    Value item = borrow(alias);
    Ref only = tuple_from_array(ts, &item, 1);
    Ref iterator = ref_is_null(only) ? NO_REF : value_iterate(ts, borrow(only));
    ref_drop(ts, only);
    ref_drop(ts, alias);
    return iterator;
}

static void alias_destroy(ThreadState *ts, Object *self) ATTACHED {
    value_drop(ts, ((GenericAlias *)(void *)self)->origin);
    value_drop(ts, ((GenericAlias *)(void *)self)->arguments);
}

static void alias_traverse(Object *self, Visitor visit, void *context) {
    visit(((GenericAlias *)(void *)self)->origin, context);
    visit(((GenericAlias *)(void *)self)->arguments, context);
}

static Ref get_origin(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, as_alias(self)->origin);
}

static Ref get_arguments(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, as_alias(self)->arguments);
}

static Ref get_parameters(ThreadState *ts, Value self) ATTACHED RUNS_GUEST {
    return generic_parameters(ts, as_alias(self)->arguments);
}

static Ref get_is_unpacked(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    return owned(value_bool(as_alias(self)->is_unpacked));
}

static Ref get_unpacked_arguments(ThreadState *ts, Value self) ATTACHED {
    const GenericAlias *alias = as_alias(self);
    bool is_tuple = value_same(alias->origin, object_value(builtin_type(ts, KIND_TUPLE)));
    return alias->is_unpacked && is_tuple ? ref_take(ts, alias->arguments) : owned(NONE);
}

static Ref alias_mro_entries(ThreadState *ts, const Value *arguments) ATTACHED {
    Value origin = as_alias(arguments[0])->origin;
    return tuple_from_array(ts, &origin, 1);
}

static Ref alias_instancecheck(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    return raise_error(ts, EXC_TYPE_ERROR,
                       "isinstance() argument 2 cannot be a parameterized generic");
}

static Ref alias_subclasscheck(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    return raise_error(ts, EXC_TYPE_ERROR,
                       "issubclass() argument 2 cannot be a parameterized generic");
}

static const NativeDef METHODS[] = {
    {"__new__(cls, origin, args, /)", alias_make, NULL, NATIVE_STATIC_METHOD},
    {"__mro_entries__(self, bases, /)", alias_mro_entries, NULL, 0},
    {"__instancecheck__(self, instance, /)", alias_instancecheck, NULL, 0},
    {"__subclasscheck__(self, subclass, /)", alias_subclasscheck, NULL, 0},
    {NULL, NULL, NULL, 0},
};

static const GetSetDef ATTRIBUTES[] = {
    {"__origin__", get_origin, NULL, NULL},
    {"__args__", get_arguments, NULL, NULL},
    {"__parameters__", get_parameters, NULL, "Type variables in the GenericAlias."},
    {"__unpacked__", get_is_unpacked, NULL, NULL},
    {"__typing_unpacked_tuple_args__", get_unpacked_arguments, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};

const TypeSpec generic_alias_type_spec = {
    .name = "types.GenericAlias",
    .kind = KIND_GENERIC_ALIAS,
    .base = KIND_INSTANCE,
    .size = sizeof(GenericAlias),
    .flags = TYPE_DEFINES_NEW,
    .slots = {.destroy = alias_destroy,
              .traverse = alias_traverse,
              .repr = alias_repr,
              .hash = alias_hash,
              .compare = alias_compare,
              .binary = alias_binary,
              .get_item = alias_get_item,
              .iterate = alias_iterate,
              .call = alias_call,
              .get_attribute = alias_get_attribute},
    .methods = METHODS,
    .attributes = ATTRIBUTES,
    .doc = "Represent a PEP 585 generic type\n\nE.g. for t = list[int], t.__origin__ is list "
           "and t.__args__ is (int,).",
};
