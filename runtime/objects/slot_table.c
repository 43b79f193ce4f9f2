// From special methods to slots: which function a class's slot holds.
//
// A slot of a guest class calls the special methods (guest_slots.c) as soon as one of the
// methods it serves is the guest's own; otherwise it is the slot of the built-in type that the
// look-up ends at, so that a subclass of dict that overrides nothing is as fast as dict.
#include "runtime/objects/slot_table.h"

#include <string.h>

#include "runtime/objects/guest_slots.h"
#include "runtime/objects/slot_wrapper.h"
#include "runtime/objects/str.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/native.h"
#include "vm/object/refcount.h"
#include "vm/object/weakrefs.h"

const Dunder DUNDERS[] = {
#define DUNDER(name, slot, wrapper, operand, doc)                                              \
    {NAME_##name, offsetof(TypeSlots, slot), WRAPPER_##wrapper,                                \
     operand,     (AnySlot)guest_##slot,     doc},
#include "runtime/objects/dunders.def"
#undef DUNDER
};
const size_t DUNDER_COUNT = sizeof DUNDERS / sizeof *DUNDERS;

AnySlot slot_read(const TypeSlots *slots, size_t offset) {
    AnySlot slot;
    memcpy(&slot, (const char *)slots + offset, sizeof slot);
    return slot;
}

static void slot_write(TypeSlots *slots, size_t offset, AnySlot slot) {
    memcpy((char *)slots + offset, &slot, sizeof slot);
}

// The built-in type whose own method for the row `method` is; null if it is the guest's, that
// of another row (`__str__ = int.__repr__`), an ordinary method (`__neg__ = dict.copy`), or
// that of a type whose layout the class has not (`__eq__ = str.__eq__` in a subclass of int).
static const Type *native_owner(ThreadState *ts, const Type *type, Value method,
                                const Dunder *row) ATTACHED {
    const Type *owner = NULL;
    if (value_is(method, KIND_SLOT_WRAPPER)) {
        const SlotWrapper *wrapper = (SlotWrapper *)value_object(method);
        owner = wrapper->dunder == row ? wrapper->owner : NULL;
    } else if (value_is(method, KIND_METHOD_DESCRIPTOR)) {
        const NativeCallable *callable = (NativeCallable *)value_object(method);
        const char *name = callable->definition->signature;
        Value dunder = known_name(ts, row->name);
        size_t length = native_name_length(callable->definition);
        bool is_named = (size_t)str_length(dunder) == length;
        for (size_t i = 0; is_named && i < length; i++) {
            is_named = str_read(dunder, (int64_t)i) == (unsigned char)name[i];
        }
        owner = is_named ? callable->owner : NULL;
    }
    return owner && type_is_subtype(type, owner) ? owner : NULL;
}

static void set_flag(Type *type, uint32_t flag, bool on) {
    if (on) {
        or_relaxed(&type->flags, flag);
    } else {
        and_relaxed(&type->flags, ~flag);
    }
}

// Fills the slot that the rows first .. end are about.
static void fill_slot(ThreadState *ts, Type *type, size_t first, size_t end) ATTACHED {
    size_t offset = DUNDERS[first].offset;
    const Type *native = NULL;
    bool is_guest = false;
    for (size_t i = first; i < end; i++) {
        Ref method = type_lookup(ts, type, known_name(ts, DUNDERS[i].name));
        if (ref_is_null(method)) {
            continue;
        }
        const Type *owner = native_owner(ts, type, borrow(method), &DUNDERS[i]);
        if (DUNDERS[i].name == NAME_HASH) {
            set_flag(type, TYPE_UNHASHABLE, value_is_none(borrow(method)));
        }
        is_guest = is_guest || !owner;
        native = native ? native : owner;
        ref_drop(ts, method);
    }
    const Type *source = native ? native : type->base;
    slot_write(&type->slots, offset,
               is_guest ? DUNDERS[first].guest : slot_read(&source->slots, offset));
}

static size_t group_end(size_t first) {
    size_t end = first + 1;
    while (end < DUNDER_COUNT && DUNDERS[end].offset == DUNDERS[first].offset) {
        end++;
    }
    return end;
}

// `__new__` decides whether the VM may make instances by itself.
static void note_constructor(ThreadState *ts, Type *type) ATTACHED {
    Ref method = type_lookup(ts, type, known_name(ts, NAME_NEW));
    bool is_own = ref_is_null(method) || !value_is(borrow(method), KIND_NATIVE_FUNCTION) ||
                  ((NativeCallable *)value_object(borrow(method)))->owner !=
                      builtin_type(ts, (Kind)type->layout);
    set_flag(type, TYPE_DEFINES_NEW, is_own);
    ref_drop(ts, method);
}

// Whether one of the rows first .. end is about a method of the class's own.
static bool has_own(ThreadState *ts, const Type *type, size_t first, size_t end) ATTACHED {
    bool is_own = false;
    for (size_t i = first; i < end && !is_own; i++) {
        Ref method = dict_get_str(ts, type->dict, known_name(ts, DUNDERS[i].name));
        is_own = !ref_is_null(method);
        ref_drop(ts, method);
    }
    return is_own;
}

// Whether look-ups that the class does not answer itself all end where those of its base, a
// class of the guest, do.
static bool is_extension(const Type *type) {
    const Tuple *order = (const Tuple *)value_object(type->mro);
    const Tuple *others = (const Tuple *)value_object(type->base->mro);
    bool is_same = (type->base->flags & TYPE_HEAP) && order->length == others->length + 1;
    for (int64_t i = 0; is_same && i < others->length; i++) {
        is_same = value_same(order->items[i + 1], others->items[i]);
    }
    return is_same;
}

bool guest_slots_update(ThreadState *ts, Type *type) {
    bool follows_base = is_extension(type);
    if (follows_base) {
        set_flag(type, TYPE_UNHASHABLE, type->base->flags & TYPE_UNHASHABLE);
    }
    for (size_t first = 0, end; first < DUNDER_COUNT; first = end) {
        end = group_end(first);
        if (follows_base && !has_own(ts, type, first, end)) {
            slot_write(&type->slots, DUNDERS[first].offset,
                       slot_read(&type->base->slots, DUNDERS[first].offset));
        } else {
            fill_slot(ts, type, first, end);
        }
    }
    note_constructor(ts, type);
    return !error_is_set(ts);
}

bool guest_slots_changed(ThreadState *ts, Type *type, Value name) {
    bool concerns = value_same(name, known_name(ts, NAME_NEW));
    if (concerns) {
        note_constructor(ts, type);
    }
    for (size_t first = 0, end; first < DUNDER_COUNT; first = end) {
        end = group_end(first);
        for (size_t i = first; i < end; i++) {
            if (value_same(known_name(ts, DUNDERS[i].name), name)) {
                fill_slot(ts, type, first, end);
                concerns = true;
                break;
            }
        }
    }
    if (!concerns || value_is_null(type->subclasses)) {
        return !error_is_set(ts);
    }
    Ref subclasses = ref_take(ts, type->subclasses);
    List *list = (List *)value_object(borrow(subclasses));
    for (int64_t i = 0; i < load_relaxed(&list->length); i++) {
        Ref entry = list_get(ts, &list->head, i);
        Ref class =
            ref_is_null(entry)
                ? NO_REF
                : weakrefs_target(ts, (WeakReference *)(void *)value_object(borrow(entry)));
        if (!ref_is_null(class)) {
            guest_slots_changed(ts, (Type *)value_object(borrow(class)), name);
        }
        ref_drop(ts, class);
        ref_drop(ts, entry);
    }
    ref_drop(ts, subclasses);
    return !error_is_set(ts);
}
