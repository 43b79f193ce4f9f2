// Turning the dial of the reference counts: see refcount_mode.h.
#include "vm/thread/refcount_mode.h"

#include <string.h>

#include "vm/object/exceptions.h"
#include "vm/object/racy.h"
#include "vm/object/weakrefs.h"
#include "vm/thread/gil.h"
#include "vm/thread/thread_state.h"
#include "vm/thread/world.h"

static const char *const NAMES[] = {"biased", "atomic", "racy"};

const char *refcount_mode_name(RefcountMode mode) {
    return NAMES[mode];
}

bool refcount_mode_find(const char *name, RefcountMode *mode) {
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        if (strcmp(name, NAMES[i]) == 0) {
            *mode = (RefcountMode)i;
            return true;
        }
    }
    return false;
}

RefcountMode refcount_mode_get(const ThreadState *ts) {
    return (RefcountMode)load_relaxed(&ts->interpreter->refcount);
}

void refcount_mode_update(ThreadState *ts, bool is_gil_on) {
    const Interpreter *interpreter = ts->interpreter;
    ts->refcount = is_gil_on ? REFCOUNT_BIASED : interpreter->refcount;
    ts->identity = is_gil_on                         ? GIL_IDENTITY
                   : ts->refcount == REFCOUNT_BIASED ? ts->own_identity
                                                     : IDENTITY_NOBODY;
    ts->rc_identity = interpreter->counts_operations ? IDENTITY_NOBODY : ts->identity;
    ts->counts_slowly = ts->rc_identity == IDENTITY_NOBODY;
}

void refcount_mode_switch(ThreadState *ts, bool is_gil_on) {
    RefcountMode before = (RefcountMode)ts->refcount;
    RefcountMode after = is_gil_on ? REFCOUNT_BIASED : refcount_mode_get(ts);
    // Going from one plain identity to many needs nothing: what there is belongs to the main
    // thread.
    if (is_gil_on || after != before) {
        refcount_rehome_all(ts, after, GIL_IDENTITY);
    }
    if (!is_gil_on) {
        weakrefs_share_targets(ts->interpreter);
    }
    for (ThreadState *t = ts->interpreter->threads; t; t = t->next) {
        refcount_mode_update(t, is_gil_on);
    }
}

bool refcount_mode_set(ThreadState *ts, RefcountMode mode) NO_CONTRACT_CHECK {
    Interpreter *interpreter = ts->interpreter;
    world_stop(ts);
    bool ok = mode != REFCOUNT_RACY || racy_create(interpreter, thread_place);
    bool is_gil_on = gil_is_enabled(interpreter->gil);
    if (ok && mode != interpreter->refcount) {
        store_relaxed(&interpreter->refcount, (uint8_t)mode);
        if (!is_gil_on) {
            refcount_mode_switch(ts, false);
        }
    }
    world_start(ts);
    if (!ok) {
        raise_memory_error(ts);
    }
    return ok;
}

void refcount_mode_count_operations(ThreadState *ts, bool counts) NO_CONTRACT_CHECK {
    Interpreter *interpreter = ts->interpreter;
    world_stop(ts);
    interpreter->counts_operations = counts;
    for (ThreadState *t = interpreter->threads; t; t = t->next) {
        refcount_mode_update(t, gil_is_enabled(interpreter->gil));
    }
    world_start(ts);
}
