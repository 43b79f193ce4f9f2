// The method resolution order of a class: C3 linearisation, and the metaclass calculation.
#include <stdio.h>
#include <string.h>

#include "runtime/objects/class_layout.h"
#include "runtime/objects/guest_slots.h"
#include "runtime/objects/tuple.h"
#include "runtime/objects/type.h"
#include "vm/base/check.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/layouts.h"
#include "vm/object/refcount.h"
#include "vm/thread/world.h"

#define SEQUENCES_MAX 256

// The sequences being merged: the orders of the bases, then the bases themselves; and how far
// each is used.
typedef struct Merge {
    const Tuple *sequences[SEQUENCES_MAX];
    int64_t used[SEQUENCES_MAX];
    size_t n;
} Merge;

static bool is_in_a_tail(const Merge *merge, Value candidate) {
    for (size_t i = 0; i < merge->n; i++) {
        const Tuple *sequence = merge->sequences[i];
        for (int64_t k = merge->used[i] + 1; k < sequence->length; k++) {
            if (value_same(sequence->items[k], candidate)) {
                return true;
            }
        }
    }
    return false;
}

// The first head that is in no tail; NO_VALUE if there is none, with *is_done if all are used
// up.
static Value next_class(const Merge *merge, bool *is_done) {
    *is_done = true;
    for (size_t i = 0; i < merge->n; i++) {
        const Tuple *sequence = merge->sequences[i];
        if (merge->used[i] < sequence->length) {
            *is_done = false;
            Value candidate = sequence->items[merge->used[i]];
            if (!is_in_a_tail(merge, candidate)) {
                return candidate;
            }
        }
    }
    return NO_VALUE;
}

static Ref raise_inconsistent(ThreadState *ts, const Merge *merge) ATTACHED {
    char names[512] = "";
    size_t length = 0;
    for (size_t i = 0; i < merge->n; i++) {
        const Tuple *sequence = merge->sequences[i];
        if (merge->used[i] < sequence->length && length < sizeof names) {
            const char *name = ((Type *)value_object(sequence->items[merge->used[i]]))->name;
            if (!strstr(names, name)) {
                length += (size_t)snprintf(names + length, sizeof names - length, "%s%s",
                                           length ? ", " : "", name);
            }
        }
    }
    return raise_error(ts, EXC_TYPE_ERROR,
                       "Cannot create a consistent method resolution order (MRO) for bases %s",
                       names);
}

Ref class_linearise(ThreadState *ts, Type *type, const Tuple *bases) {
    Merge merge = {.n = 0};
    if (bases->length >= SEQUENCES_MAX) {
        return raise_error(ts, EXC_TYPE_ERROR, "too many bases");
    }
    for (int64_t i = 0; i < bases->length; i++) {
        merge.sequences[merge.n++] =
            (Tuple *)value_object(((Type *)value_object(bases->items[i]))->mro);
    }
    merge.sequences[merge.n++] = bases;
    Ref order = list_new(ts, 8);
    bool ok =
        !ref_is_null(order) && list_append(ts, value_object(borrow(order)), object_value(type));
    bool is_done = false;
    while (ok && !is_done) {
        Value class = next_class(&merge, &is_done);
        if (is_done) {
            break;
        }
        if (value_is_null(class)) {
            raise_inconsistent(ts, &merge);
            ok = false;
            break;
        }
        ok = list_append(ts, value_object(borrow(order)), class);
        for (size_t i = 0; i < merge.n; i++) {
            const Tuple *sequence = merge.sequences[i];
            if (merge.used[i] < sequence->length &&
                value_same(sequence->items[merge.used[i]], class)) {
                merge.used[i]++;
            }
        }
    }
    Ref mro = ok ? tuple_from_iterable(ts, borrow(order)) : NO_REF;
    ref_drop(ts, order);
    return mro;
}

Type *class_metatype(ThreadState *ts, Type *metatype, const Tuple *bases) {
    for (int64_t i = 0; i < bases->length; i++) {
        Type *other = value_type(ts, bases->items[i]);
        if (type_is_subtype(metatype, other)) {
            continue;
        }
        if (!type_is_subtype(other, metatype)) {
            raise_error(
                ts, EXC_TYPE_ERROR,
                "metaclass conflict: the metaclass of a derived class must be a (non-strict) "
                "subclass of the metaclasses of all its bases");
            return NULL;
        }
        metatype = other;
    }
    return metatype;
}

// --- an order of the metaclass's own ---

// Whether looking names up in `base` is safe for instances of `type`: what its descriptors
// reach for must be there.
static bool fits_layout(const Type *type, Type *base) ATTACHED {
    Type *solid = class_solid_base(base);
    const Type *own = type;
    while (own && own != solid) {
        own = own->base;
    }
    return own && (type->attributes_offset || !base->attributes_offset);
}

static bool check_order(ThreadState *ts, const Type *type, const Tuple *order) ATTACHED {
    for (int64_t i = 0; i < order->length; i++) {
        Value item = order->items[i];
        if (!value_is_class(ts, item)) {
            raise_error(ts, EXC_TYPE_ERROR, "mro() returned a non-class ('%s')",
                        value_type_name(ts, item));
            return false;
        }
        Type *base = (Type *)value_object(item);
        if (!fits_layout(type, base)) {
            raise_error(ts, EXC_TYPE_ERROR, "mro() returned base with unsuitable layout ('%s')",
                        base->name);
            return false;
        }
    }
    return true;
}

bool class_ask_order(ThreadState *ts, Type *type) {
    if (!type_overrides(ts, value_type(ts, object_value(type)), builtin_type(ts, KIND_TYPE),
                        NAME_MRO_METHOD)) {
        return true;
    }
    Ref given = special_call(ts, object_value(type), NAME_MRO_METHOD, NULL, 0);
    Ref order = ref_is_null(given) ? NO_REF : tuple_from_iterable(ts, borrow(given));
    ref_drop(ts, given);
    if (ref_is_null(order) ||
        !check_order(ts, type, (const Tuple *)value_object(borrow(order)))) {
        ref_drop(ts, order);
        return false;
    }
    // mro() may have shown the class to other threads.
    world_stop(ts);
    Value old = type->mro;
    slot_store(&type->mro, borrow(order));
    world_start(ts);
    value_drop(ts, old);
    return true;
}
