// wrapper_descriptor: a slot of a built-in type as a method, `list.__len__`.
//
// Which operators a built-in type's `binary` and `unary` slots know is not written in the slot,
// so the table OPERATORS says it; the wrappers of a type are made from that.
#include "runtime/objects/slot_wrapper.h"

#include <string.h>

#include "runtime/objects/getset_descriptor.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

// The operators of a type, as bits of BinaryOperator and UnaryOperator.
typedef struct OperatorSet {
    Kind kind;
    uint32_t binary;
    uint32_t reflected;
    uint32_t in_place;
    uint32_t unary;
} OperatorSet;

#define BIT(op)     (1u << BINARY_##op)
#define SEQUENCE    (BIT(ADD) | BIT(MULTIPLY))
#define NUMBER_SIGN (1u << UNARY_NEGATE | 1u << UNARY_POSITIVE | 1u << UNARY_ABSOLUTE)
#define ARITHMETIC  (BIT(ADD) | BIT(SUBTRACT) | BIT(MULTIPLY) | BIT(TRUE_DIVIDE) | BIT(POWER))
#define DIVISION    (BIT(FLOOR_DIVIDE) | BIT(REMAINDER) | BIT(DIVMOD))
#define BITWISE     (BIT(AND) | BIT(OR) | BIT(XOR))
#define SET_ALGEBRA (BITWISE | BIT(SUBTRACT))
#define INTEGER     (ARITHMETIC | DIVISION | BITWISE | BIT(LEFT_SHIFT) | BIT(RIGHT_SHIFT))

static const OperatorSet OPERATORS[] = {
    {KIND_INT, INTEGER, INTEGER, 0, NUMBER_SIGN | 1u << UNARY_INVERT},
    {KIND_BOOL, BITWISE, BITWISE, 0, 1u << UNARY_INVERT},
    {KIND_FLOAT, ARITHMETIC | DIVISION, ARITHMETIC | DIVISION, 0, NUMBER_SIGN},
    {KIND_COMPLEX, ARITHMETIC, ARITHMETIC, 0, NUMBER_SIGN},
    {KIND_STR, SEQUENCE | BIT(REMAINDER), BIT(MULTIPLY) | BIT(REMAINDER), 0, 0},
    {KIND_BYTES, SEQUENCE | BIT(REMAINDER), BIT(MULTIPLY) | BIT(REMAINDER), 0, 0},
    {KIND_BYTEARRAY, SEQUENCE | BIT(REMAINDER), BIT(MULTIPLY) | BIT(REMAINDER), SEQUENCE, 0},
    {KIND_LIST, SEQUENCE, BIT(MULTIPLY), SEQUENCE, 0},
    {KIND_ARRAY, SEQUENCE, BIT(MULTIPLY), SEQUENCE, 0},
    {KIND_DEQUE, SEQUENCE, BIT(MULTIPLY), SEQUENCE, 0},
    {KIND_TUPLE, SEQUENCE, BIT(MULTIPLY), 0, 0},
    {KIND_SET, SET_ALGEBRA, SET_ALGEBRA, SET_ALGEBRA, 0},
    {KIND_FROZENSET, SET_ALGEBRA, SET_ALGEBRA, 0, 0},
    {KIND_DICT_KEYS, SET_ALGEBRA, SET_ALGEBRA, 0, 0},
    {KIND_DICT_ITEMS, SET_ALGEBRA, SET_ALGEBRA, 0, 0},
};
// What every other type with such a slot knows: dict, mappingproxy and types are united by `|`.
static const OperatorSet UNION = {KIND_DICT, BIT(OR), BIT(OR), BIT(OR), 0};

static const OperatorSet *operators_of(const Type *type) {
    for (size_t i = 0; i < sizeof OPERATORS / sizeof *OPERATORS; i++) {
        if (OPERATORS[i].kind == type->instance_kind) {
            return &OPERATORS[i];
        }
    }
    return &UNION;
}

static bool knows_operator(const Type *type, const Dunder *dunder) {
    const OperatorSet *set = operators_of(type);
    uint32_t bit = 1u << dunder->operand;
    switch ((WrapperKind)dunder->wrapper) {
    case WRAPPER_BINARY:
        return set->binary & bit;
    case WRAPPER_REFLECTED:
        return set->reflected & bit;
    case WRAPPER_IN_PLACE:
        return set->in_place & bit;
    case WRAPPER_UNARY:
        return set->unary & bit;
    default:
        return true;
    }
}

static bool add_wrapper(ThreadState *ts, Type *type, const Dunder *dunder) ATTACHED {
    Value name = known_name(ts, dunder->name);
    Ref present = dict_get_str(ts, type->dict, name);
    if (!ref_is_null(present) || error_is_set(ts)) {
        ref_drop(ts, present);
        return !error_is_set(ts);
    }
    SlotWrapper *wrapper =
        object_new(ts, builtin_type(ts, KIND_SLOT_WRAPPER), sizeof(SlotWrapper));
    if (!wrapper) {
        return false;
    }
    wrapper->dunder = dunder;
    wrapper->owner = type;
    object_make_immortal(&wrapper->head);
    return dict_set(ts, type->dict, name, object_value(wrapper));
}

bool slot_wrappers_add(ThreadState *ts, Type *type, const TypeSlots *own) {
    for (size_t i = 0; i < DUNDER_COUNT; i++) {
        const Dunder *dunder = &DUNDERS[i];
        if (dunder->wrapper != WRAPPER_NONE && slot_read(own, dunder->offset) &&
            knows_operator(type, dunder) && !add_wrapper(ts, type, dunder)) {
            return false;
        }
    }
    return true;
}

// --- calling ---

static SlotWrapper *as_wrapper(Value v) {
    return (SlotWrapper *)(void *)value_object(v);
}

static Ref none_if(bool ok) {
    return ok ? owned(NONE) : NO_REF;
}

static Ref number_of(ThreadState *ts, int64_t n) ATTACHED {
    return n == -1 && error_is_set(ts) ? NO_REF : int_from_i64(ts, n);
}

static Ref truth_of(int truth) {
    return truth < 0 ? NO_REF : owned(value_bool(truth));
}

static Ref call_next(ThreadState *ts, const TypeSlots *slots, Value self) ATTACHED {
    Ref item = slots->next(ts, value_object(self));
    if (ref_is_null(item) && !error_is_set(ts)) {
        return raise_error_value(ts, EXC_STOP_ITERATION, NO_VALUE);
    }
    return item;
}

static Ref call_get(ThreadState *ts, const TypeSlots *slots, const Value *a,
                    size_t n) ATTACHED {
    Value instance = value_is_none(a[1]) ? NO_VALUE : a[1];
    Value owner = n > 2 && !value_is_none(a[2]) ? a[2] : NO_VALUE;
    if (value_is_null(instance) && value_is_null(owner)) {
        return raise_error(ts, EXC_TYPE_ERROR, "__get__(None, None) is invalid");
    }
    if (value_is_null(owner)) {
        owner = object_value(value_type(ts, instance));
    }
    return slots->descriptor_get(ts, a[0], instance, owner);
}

// The name of an attribute. False with TypeError.
static bool check_name(ThreadState *ts, Value name) ATTACHED {
    if (!value_has_layout(ts, name, KIND_STR)) {
        raise_error(ts, EXC_TYPE_ERROR, "attribute name must be string, not '%s'",
                    value_type_name(ts, name));
        return false;
    }
    return true;
}

static bool check_spec(ThreadState *ts, Value spec) ATTACHED {
    if (!value_has_layout(ts, spec, KIND_STR)) {
        raise_error(ts, EXC_TYPE_ERROR, "__format__() argument must be str, not %s",
                    value_is_none(spec) ? "None" : value_type_name(ts, spec));
        return false;
    }
    return true;
}

// set_item, set_attribute and descriptor_set: `a` holds self, the key, and the value or
// nothing.
static Ref call_set(ThreadState *ts, const TypeSlots *slots, const Dunder *dunder,
                    const Value *a) ATTACHED {
    bool is_delete = dunder->wrapper == WRAPPER_DELETE;
    Value value = is_delete ? NO_VALUE : a[2];
    if (dunder->offset == offsetof(TypeSlots, set_item)) {
        return none_if(slots->set_item(ts, a[0], a[1], value));
    }
    if (dunder->offset == offsetof(TypeSlots, descriptor_set)) {
        return none_if(slots->descriptor_set(ts, a[0], a[1], value));
    }
    if (!check_name(ts, a[1])) {
        return NO_REF;
    }
    Ref name = str_intern(ts, a[1]);
    Ref result = ref_is_null(name)
                     ? NO_REF
                     : none_if(slots->set_attribute(ts, a[0], borrow(name), value));
    ref_drop(ts, name);
    return result;
}

static Ref call_binary(ThreadState *ts, const TypeSlots *slots, const Dunder *dunder,
                       const Value *a, size_t n) ATTACHED {
    BinaryOperator op = (BinaryOperator)dunder->operand;
    if (n == 3 && slots->power_modulo && !value_is_none(a[2])) {
        return slots->power_modulo(ts, a[0], a[1], a[2]);
    }
    return dunder->wrapper == WRAPPER_REFLECTED ? slots->binary(ts, op, a[1], a[0])
                                                : slots->binary(ts, op, a[0], a[1]);
}

// The slots that take self and up to two arguments.
static Ref call_slot(ThreadState *ts, const SlotWrapper *wrapper, const Value *a,
                     size_t n) ATTACHED {
    const Dunder *dunder = wrapper->dunder;
    const TypeSlots *slots = &wrapper->owner->slots;
    AnySlot slot = slot_read(slots, dunder->offset);
    switch ((WrapperKind)dunder->wrapper) {
    case WRAPPER_SELF:
        return ((Ref(*)(ThreadState *, Value))slot)(ts, a[0]);
    case WRAPPER_ARGUMENT:
        return ((Ref(*)(ThreadState *, Value, Value))slot)(ts, a[0], a[1]);
    case WRAPPER_FORMAT:
        return check_spec(ts, a[1]) ? slots->format(ts, a[0], a[1]) : NO_REF;
    case WRAPPER_HASH:
        return number_of(ts, slots->hash(ts, a[0]));
    case WRAPPER_LENGTH:
        return number_of(ts, slots->length(ts, a[0]));
    case WRAPPER_TRUTH:
        return truth_of(slots->truth(ts, a[0]));
    case WRAPPER_CONTAINS:
        return truth_of(slots->contains(ts, a[0], a[1]));
    case WRAPPER_COMPARE:
        return slots->compare(ts, (CompareOperator)dunder->operand, a[0], a[1]);
    case WRAPPER_BINARY:
    case WRAPPER_REFLECTED:
        return call_binary(ts, slots, dunder, a, n);
    case WRAPPER_IN_PLACE:
        return slots->in_place(ts, (BinaryOperator)dunder->operand, a[0], a[1]);
    case WRAPPER_UNARY:
        return slots->unary(ts, (UnaryOperator)dunder->operand, a[0]);
    case WRAPPER_SET:
    case WRAPPER_DELETE:
        return call_set(ts, slots, dunder, a);
    case WRAPPER_NEXT:
        return call_next(ts, slots, a[0]);
    case WRAPPER_GET:
        return call_get(ts, slots, a, n);
    case WRAPPER_ATTRIBUTE: {
        if (!check_name(ts, a[1])) {
            return NO_REF;
        }
        Ref name = str_intern(ts, a[1]);
        Ref found = ref_is_null(name) ? NO_REF : slots->get_attribute(ts, a[0], borrow(name));
        ref_drop(ts, name);
        return found;
    }
    default:
        return NO_REF;
    }
}

// How many arguments behind self.
static void count_bounds(const Dunder *dunder, size_t *least, size_t *most) {
    switch ((WrapperKind)dunder->wrapper) {
    case WRAPPER_SELF:
    case WRAPPER_HASH:
    case WRAPPER_LENGTH:
    case WRAPPER_TRUTH:
    case WRAPPER_UNARY:
    case WRAPPER_NEXT:
        *least = *most = 0;
        break;
    case WRAPPER_SET:
        *least = *most = 2;
        break;
    case WRAPPER_GET:
        *least = 1;
        *most = 2;
        break;
    case WRAPPER_BINARY:
    case WRAPPER_REFLECTED:
        *least = 1;
        *most = dunder->operand == BINARY_POWER ? 2 : 1;
        break;
    default:
        *least = *most = 1;
    }
}

static const char *wrapper_text(ThreadState *ts, const SlotWrapper *wrapper) ATTACHED {
    // Known names are ASCII.
    return (const char *)((Str *)value_object(known_name(ts, wrapper->dunder->name)))->data;
}

static Ref wrapper_call(ThreadState *ts, Value self, const Value *arguments, size_t n,
                        Value names) ATTACHED {
    SlotWrapper *wrapper = as_wrapper(self);
    const char *name = wrapper_text(ts, wrapper);
    if (n == 0 ||
        (!value_is_null(names) && (int64_t)n == ((Tuple *)value_object(names))->length)) {
        return raise_error(ts, EXC_TYPE_ERROR,
                           "descriptor '%s' of '%s' object needs an argument", name,
                           wrapper->owner->name);
    }
    if (!type_is_subtype(value_type(ts, arguments[0]), wrapper->owner)) {
        return raise_error(ts, EXC_TYPE_ERROR,
                           "descriptor '%s' requires a '%s' object but received a '%s'", name,
                           wrapper->owner->name, value_type_name(ts, arguments[0]));
    }
    if (wrapper->dunder->wrapper == WRAPPER_CALL) {
        return wrapper->owner->slots.call(ts, arguments[0], arguments + 1, n - 1, names);
    }
    if (!value_is_null(names) && ((Tuple *)value_object(names))->length > 0) {
        return raise_error(ts, EXC_TYPE_ERROR, "wrapper %s() takes no keyword arguments", name);
    }
    size_t least;
    size_t most;
    count_bounds(wrapper->dunder, &least, &most);
    if (n - 1 < least || n - 1 > most) {
        size_t bound = n - 1 < least ? least : most;
        const char *quantity = least == most ? "" : n - 1 < least ? "at least " : "at most ";
        const char *space = most > 1 ? " " : ""; // CPython: behind a name that is empty
        return raise_error(ts, EXC_TYPE_ERROR, "%sexpected %s%zu argument%s, got %zu", space,
                           quantity, bound, bound == 1 ? "" : "s", n - 1);
    }
    return call_slot(ts, wrapper, arguments, n);
}

// --- as an object ---

static Ref wrapper_repr(ThreadState *ts, Value self) ATTACHED {
    SlotWrapper *wrapper = as_wrapper(self);
    return str_format(ts, "<slot wrapper '%s' of '%s' objects>", wrapper_text(ts, wrapper),
                      wrapper->owner->name);
}

static Ref wrapper_get(ThreadState *ts, Value self, Value instance, Value owner) ATTACHED {
    (void)owner;
    return value_is_null(instance) ? ref_take(ts, self)
                                   : method_wrapper_new(ts, self, instance);
}

static Ref wrapper_get_name(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, known_name(ts, as_wrapper(self)->dunder->name));
}

static Ref wrapper_get_qualified_name(ThreadState *ts, Value self) ATTACHED {
    return str_format(ts, "%s.%s", type_last_name(as_wrapper(self)->owner->name),
                      wrapper_text(ts, as_wrapper(self)));
}

static Ref wrapper_get_doc(ThreadState *ts, Value self) ATTACHED {
    return str_from_text(ts, as_wrapper(self)->dunder->doc);
}

static Ref wrapper_get_class(ThreadState *ts, Value self) ATTACHED {
    return ref_take_object(ts, as_wrapper(self)->owner);
}

// The parameters as CPython writes them.
static Ref wrapper_get_signature(ThreadState *ts, Value self) ATTACHED {
    static const struct {
        const char *name;
        const char *signature;
    } OTHERS[] = {
        {"__getattribute__", "($self, name, /)"},
        {"__setattr__", "($self, name, value, /)"},
        {"__delattr__", "($self, name, /)"},
        {"__getitem__", "($self, key, /)"},
        {"__setitem__", "($self, key, value, /)"},
        {"__delitem__", "($self, key, /)"},
        {"__contains__", "($self, key, /)"},
        {"__pow__", "($self, value, mod=None, /)"},
        {"__rpow__", "($self, value, mod=None, /)"},
        {"__call__", "($self, /, *args, **kwargs)"},
        {"__init__", "($self, /, *args, **kwargs)"},
        {"__get__", "($self, instance, owner=None, /)"},
        {"__set__", "($self, instance, value, /)"},
        {"__delete__", "($self, instance, /)"},
        {"__format__", "($self, format_spec, /)"},
    };
    const char *name = wrapper_text(ts, as_wrapper(self));
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++) {
        if (strcmp(name, OTHERS[i].name) == 0) {
            return str_from_text(ts, OTHERS[i].signature);
        }
    }
    switch ((WrapperKind)as_wrapper(self)->dunder->wrapper) {
    case WRAPPER_COMPARE:
    case WRAPPER_BINARY:
    case WRAPPER_REFLECTED:
    case WRAPPER_IN_PLACE:
        return str_from_text(ts, "($self, value, /)");
    default:
        return str_from_text(ts, "($self, /)");
    }
}

static const GetSetDef ATTRIBUTES[] = {
    {"__text_signature__", wrapper_get_signature, NULL, NULL},
    {"__name__", wrapper_get_name, NULL, NULL},
    {"__qualname__", wrapper_get_qualified_name, NULL, NULL},
    {"__doc__", wrapper_get_doc, NULL, NULL},
    {"__objclass__", wrapper_get_class, getset_refuse, NULL},
    {NULL, NULL, NULL, NULL},
};

const TypeSpec slot_wrapper_type_spec = {
    .name = "wrapper_descriptor",
    .kind = KIND_SLOT_WRAPPER,
    .size = sizeof(SlotWrapper),
    .flags = TYPE_METHOD_LIKE | TYPE_DISALLOW_NEW | TYPE_IMMORTAL_WHEN_SHARED,
    .slots = {.repr = wrapper_repr, .call = wrapper_call, .descriptor_get = wrapper_get},
    .attributes = ATTRIBUTES,
};
