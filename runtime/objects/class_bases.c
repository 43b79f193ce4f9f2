// cls.__bases__ = ...: a class gets other bases. Instances stay as they are in memory, so the
// new bases must lay them out like the old ones. The order of the class and of all below it is
// made anew, and their slots follow, while other threads are stopped: orders are read without a
// lock.
#include "runtime/objects/class_layout.h"
#include "runtime/objects/guest_slots.h"
#include "runtime/objects/list.h"
#include "runtime/objects/tuple.h"
#include "runtime/objects/type.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/object/weakrefs.h"
#include "vm/thread/world.h"

static bool check_bases(ThreadState *ts, const Type *type, Value bases) ATTACHED {
    if (value_is_null(bases) || type->flags & TYPE_IMMUTABLE) {
        raise_error(ts, EXC_TYPE_ERROR,
                    "cannot %s '__bases__' attribute of immutable type '%s'",
                    value_is_null(bases) ? "delete" : "set", type->name);
        return false;
    }
    if (!value_has_layout(ts, bases, KIND_TUPLE)) {
        raise_error(ts, EXC_TYPE_ERROR, "can only assign tuple to %s.__bases__, not %s",
                    type->name, value_type_name(ts, bases));
        return false;
    }
    const Tuple *tuple = (const Tuple *)value_object(bases);
    if (tuple->length == 0) {
        raise_error(ts, EXC_TYPE_ERROR,
                    "can only assign non-empty tuple to %s.__bases__, not ()", type->name);
        return false;
    }
    for (int64_t i = 0; i < tuple->length; i++) {
        if (!value_is_class(ts, tuple->items[i])) {
            raise_error(ts, EXC_TYPE_ERROR, "%s.__bases__ must be tuple of classes, not '%s'",
                        type->name, value_type_name(ts, tuple->items[i]));
            return false;
        }
        if (type_is_subtype((Type *)value_object(tuple->items[i]), type)) {
            raise_error(ts, EXC_TYPE_ERROR, "a __bases__ item causes an inheritance cycle");
            return false;
        }
    }
    return true;
}

// Whether instances keep their form in memory with another base.
static bool check_layout(ThreadState *ts, const Type *from, const Type *to) ATTACHED {
    bool is_same_kind = (from->flags & TYPE_HEAP) == (to->flags & TYPE_HEAP);
    if (is_same_kind && from->layout == to->layout && from->member_count == to->member_count &&
        (from->attributes_offset != 0) == (to->attributes_offset != 0) &&
        class_solid_base((Type *)(uintptr_t)from) == class_solid_base((Type *)(uintptr_t)to)) {
        return true;
    }
    raise_error(ts, EXC_TYPE_ERROR, "__bases__ assignment: '%s' %s differs from '%s'", to->name,
                is_same_kind ? "object layout" : "deallocator", from->name);
    return false;
}

// A new reference to the i-th class of a list of weak references; NO_REF if it has gone.
static Ref class_at(ThreadState *ts, List *list, int64_t i) ATTACHED {
    Ref entry = list_get(ts, &list->head, i);
    Ref class = ref_is_null(entry)
                    ? NO_REF
                    : weakrefs_target(ts, (WeakReference *)(void *)value_object(borrow(entry)));
    ref_drop(ts, entry);
    return class;
}

// Makes the orders of a class and of those below it anew. `renewed` gets (class, old order) of
// each. False with the exception set.
static bool renew_orders(ThreadState *ts, Type *type, Object *renewed) ATTACHED {
    Ref order = class_linearise(ts, type, (const Tuple *)value_object(type->bases));
    if (ref_is_null(order)) {
        return false;
    }
    Value both[2] = {object_value(type), type->mro};
    Ref pair = tuple_from_array(ts, both, 2);
    bool ok = !ref_is_null(pair) && list_append(ts, renewed, borrow(pair));
    ref_drop(ts, pair);
    if (!ok) {
        ref_drop(ts, order);
        return false;
    }
    Value old = type->mro;
    type->mro = borrow(order);
    value_drop(ts, old); // the list holds it
    if (value_is_null(type->subclasses)) {
        return true;
    }
    List *list = (List *)value_object(type->subclasses);
    for (int64_t i = 0; ok && i < list->length; i++) {
        Ref class = class_at(ts, list, i);
        ok = ref_is_null(class) ||
             renew_orders(ts, (Type *)value_object(borrow(class)), renewed);
        ref_drop(ts, class);
    }
    return ok;
}

static const Tuple *pair_at(Object *renewed, int64_t i) {
    return (const Tuple *)value_object(as_list(object_value(renewed))->buffer->items[i]);
}

// Every class of `renewed` gets its old order back.
static void restore_orders(ThreadState *ts, Object *renewed) ATTACHED {
    for (int64_t i = list_length(renewed); i-- > 0;) {
        Type *type = (Type *)value_object(pair_at(renewed, i)->items[0]);
        Value order = type->mro;
        type->mro = borrow(ref_take(ts, pair_at(renewed, i)->items[1]));
        value_drop(ts, order);
    }
}

// What was remembered about the classes is forgotten; their slots follow, those of bases first.
static bool renew_slots(ThreadState *ts, Type *type, Object *renewed) ATTACHED {
    type_modified(ts, type);
    bool ok = true;
    for (int64_t i = 0; i < list_length(renewed); i++) {
        ok = guest_slots_update(ts, (Type *)value_object(pair_at(renewed, i)->items[0])) && ok;
    }
    return ok;
}

// The bases that the class had forget it.
static void leave_bases(ThreadState *ts, const Type *type, const Tuple *bases) ATTACHED {
    for (int64_t i = 0; i < bases->length; i++) {
        Value subclasses = ((const Type *)value_object(bases->items[i]))->subclasses;
        for (int64_t k = value_is_null(subclasses) ? 0 : list_length(value_object(subclasses));
             k-- > 0;) {
            Ref class = class_at(ts, (List *)value_object(subclasses), k);
            if (!ref_is_null(class) && value_object(borrow(class)) == &type->head &&
                !value_delete_item(ts, subclasses, value_from_int(k))) {
                error_clear(ts);
            }
            ref_drop(ts, class);
        }
    }
}

// While the world is stopped.
static bool replace_bases(ThreadState *ts, Type *type, Type *base, const Tuple *bases,
                          Object *renewed) ATTACHED {
    Value old = type->bases;
    type->bases = borrow(ref_take_object(ts, (void *)(uintptr_t)bases));
    if (!renew_orders(ts, type, renewed)) {
        Ref raised = error_fetch(ts);
        Value failed = type->bases;
        type->bases = old;
        value_drop(ts, failed);
        restore_orders(ts, renewed);
        error_restore(ts, raised);
        return false;
    }
    leave_bases(ts, type, (const Tuple *)value_object(old));
    value_drop(ts, old);
    object_retain(ts, &base->head);
    object_release(ts, &type->base->head);
    type->base = base;
    return class_join_bases(ts, type, bases) && renew_slots(ts, type, renewed);
}

bool class_set_bases(ThreadState *ts, Type *type, Value value) NO_CONTRACT_CHECK {
    if (!check_bases(ts, type, value)) {
        return false;
    }
    const Tuple *bases = (const Tuple *)value_object(value);
    Type *base = class_best_base(ts, bases);
    if (!base || !check_layout(ts, type->base, base)) {
        return false;
    }
    Ref renewed = list_new(ts, 8);
    if (ref_is_null(renewed)) {
        return false;
    }
    bool stops = ts->is_parallel;
    if (stops) {
        world_stop(ts);
    }
    bool ok = replace_bases(ts, type, base, bases, value_object(borrow(renewed)));
    if (stops) {
        world_start(ts);
    }
    ref_drop(ts, renewed);
    return ok;
}
