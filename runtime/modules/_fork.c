// The module _fork: copying the process. os.fork() adds the functions that are to be called.
#include <errno.h>

#include "runtime/import/pending.h"
#include "runtime/modules/thread_locks.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/native.h"
#include "vm/object/refcount.h"
#include "vm/thread/fork.h"

static void begin_child(ThreadState *ts) STOPPED {
    locks_after_fork(ts);
    pending_imports_after_fork(ts);
}

static Ref fork_fork(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    pid_t pid = world_fork(ts, begin_child);
    return pid >= 0 ? int_from_i64(ts, pid) : raise_os_error(ts, errno, NO_VALUE);
}

static const NativeDef FUNCTIONS[] = {
    {"fork()", fork_fork, "Copy the process: 0 in the child, its number in the parent.", 0},
    {NULL, NULL, NULL, 0},
};

const ModuleSpec fork_module_spec = {
    .name = "_fork",
    .doc = "What os.fork() is made of.",
    .functions = FUNCTIONS,
};
