// The layout of guest instances.
//
//     built-in part | variables of __slots__, the bases' first | Attributes, inline slots
//
// Attributes are there unless every class has __slots__ without "__dict__"; a built-in base
// that has attributes of its own (exceptions) keeps them where they are, and bases whose
// instances differ in size (str, int, tuple) have them at the very end. Instances that are
// nothing but a header and Attributes are of kind INSTANCE, which the VM knows best.
#include "runtime/objects/class_layout.h"

#include <string.h>

#include "runtime/objects/list.h"
#include "runtime/objects/member_descriptor.h"
#include "runtime/objects/str.h"
#include "runtime/objects/type.h"
#include "runtime/objects/types_boot.h"
#include "runtime/objects/weakref.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/attributes.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

#define INLINE_CAPACITY_DEFAULT 5
#define INLINE_CAPACITY_MAX     32 // a class whose instances really have more learns it

Type *class_solid_base(Type *type) {
    while (type->base && !(type->flags & TYPE_ADDS_FIELDS) &&
           type->layout == type->base->layout &&
           type->member_count == type->base->member_count) {
        type = type->base;
    }
    return type;
}

static bool check_base(ThreadState *ts, const Tuple *bases, int64_t i) ATTACHED {
    if (!value_is_class(ts, bases->items[i])) {
        raise_error(
            ts, EXC_TYPE_ERROR,
            "metaclass conflict: the metaclass of a derived class must be a (non-strict) "
            "subclass of the metaclasses of all its bases");
        return false;
    }
    const Type *base = (const Type *)value_object(bases->items[i]);
    if (!(base->flags & TYPE_BASE)) {
        raise_error(ts, EXC_TYPE_ERROR, "type '%s' is not an acceptable base type", base->name);
        return false;
    }
    return true;
}

Type *class_best_base(ThreadState *ts, const Tuple *bases) {
    Type *best = NULL;
    Type *winner = NULL;
    for (int64_t i = 0; i < bases->length; i++) {
        if (!check_base(ts, bases, i)) {
            return NULL;
        }
        Type *base = (Type *)value_object(bases->items[i]);
        Type *candidate = class_solid_base(base);
        if (!winner || (candidate != winner && type_is_subtype(candidate, winner))) {
            winner = candidate;
            best = base;
        } else if (!type_is_subtype(winner, candidate)) {
            raise_error(ts, EXC_TYPE_ERROR, "multiple bases have instance lay-out conflict");
            return NULL;
        }
    }
    for (int64_t i = 0; i < bases->length; i++) {
        for (int64_t k = 0; k < i; k++) {
            if (value_same(bases->items[k], bases->items[i])) {
                raise_error(ts, EXC_TYPE_ERROR, "duplicate base class %s",
                            ((Type *)value_object(bases->items[i]))->name);
                return NULL;
            }
        }
    }
    return best;
}

// --- __slots__ ---

// What `__slots__` asks for.
typedef struct SlotNames {
    Ref names; // list of interned Strs; NO_REF: the class has no __slots__
    bool has_dict;
    bool has_weakref;
} SlotNames;

// A private name as the compiler would write it: _C__x.
static Ref mangle(ThreadState *ts, const Type *type, Value name) ATTACHED {
    char *text = str_to_utf8(ts, name, NULL);
    if (!text) {
        return NO_REF;
    }
    size_t length = strlen(text);
    const char *class = type->name + strspn(type->name, "_");
    bool is_private = strncmp(text, "__", 2) == 0 && *class &&
                      !(length >= 2 && strcmp(text + length - 2, "__") == 0);
    Ref mangled = is_private ? str_format(ts, "_%s%s", class, text) : ref_take(ts, name);
    buffer_free(ts, text);
    Ref interned = ref_is_null(mangled) ? NO_REF : str_intern(ts, borrow(mangled));
    ref_drop(ts, mangled);
    return interned;
}

static bool check_slot_name(ThreadState *ts, Value name) ATTACHED {
    if (!value_is(name, KIND_STR)) {
        raise_error(ts, EXC_TYPE_ERROR, "__slots__ items must be strings, not '%s'",
                    value_type_name(ts, name));
        return false;
    }
    Ref answer = value_call_method_text(ts, name, "isidentifier", NULL, 0);
    bool ok = value_same(borrow(answer), TRUE_VALUE);
    if (!ok && !error_is_set(ts)) {
        raise_error(ts, EXC_TYPE_ERROR, "__slots__ must be identifiers");
    }
    return ok;
}

static bool check_class_variable(ThreadState *ts, const Type *type, Value name) ATTACHED {
    int present = dict_contains(ts, type->dict, name);
    char *text = present > 0 ? str_to_utf8(ts, name, NULL) : NULL;
    if (text) {
        raise_error(ts, EXC_VALUE_ERROR, "'%s' in __slots__ conflicts with class variable",
                    text);
    }
    buffer_free(ts, text);
    return present == 0;
}

static bool add_slot_name(ThreadState *ts, const Type *type, SlotNames *slots,
                          Value name) ATTACHED {
    if (!check_slot_name(ts, name)) {
        return false;
    }
    if (str_equal_text(name, "__weakref__")) {
        Ref interned = str_intern(ts, name);
        Ref inherited =
            ref_is_null(interned) ? NO_REF : type_lookup(ts, type->base, borrow(interned));
        bool has_it = slots->has_weakref || !ref_is_null(inherited);
        ref_drop(ts, inherited);
        ref_drop(ts, interned);
        if (has_it) {
            raise_error(ts, EXC_TYPE_ERROR, "__weakref__ slot disallowed: we already got one");
        }
        slots->has_weakref = true;
        return !has_it;
    }
    if (str_equal(name, known_name(ts, NAME_DICT))) {
        if (slots->has_dict) {
            raise_error(ts, EXC_TYPE_ERROR, "__dict__ slot disallowed: we already got one");
            return false;
        }
        slots->has_dict = true;
        return true;
    }
    Ref mangled = mangle(ts, type, name);
    bool ok = !ref_is_null(mangled) && check_class_variable(ts, type, borrow(mangled)) &&
              list_append(ts, value_object(borrow(slots->names)), borrow(mangled));
    ref_drop(ts, mangled);
    return ok;
}

// What the other bases bring along: class C(WithoutDict, WithDict) has a __dict__, too, also
// with slots of its own.
static void inherit_from_all(const Type *type, SlotNames *slots) {
    const Tuple *bases = (const Tuple *)value_object(type->bases);
    for (int64_t i = 0; i < bases->length; i++) {
        const Type *base = (const Type *)value_object(bases->items[i]);
        slots->has_dict |= base->attributes_offset != 0;
        slots->has_weakref |= base != type->base && base->flags & TYPE_WEAKLY_REFERENCEABLE;
    }
}

static bool read_slots(ThreadState *ts, const Type *type, SlotNames *slots) ATTACHED {
    slots->has_dict = type->base->attributes_offset != 0;
    Ref given = dict_get_str(ts, type->dict, known_name(ts, NAME_SLOTS));
    if (ref_is_null(given)) {
        slots->names = NO_REF;
        slots->has_dict = true;
        return !error_is_set(ts);
    }
    Value one = borrow(given);
    Ref items = value_has_layout(ts, one, KIND_STR) ? tuple_from_array(ts, &one, 1)
                                                    : tuple_from_iterable(ts, one);
    slots->names = ref_is_null(items) ? NO_REF : list_new(ts, 0);
    bool ok = !ref_is_null(slots->names);
    const Tuple *tuple = ok ? (const Tuple *)value_object(borrow(items)) : NULL;
    for (int64_t i = 0; ok && i < tuple->length; i++) {
        ok = add_slot_name(ts, type, slots, tuple->items[i]);
    }
    // In order of their names, as CPython has them: two classes with the same names look alike.
    ok = ok && list_sort(ts, value_object(borrow(slots->names)), NONE, false);
    inherit_from_all(type, slots);
    ref_drop(ts, items);
    ref_drop(ts, given);
    return ok;
}

// --- the layout ---

// Types whose instances differ in size keep attributes at their end.
static bool is_variable_size(const Type *type) {
    return type->layout == KIND_STR || type->layout == KIND_BYTES || type->layout == KIND_INT ||
           type->layout == KIND_TUPLE;
}

static const Type *builtin_base(const Type *type) {
    while (type->flags & TYPE_HEAP) {
        type = type->base;
    }
    return type;
}

static uint32_t align(uint32_t offset) {
    return (offset + 7) & ~7u;
}

// How many attributes the methods of the class and its bases set on instances, roughly: a name
// that several of them set counts for each.
static uint32_t count_set_attributes(ThreadState *ts, const Type *type) ATTACHED {
    const Tuple *order = (const Tuple *)value_object(type->mro);
    uint32_t n = 0;
    for (int64_t i = 0; i < order->length; i++) {
        const Type *class = (const Type *)value_object(order->items[i]);
        Ref names = class->flags & TYPE_HEAP
                        ? dict_get_str(ts, class->dict, known_name(ts, NAME_STATIC_ATTRIBUTES))
                        : NO_REF;
        if (!ref_is_null(names) && value_is(borrow(names), KIND_TUPLE)) {
            n += (uint32_t)((const Tuple *)value_object(borrow(names)))->length;
        }
        ref_drop(ts, names);
    }
    return n;
}

// How many attributes of an instance have their place inside it.
static uint32_t choose_capacity(ThreadState *ts, const Type *type) ATTACHED {
    uint32_t n = count_set_attributes(ts, type);
    n = n > INLINE_CAPACITY_MAX ? INLINE_CAPACITY_MAX : n;
    n = n < INLINE_CAPACITY_DEFAULT ? INLINE_CAPACITY_DEFAULT : n;
    return n < type->base->inline_capacity ? type->base->inline_capacity : n;
}

static void set_layout(ThreadState *ts, Type *type, uint32_t n_names, bool has_dict) ATTACHED {
    const Type *base = type->base;
    const Type *builtin = builtin_base(base);
    type->member_count = base->member_count + n_names;
    type->members_offset = align(builtin->instance_size);
    type->instance_size = type->members_offset + type->member_count * (uint32_t)sizeof(Value);
    type->instance_kind = KIND_NATIVE_INSTANCE;
    type->attributes_offset = builtin->attributes_offset;
    bool is_namespace = type->layout == KIND_TYPE || type->layout == KIND_MODULE;
    if (is_namespace || !has_dict || builtin->attributes_offset) {
        return; // the attributes of a class or module are its dict
    }
    if (is_variable_size(type)) {
        type->attributes_offset = ATTRIBUTES_AT_END;
        type->instance_size = builtin->instance_size;
        return;
    }
    type->attributes_offset = type->instance_size;
    type->instance_size += (uint32_t)sizeof(Attributes);
    if (type->layout == KIND_INSTANCE) {
        type->instance_kind = type->member_count == 0 ? KIND_INSTANCE : KIND_NATIVE_INSTANCE;
        type->inline_capacity = choose_capacity(ts, type);
    }
}

// The __dict__ of type or module, whose instances have names but no attributes of their own;
// null for all others.
static Ref namespace_descriptor(ThreadState *ts, Value self) ATTACHED {
    const Type *type = value_type(ts, self);
    if (type->attributes_offset) {
        return NO_REF;
    }
    return dict_get_text(ts, builtin_type(ts, (Kind)type->layout)->dict, "__dict__");
}

static Ref get_instance_dict(ThreadState *ts, Value self) ATTACHED {
    Ref descriptor = namespace_descriptor(ts, self);
    if (!ref_is_null(descriptor)) {
        const TypeSlots *slots = &value_type(ts, borrow(descriptor))->slots;
        Ref dict = slots->descriptor_get(ts, borrow(descriptor), self, NO_VALUE);
        ref_drop(ts, descriptor);
        return dict;
    }
    return attributes_dictionary(ts, value_object(self));
}

bool instance_dict_set(ThreadState *ts, Value self, Value value) {
    if (value_is_null(value)) {
        raise_error(ts, EXC_TYPE_ERROR, "cannot delete __dict__");
        return false;
    }
    if (!value_has_layout(ts, value, KIND_DICT)) {
        raise_error(ts, EXC_TYPE_ERROR, "__dict__ must be set to a dictionary, not a '%s'",
                    value_type_name(ts, value));
        return false;
    }
    return attributes_set_dictionary(ts, value_object(self), value_object(value));
}

// Deleting the dict of an instance leaves it without attributes.
static bool set_instance_dict(ThreadState *ts, Value self, Value value) ATTACHED {
    Ref descriptor = namespace_descriptor(ts, self);
    if (!ref_is_null(descriptor)) {
        const TypeSlots *slots = &value_type(ts, borrow(descriptor))->slots;
        bool is_set = slots->descriptor_set(ts, borrow(descriptor), self, value);
        ref_drop(ts, descriptor);
        return is_set;
    }
    if (!value_is_null(value)) {
        return instance_dict_set(ts, self, value);
    }
    Ref empty = dict_new(ts);
    bool is_set = !ref_is_null(empty) && attributes_set_dictionary(ts, value_object(self),
                                                                   value_object(borrow(empty)));
    ref_drop(ts, empty);
    return is_set;
}

static const GetSetDef INSTANCE_DICT[] = {
    {"__dict__", get_instance_dict, set_instance_dict, "dictionary for instance variables"},
    {NULL, NULL, NULL, NULL},
};

// The weak reference without a callback that is made first, None if there is none.
static Ref get_weakref(ThreadState *ts, Value self) ATTACHED {
    Ref list = weakrefs_list(ts, value_object(self));
    if (ref_is_null(list)) {
        return NO_REF;
    }
    bool is_empty = ((const List *)value_object(borrow(list)))->length == 0;
    Ref first = is_empty ? owned(NONE) : list_get(ts, value_object(borrow(list)), 0);
    ref_drop(ts, list);
    return first;
}

static const GetSetDef INSTANCE_WEAKREF[] = {
    {"__weakref__", get_weakref, NULL, "list of weak references to the object"},
    {NULL, NULL, NULL, NULL},
};

// Whether this class is the first of its line to have __weakref__. Built-in types have none,
// also if they allow weak references; CPython gives none to instances of variable size.
static bool needs_weakref(const Type *type, const SlotNames *slots) {
    bool asks = ref_is_null(slots->names) ? !is_variable_size(type) || type->layout == KIND_STR
                                          : slots->has_weakref;
    return asks && !weakref_allows(type->base);
}

static bool add_members(ThreadState *ts, Type *type, const List *names) ATTACHED {
    uint32_t offset = type->members_offset + type->base->member_count * (uint32_t)sizeof(Value);
    for (int64_t i = 0; i < names->length; i++, offset += (uint32_t)sizeof(Value)) {
        Value name = names->buffer->items[i];
        Ref member = member_descriptor_new(ts, type, name, offset);
        bool ok = !ref_is_null(member) && dict_set(ts, type->dict, name, borrow(member));
        ref_drop(ts, member);
        if (!ok) {
            return false;
        }
    }
    return true;
}

bool class_lay_out(ThreadState *ts, Type *type) {
    SlotNames slots = {0};
    bool ok = read_slots(ts, type, &slots);
    const List *names = ok && !ref_is_null(slots.names)
                            ? (const List *)value_object(borrow(slots.names))
                            : NULL;
    uint32_t n_names = names ? (uint32_t)names->length : 0;
    if (n_names > 0 && (is_variable_size(type) || type->layout == KIND_TYPE)) {
        raise_error(ts, EXC_TYPE_ERROR, "nonempty __slots__ not supported for subtype of '%s'",
                    type->base->name);
        ok = false;
    }
    if (ok) {
        if (slots.has_weakref || type->base->flags & TYPE_WEAKLY_REFERENCEABLE) {
            or_relaxed(&type->flags, TYPE_WEAKLY_REFERENCEABLE);
        }
        set_layout(ts, type, n_names, slots.has_dict);
        bool needs_dict = type->attributes_offset && !type->base->attributes_offset;
        ok = (!names || add_members(ts, type, names)) &&
             (!needs_dict || type_add_attributes(ts, type, INSTANCE_DICT)) &&
             (!needs_weakref(type, &slots) || type_add_attributes(ts, type, INSTANCE_WEAKREF));
    }
    ref_drop(ts, slots.names);
    return ok;
}
