// Going over into another interpreter (visit.h).
#include "vm/thread/visit.h"

#include "vm/base/atomics.h"
#include "vm/object/exceptions.h"
#include "vm/thread/guest_thread.h"
#include "vm/thread/signals.h"
#include "vm/thread/thread_state.h"

// Where the thread came from in the first place.
static ThreadState *first_home(ThreadState *ts) {
    while (ts->home) {
        ts = ts->home;
    }
    return ts;
}

void visit_adopt(ThreadState *visitor, ThreadState *home) {
    visitor->home = home;
    guest_thread_adopt_visitor(visitor, home);
    signals_follow(first_home(home), visitor);
}

ThreadState *visit_enter(ThreadState *home, Interpreter *there) {
    ThreadState *visitor = there->main_thread;
    visit_adopt(visitor, home);
    thread_attach(visitor);
    return visitor;
}

ThreadState *visit_begin(ThreadState *ts, Interpreter *there) {
    guest_thread_waits(ts, WAIT_VISIT, NULL);
    thread_detach(ts);
    return visit_enter(ts, there);
}

void visit_leave(ThreadState *visitor) {
    thread_detach(visitor);
    visitor->home = NULL;
}

void visit_return(ThreadState *home) {
    signals_follow(first_home(home), home->home ? home : NULL);
    guest_thread_waits(home, WAIT_NONE, NULL);
    thread_attach(home);
}

bool visit_handle_signals(ThreadState *visitor) NO_CONTRACT_CHECK {
    ThreadState *main_thread = first_home(visitor);
    if (main_thread == visitor || !signals_are_handled_by(main_thread)) {
        return true;
    }
    if (!error_is_set(main_thread)) {
        thread_detach(visitor);
        thread_attach(main_thread);
        and_acq_rel(&main_thread->pending, ~(uint32_t)PENDING_SIGNAL);
        bool ok = signals_handle(main_thread);
        thread_detach(main_thread);
        thread_attach(visitor);
        if (ok) {
            return true;
        }
    }
    raise_error_value(visitor, EXC_KEYBOARD_INTERRUPT, NO_VALUE);
    return false;
}
