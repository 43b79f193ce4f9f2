// Cells; reads take no lock unless the content has never been shared.
#include "vm/exec/cell.h"

#include "vm/object/heap.h"
#include "vm/object/lock.h"
#include "vm/object/refcount.h"

Ref cell_new(ThreadState *ts, Value content) {
    Cell *cell = object_new(ts, builtin_type(ts, KIND_CELL), sizeof *cell);
    if (!cell) {
        return NO_REF;
    }
    if (!value_is_null(content)) {
        cell->content = borrow(ref_take(ts, content));
    }
    return object_ref(cell);
}

Ref cell_get(ThreadState *ts, Object *object) {
    Cell *cell = (Cell *)object;
    if (LIKELY(!ts->is_parallel)) {
        Value v = cell->content;
        return value_is_null(v) ? NO_REF : ref_take(ts, v);
    }
    Ref r = slot_try_take(ts, &cell->content);
    if (ref_is_null(r)) {
        object_lock(ts, object);
        r = slot_take_locked(ts, &cell->content);
        object_unlock(ts, object);
    }
    return r;
}

Ref cell_swap(ThreadState *ts, Object *object, Ref content) {
    Cell *cell = (Cell *)object;
    object_lock(ts, object);
    Value old = slot_load(&cell->content);
    slot_publish(&cell->content, borrow(content));
    object_unlock(ts, object);
    return owned(old);
}
