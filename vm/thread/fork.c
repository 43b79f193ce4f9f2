// Copying the process (fork.h).
#include "vm/thread/fork.h"

#include <errno.h>
#include <unistd.h>

#include "vm/base/atomics.h"
#include "vm/object/refcount.h"
#include "vm/object/split.h"
#include "vm/thread/event_log.h"
#include "vm/thread/gil.h"
#include "vm/thread/guest_thread.h"
#include "vm/thread/process.h"
#include "vm/thread/signals.h"
#include "vm/thread/thread_state.h"
#include "vm/thread/world.h"

// Takes the threads that the child does not have out of the queues of the locks they wait for:
// what they stand there with lies on stacks that nobody runs on.
static void leave_queues(ThreadState *ts) STOPPED NO_CONTRACT_CHECK {
    for (ThreadState *other = ts->interpreter->threads; other; other = other->next) {
        GuestLock *lock = load_relaxed(&other->thread->wait_lock);
        if (lock) {
            guest_lock_after_fork(lock);
        }
    }
}

// A thread that the child does not have: whoever joins it finds that it has ended.
static void end_thread(ThreadState *ts, ThreadState *other) STOPPED NO_CONTRACT_CHECK {
    GuestThread *thread = other->thread;
    store_release(&thread->has_ended, true);
    guest_lock_release(&thread->done);
    refcount_inherit_queue(ts, other);
    thread_discard(other);
}

static void begin_child(ThreadState *ts, ForkChildHook in_child) STOPPED NO_CONTRACT_CHECK {
    Interpreter *interpreter = ts->interpreter;
    world_after_fork(interpreter->world);
    gil_after_fork(interpreter->gil, ts);
    event_log_after_fork(interpreter->event_log);
    leave_queues(ts);
    split_add_up_all(ts); // what the threads that are not here have counted
    for (ThreadState *other = interpreter->threads, *next; other; other = next) {
        next = other->next;
        if (other != ts) {
            end_thread(ts, other);
        }
    }
    ts->is_main = true;
    interpreter->main_thread = ts;
    guest_thread_after_fork(ts->thread);
    signals_after_fork(interpreter);
    in_child(ts);
}

pid_t world_fork(ThreadState *ts, ForkChildHook in_child) NO_CONTRACT_CHECK {
    world_stop(ts);
    Interpreter *interpreter = ts->interpreter;
    gil_settle(interpreter->gil); // the child makes it anew
    process_before_fork(interpreter->process);
    pid_t pid = fork();
    int error = errno;
    process_after_fork(interpreter, pid == 0);
    if (pid == 0) {
        begin_child(ts, in_child);
    }
    world_start(ts);
    errno = error;
    return pid;
}
