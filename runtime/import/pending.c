// Who imports what, and who waits for whom.
//
// A thread that wants a module another thread is importing waits for it. If that other thread
// waits in turn, directly or through others, for a module this thread is importing, nobody
// would ever go on: the circle is found by following who waits for whom, and the thread goes on
// with the half-made module.
#include "runtime/import/pending.h"

#include <pthread.h>
#include <stdlib.h>

#include "runtime/objects/runtime_state.h"
#include "vm/base/check.h"
#include "vm/base/clock.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/thread/guest_lock.h"

typedef struct PendingImport {
    struct PendingImport *next;
    Value name; // interned: immortal
    uint64_t thread_id;
    unsigned waiters;
    bool is_done;
    GuestLock done; // held by the importing thread
} PendingImport;

// A thread that waits for an import.
typedef struct ImportWait {
    struct ImportWait *next;
    uint64_t thread_id;
    const PendingImport *import;
} ImportWait;

struct PendingImports {
    pthread_mutex_t lock;
    PendingImport *imports;
    ImportWait *waits;
};

static PendingImports *pending_of(ThreadState *ts) {
    return runtime_state(ts)->pending_imports;
}

PendingImports *pending_imports_new(void) {
    PendingImports *pending = calloc(1, sizeof *pending);
    if (pending) {
        pthread_mutex_init(&pending->lock, NULL);
    }
    return pending;
}

void pending_imports_free(PendingImports *pending) {
    pthread_mutex_destroy(&pending->lock);
    free(pending);
}

static PendingImport *find(PendingImports *pending, Value name) {
    PendingImport *import = pending->imports;
    while (import && (import->is_done || !value_same(import->name, name))) {
        import = import->next;
    }
    return import;
}

// Whether the thread that runs `import` waits, through others, for thread `id`. The lock is
// held.
static bool waits_for(PendingImports *pending, const PendingImport *import, uint64_t id) {
    for (size_t steps = 0; import && steps < 1000; steps++) {
        if (import->thread_id == id) {
            return true;
        }
        const ImportWait *wait = pending->waits;
        while (wait && wait->thread_id != import->thread_id) {
            wait = wait->next;
        }
        import = wait ? wait->import : NULL;
    }
    return false;
}

static void unlink_wait(PendingImports *pending, ImportWait *wait) {
    ImportWait **at = &pending->waits;
    while (*at != wait) {
        at = &(*at)->next;
    }
    *at = wait->next;
}

// The last who knows a finished import frees it. The lock is held.
static void free_if_unused(PendingImports *pending, PendingImport *import) {
    if (!import->is_done || import->waiters > 0) {
        return;
    }
    PendingImport **at = &pending->imports;
    while (*at != import) {
        at = &(*at)->next;
    }
    *at = import->next;
    guest_lock_done(&import->done);
    free(import);
}

// Waits for an import of another thread; the list's lock is held on entry and not on return.
static bool wait_for(ThreadState *ts, PendingImports *pending, PendingImport *import) ATTACHED {
    ImportWait wait = {pending->waits, ts->id, import};
    pending->waits = &wait;
    import->waiters++;
    pthread_mutex_unlock(&pending->lock);
    LockResult result = guest_lock_acquire(ts, &import->done, CLOCK_NEVER, WAIT_LOCK);
    if (result == LOCK_TAKEN) {
        guest_lock_release(&import->done);
    }
    pthread_mutex_lock(&pending->lock);
    unlink_wait(pending, &wait);
    import->waiters--;
    free_if_unused(pending, import);
    pthread_mutex_unlock(&pending->lock);
    return result == LOCK_TAKEN;
}

bool pending_import_wait(ThreadState *ts, Value name) {
    PendingImports *pending = pending_of(ts);
    pthread_mutex_lock(&pending->lock);
    PendingImport *import = find(pending, name);
    if (!import || waits_for(pending, import, ts->id)) {
        pthread_mutex_unlock(&pending->lock);
        return true;
    }
    return wait_for(ts, pending, import);
}

int pending_import_begin(ThreadState *ts, Value name) {
    PendingImports *pending = pending_of(ts);
    PendingImport *fresh = calloc(1, sizeof *fresh);
    if (!fresh) {
        raise_memory_error(ts);
        return -1;
    }
    guest_lock_init(&fresh->done);
    guest_lock_try(&fresh->done, ts->id);
    fresh->name = name;
    fresh->thread_id = ts->id;
    pthread_mutex_lock(&pending->lock);
    PendingImport *import = find(pending, name);
    if (!import) {
        fresh->next = pending->imports;
        pending->imports = fresh;
        pthread_mutex_unlock(&pending->lock);
        return 1;
    }
    guest_lock_release(&fresh->done);
    guest_lock_done(&fresh->done);
    free(fresh);
    if (waits_for(pending, import, ts->id)) {
        pthread_mutex_unlock(&pending->lock);
        return 0;
    }
    return wait_for(ts, pending, import) ? 0 : -1;
}

void pending_import_end(ThreadState *ts, Value name) {
    PendingImports *pending = pending_of(ts);
    pthread_mutex_lock(&pending->lock);
    PendingImport *import = find(pending, name);
    import->is_done = true;
    guest_lock_release(&import->done);
    free_if_unused(pending, import);
    pthread_mutex_unlock(&pending->lock);
}

bool pending_import_is_running(ThreadState *ts, Value name) {
    PendingImports *pending = pending_of(ts);
    pthread_mutex_lock(&pending->lock);
    bool is_running = find(pending, name) != NULL;
    pthread_mutex_unlock(&pending->lock);
    return is_running;
}

// Takes the first import off the list that thread `id` is not in the middle of; null if there
// is none.
static PendingImport *take_other(PendingImports *pending, uint64_t id) {
    PendingImport **at = &pending->imports;
    while (*at && (*at)->thread_id == id && !(*at)->is_done) {
        at = &(*at)->next;
    }
    PendingImport *import = *at;
    if (import) {
        *at = import->next;
    }
    return import;
}

bool pending_imports_after_fork(ThreadState *ts) {
    PendingImports *pending = pending_of(ts);
    pthread_mutex_init(&pending->lock, NULL);
    pending->waits = NULL;
    bool good = true;
    for (PendingImport *import; (import = take_other(pending, ts->id));) {
        // What there is of the module would stay half made for ever.
        if (good && !import->is_done) {
            good = dict_delete(ts, ts->interpreter->modules, import->name) >= 0;
        }
        free(import);
    }
    for (PendingImport *own = pending->imports; own; own = own->next) {
        own->waiters = 0;
    }
    return good;
}
