// The module _fork: copying the process. os.fork() adds the functions that are to be called.
#include <errno.h>

#include "runtime/import/pending.h"
#include "runtime/modules/shared_queue.h"
#include "runtime/modules/simple_queue.h"
#include "runtime/objects/text_file.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/refcount.h"
#include "vm/thread/fork.h"

// One object of the heap: other threads may have been in the middle of using it.
static void renew(Object *object, void *context) STOPPED {
    Kind layout = object->type->layout;
    if (layout >= KIND_TEXT_FILE && layout <= KIND_FILE_IO) {
        text_file_after_fork(context, (TextFile *)(void *)object);
    } else if (layout == KIND_SIMPLE_QUEUE) {
        simple_queue_after_fork(object);
    }
}

static void begin_child(ThreadState *ts) STOPPED {
    shared_queues_after_fork(ts->interpreter->process);
    heap_each_object(ts->interpreter, renew, ts);
    ts->running_loop = NO_VALUE; // the parent's; leaked like all that only others would drop
}

static Ref fork_fork(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    if (ts->interpreter->id != 0) { // the copy would have lost the main interpreter
        return raise_error(ts, EXC_RUNTIME_ERROR,
                           "fork not supported for isolated subinterpreters");
    }
    if (load_relaxed(&ts->interpreter->is_finalizing)) {
        return raise_error(ts, EXC_PYTHON_FINALIZATION_ERROR,
                           "can't fork at interpreter shutdown");
    }
    pid_t pid = world_fork(ts, begin_child);
    if (pid == 0 && !pending_imports_after_fork(ts)) {
        return NO_REF;
    }
    return pid >= 0 ? int_from_i64(ts, pid) : raise_os_error(ts, errno, NO_VALUE);
}

// The parent writes what it had not written when it was copied; the child must not, too.
static Ref forget_output(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    static const KnownName NAMES[] = {NAME_STDERR, NAME_STDOUT};
    for (int i = 0; i < 2; i++) {
        Ref stream = dict_get_str(ts, ts->interpreter->sys_dict, known_name(ts, NAMES[i]));
        if (!ref_is_null(stream) && text_file_is(ts, borrow(stream))) {
            TextFile *file = as_file(borrow(stream));
            file->out_used = 0;
            if (!value_is_null(file->binary)) {
                as_file(file->binary)->out_used = 0;
            }
        }
        ref_drop(ts, stream);
    }
    return owned(NONE);
}

static const NativeDef FUNCTIONS[] = {
    {"fork()", fork_fork, "Copy the process: 0 in the child, its number in the parent.", 0},
    {"forget_output()", forget_output,
     "In a child: what the parent has not written of its standard output is its own.", 0},
    {NULL, NULL, NULL, 0},
};

const ModuleSpec fork_module_spec = {
    .name = "_fork",
    .doc = "What os.fork() is made of.",
    .functions = FUNCTIONS,
};
