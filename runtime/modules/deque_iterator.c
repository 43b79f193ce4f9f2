// Iterators of deques: a position, and the count of changes at which it means something.
#include "runtime/modules/deque.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/lock.h"
#include "vm/object/native.h"
#include "vm/object/refcount.h"

typedef struct DequeIterator {
    Object head;
    Value deque;
    int64_t next;
    int64_t step; // 1 or -1
    uint64_t changes;
    int64_t n_left; // items still to come, 0 once the deque was found changed
} DequeIterator;

Ref deque_iterator_new(ThreadState *ts, Value self, bool backwards) ATTACHED {
    DequeIterator *iterator =
        object_new(ts, builtin_type(ts, KIND_DEQUE_ITERATOR), sizeof *iterator);
    if (!iterator) {
        return NO_REF;
    }
    Deque *deque = as_deque(self);
    iterator->deque = borrow(ref_take(ts, self));
    iterator->step = backwards ? -1 : 1;
    object_lock(ts, &deque->head);
    iterator->next = backwards ? deque->length - 1 : 0;
    iterator->changes = deque->changes;
    iterator->n_left = deque->length;
    object_unlock(ts, &deque->head);
    return object_ref(iterator);
}

static Ref iterator_next_item(ThreadState *ts, Object *self) ATTACHED {
    DequeIterator *iterator = (DequeIterator *)(void *)self;
    Deque *deque = as_deque(iterator->deque);
    Ref item = NO_REF;
    int64_t i = load_relaxed(&iterator->next);
    object_lock(ts, &deque->head);
    bool is_changed = deque->changes != iterator->changes;
    if (!is_changed && i >= 0 && i < deque->length) {
        item = ref_take(ts, *deque_place(deque, i));
        store_relaxed(&iterator->next, i + iterator->step);
        store_relaxed(&iterator->n_left, load_relaxed(&iterator->n_left) - 1);
    } else if (is_changed) {
        store_relaxed(&iterator->n_left, 0);
    }
    object_unlock(ts, &deque->head);
    return is_changed ? raise_error(ts, EXC_RUNTIME_ERROR, "deque mutated during iteration")
                      : item;
}

static Ref iterator_self(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, self);
}

static void iterator_destroy(ThreadState *ts, Object *self) ATTACHED RUNS_GUEST {
    value_drop(ts, ((DequeIterator *)(void *)self)->deque);
}

static void iterator_traverse(Object *self, Visitor visit, void *context) {
    visit(((DequeIterator *)(void *)self)->deque, context);
}

static Ref iterator_length_hint(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)ts;
    DequeIterator *iterator = (DequeIterator *)(void *)value_object(arguments[0]);
    int64_t rest = load_relaxed(&iterator->n_left);
    return owned(value_from_int(rest < 0 ? 0 : rest));
}

static const NativeDef METHODS[] = {
    {"__length_hint__(self, /)", iterator_length_hint,
     "Private method returning an estimate of len(list(it)).", 0},
    {NULL, NULL, NULL, 0},
};

const TypeSpec deque_iterator_type_spec = {
    .name = "_collections._deque_iterator",
    .kind = KIND_DEQUE_ITERATOR,
    .base = KIND_INSTANCE,
    .size = sizeof(DequeIterator),
    .flags = TYPE_DISALLOW_NEW,
    .slots = {.destroy = iterator_destroy,
              .traverse = iterator_traverse,
              .iterate = iterator_self,
              .next = iterator_next_item},
    .methods = METHODS,
};
