// The callbacks of a future: they are added, removed, and handed to the loop when it is done.
//
//     callback, callback_context    the first: mostly the only one, the wakeup of a task
//     more_callbacks                a List of pairs for all others
//
// Both change under the object lock, and grow only while the future is pending: whoever ends it
// finds all of them there, and none gets lost.
#include "runtime/modules/asyncio.h"
#include "runtime/modules/context.h"
#include "vm/object/exceptions.h"
#include "vm/object/protocol.h"

// --- adding ---------------------------------------------------------------------------------

// The first callback of a future that is not done: true if it has become that.
static bool add_first(ThreadState *ts, Future *future, Value callback, Value context) ATTACHED {
    ref_take(ts, callback);
    ref_take(ts, context);
    object_lock(ts, &future->head);
    bool is_first = future->state == FUTURE_PENDING && value_is_null(future->callback) &&
                    value_is_null(future->more_callbacks);
    if (is_first) {
        slot_store(&future->callback, callback);
        slot_store(&future->callback_context, context);
    }
    object_unlock(ts, &future->head);
    if (!is_first) {
        value_drop(ts, callback);
        value_drop(ts, context);
    }
    return is_first;
}

// One more callback behind the first: 1, 0 if the future is done, -1.
static int add_behind(ThreadState *ts, Future *future, Value callback, Value context) ATTACHED {
    Value items[] = {callback, context};
    Ref pair = tuple_from_array(ts, items, 2);
    if (ref_is_null(pair)) {
        return -1;
    }
    object_lock(ts, &future->head);
    bool is_pending = future->state == FUTURE_PENDING;
    Value *list = &future->more_callbacks;
    if (is_pending && value_is_null(*list)) {
        slot_store(list, borrow(list_new(ts, 1)));
    }
    bool is_added = is_pending && !value_is_null(*list) &&
                    list_append(ts, value_object(*list), borrow(pair));
    object_unlock(ts, &future->head);
    ref_drop(ts, pair);
    return is_pending && !is_added ? -1 : is_added;
}

static bool add_callback(ThreadState *ts, Future *future, Value callback,
                         Value context) ATTACHED RUNS_GUEST {
    if (add_first(ts, future, callback, context)) {
        return true;
    }
    bool is_done = load_acquire(&future->state) != FUTURE_PENDING;
    int is_added = is_done ? 0 : add_behind(ts, future, callback, context);
    if (is_added) {
        return is_added > 0;
    }
    Ref loop = future_take_loop(ts, future);
    bool ok = !ref_is_null(loop) &&
              loop_call_soon(ts, borrow(loop), callback, object_value(future), context);
    ref_drop(ts, loop);
    return ok;
}

bool future_add_callback(ThreadState *ts, Future *future, Value callback, Value context) {
    if (!value_is_null(context) && !value_is_none(context)) {
        return add_callback(ts, future, callback, context);
    }
    Ref copy = context_copy_current(ts);
    bool ok = !ref_is_null(copy) && add_callback(ts, future, callback, borrow(copy));
    ref_drop(ts, copy);
    return ok;
}

bool future_schedule_callbacks(ThreadState *ts, Future *future) {
    Ref loop = future_take_loop(ts, future);
    if (ref_is_null(loop)) {
        return false;
    }
    Ref context = field_exchange(ts, future, &future->callback_context, NO_REF);
    Ref callback = field_exchange(ts, future, &future->callback, NO_REF);
    Ref list = field_exchange(ts, future, &future->more_callbacks, NO_REF);
    Value self = object_value(future);
    bool ok = ref_is_null(callback) || ref_is_null(context) ||
              loop_call_soon(ts, borrow(loop), borrow(callback), self, borrow(context));
    Object *more = ref_is_null(list) ? NULL : value_object(borrow(list));
    for (int64_t i = 0; ok && more && i < load_relaxed(&((List *)more)->length); i++) {
        Ref pair = list_get(ts, more, i);
        const Value *items =
            ref_is_null(pair) ? NULL : ((Tuple *)(void *)value_object(borrow(pair)))->items;
        ok = items && loop_call_soon(ts, borrow(loop), items[0], self, items[1]);
        ref_drop(ts, pair);
    }
    ref_drop(ts, list);
    ref_drop(ts, callback);
    ref_drop(ts, context);
    ref_drop(ts, loop);
    return ok;
}

Ref future_add_done_callback(ThreadState *ts, const Value *a) {
    Future *future = as_future(a[0]);
    bool ok = future_check_loop(ts, future) && future_add_callback(ts, future, a[1], a[2]);
    return ok ? owned(NONE) : NO_REF;
}

// --- removing -------------------------------------------------------------------------------

// Takes the first callback away if it equals `callback`: 1, also if it has just gone to the
// loop; 0, -1.
static int remove_first(ThreadState *ts, Future *future, Value callback) ATTACHED RUNS_GUEST {
    Ref first = field_take(ts, future, &future->callback);
    int is_equal = ref_is_null(first)
                       ? 0
                       : value_compare_truth(ts, COMPARE_EQUAL, borrow(first), callback);
    if (is_equal <= 0) {
        ref_drop(ts, first);
        return is_equal;
    }
    object_lock(ts, &future->head);
    bool is_still_there = value_same(future->callback, borrow(first));
    Value context = NO_VALUE;
    if (is_still_there) {
        context = future->callback_context;
        slot_store(&future->callback, NO_VALUE);
        slot_store(&future->callback_context, NO_VALUE);
    }
    object_unlock(ts, &future->head);
    if (is_still_there) {
        value_drop(ts, borrow(first)); // the field's reference
        value_drop(ts, context);
    }
    ref_drop(ts, first);
    return true;
}

// The pairs of `list` whose callback is another, out of *n_seen; NO_REF with the exception set.
static Ref others_of(ThreadState *ts, Object *list, Value callback,
                     int64_t *n_seen) ATTACHED RUNS_GUEST {
    Ref kept = list_new(ts, 0);
    bool ok = !ref_is_null(kept);
    int64_t i = 0;
    for (; ok && i < load_relaxed(&((List *)list)->length); i++) {
        Ref pair = list_get(ts, list, i);
        const Value *items =
            ref_is_null(pair) ? NULL : ((Tuple *)(void *)value_object(borrow(pair)))->items;
        int is_equal = items ? value_compare_truth(ts, COMPARE_EQUAL, items[0], callback) : -1;
        ok = is_equal > 0 ||
             (is_equal == 0 && list_append(ts, value_object(borrow(kept)), borrow(pair)));
        ref_drop(ts, pair);
    }
    *n_seen = i;
    if (!ok) {
        ref_drop(ts, kept);
        return NO_REF;
    }
    return kept;
}

// Puts `kept` in the place of the other callbacks, unless more have come since n_seen of them
// were looked at, or these are no longer the future's: then false.
static bool replace_others(ThreadState *ts, Future *future, Value list, int64_t n_seen,
                           Value kept) ATTACHED RUNS_GUEST {
    bool is_empty = ((List *)value_object(kept))->length == 0;
    object_lock(ts, &future->head);
    bool is_same = value_same(future->more_callbacks, list) &&
                   load_relaxed(&((List *)value_object(list))->length) == n_seen;
    if (is_same) {
        slot_store(&future->more_callbacks, is_empty ? NO_VALUE : borrow(ref_take(ts, kept)));
    }
    object_unlock(ts, &future->head);
    if (is_same) {
        value_drop(ts, list); // the field's reference
    }
    return is_same;
}

// Takes all others away that equal `callback`: how many these were, even if they have just gone
// to the loop; -1.
static int64_t remove_behind(ThreadState *ts, Future *future,
                             Value callback) ATTACHED RUNS_GUEST {
    int64_t n_removed = 0;
    for (;;) {
        Ref list = field_take(ts, future, &future->more_callbacks);
        if (ref_is_null(list)) {
            return n_removed;
        }
        int64_t n_seen;
        Ref kept = others_of(ts, value_object(borrow(list)), callback, &n_seen);
        n_removed =
            ref_is_null(kept) ? -1 : n_seen - ((List *)value_object(borrow(kept)))->length;
        bool is_settled =
            n_removed <= 0 || replace_others(ts, future, borrow(list), n_seen, borrow(kept));
        ref_drop(ts, kept);
        ref_drop(ts, list);
        if (is_settled) {
            return n_removed;
        }
    }
}

Ref future_remove_done_callback(ThreadState *ts, const Value *a) {
    Future *future = as_future(a[0]);
    int64_t n_first = future_check_loop(ts, future) ? remove_first(ts, future, a[1]) : -1;
    int64_t n_behind = n_first < 0 ? -1 : remove_behind(ts, future, a[1]);
    return n_behind < 0 ? NO_REF : owned(value_from_int(n_first + n_behind));
}

Ref future_get_callbacks(ThreadState *ts, Value self) {
    Future *future = as_future(self);
    if (!future_check_loop(ts, future)) {
        return NO_REF;
    }
    Ref callback = field_take(ts, future, &future->callback);
    Ref context = field_take(ts, future, &future->callback_context);
    Ref more = field_take(ts, future, &future->more_callbacks);
    Ref all = ref_is_null(callback) && ref_is_null(more) ? owned(NONE) : list_new(ts, 1);
    bool ok = !ref_is_null(all);
    if (ok && !ref_is_null(callback) && !ref_is_null(context)) {
        Value items[] = {borrow(callback), borrow(context)};
        Ref pair = tuple_from_array(ts, items, 2);
        ok = !ref_is_null(pair) && list_append(ts, value_object(borrow(all)), borrow(pair));
        ref_drop(ts, pair);
    }
    ok = ok && (ref_is_null(more) || list_extend(ts, value_object(borrow(all)), borrow(more)));
    ref_drop(ts, callback);
    ref_drop(ts, context);
    ref_drop(ts, more);
    if (!ok) {
        ref_drop(ts, all);
        return NO_REF;
    }
    return all;
}
