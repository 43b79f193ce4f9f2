// The module _fcntl: locks on files and other settings of open descriptors. fcntl.py makes
// descriptors of files. Every call may block and is made detached; a signal interrupts it, its
// handler runs, and the call is made again.
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <termios.h>

#include "runtime/objects/bytes.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/thread/guest_thread.h"
#include "vm/thread/safe_point.h"
#include "vm/thread/thread_state.h"

#define DATA_MAX 1024 // bytes of an argument
#define GUARD    8    // behind it, to see whether the system has written too much

typedef enum Call { CALL_FCNTL, CALL_IOCTL, CALL_FLOCK, CALL_LOCK } Call;

static int make_call(Call call, int fd, int64_t command, void *argument) {
    switch (call) {
    case CALL_FCNTL:
        return fcntl(fd, (int)command, argument);
    case CALL_IOCTL:
        return ioctl(fd, (unsigned long)command, argument);
    case CALL_FLOCK:
        return flock(fd, (int)command);
    case CALL_LOCK:
        return fcntl(fd, (int)command, argument);
    }
    return -1;
}

// The call's result; -1 with the exception set.
static int call_detached(ThreadState *ts, Call call, int64_t fd, int64_t command,
                         void *argument) ATTACHED RUNS_GUEST {
    for (;;) {
        guest_thread_waits(ts, WAIT_IO, NULL);
        thread_detach(ts);
        int result = make_call(call, (int)fd, command, argument);
        int error = errno;
        thread_attach(ts);
        guest_thread_waits(ts, WAIT_NONE, NULL);
        if (result >= 0) {
            return result;
        }
        if (!safe_point_retries(ts, error)) {
            return -1;
        }
    }
}

// call(fd, command, argument): a number for a number; for bytes, (number, what they are then).
static Ref control(ThreadState *ts, const Value *a, Call call) ATTACHED RUNS_GUEST {
    int64_t fd, command, number;
    if (!value_to_index(ts, a[0], EXC_OVERFLOW_ERROR, &fd) ||
        !value_to_index(ts, a[1], EXC_OVERFLOW_ERROR, &command)) {
        return NO_REF;
    }
    if (!bytes_like(ts, a[2])) {
        if (!value_to_index(ts, a[2], EXC_OVERFLOW_ERROR, &number)) {
            return NO_REF;
        }
        // The system takes a number where it takes an address.
        int result = call_detached(ts, call, fd, command, (void *)(intptr_t)number);
        return result < 0 ? NO_REF : owned(value_from_int(result));
    }
    BytesHold hold;
    if (!bytes_require(ts, a[2], &hold)) {
        return NO_REF;
    }
    uint8_t data[DATA_MAX + GUARD] = {0};
    static const uint8_t MARK[GUARD] = {0xA5, 0x5A, 0xA5, 0x5A, 0xA5, 0x5A, 0xA5, 0x5A};
    size_t length = (size_t)hold.length;
    bool fits = length <= DATA_MAX;
    if (fits && length) {
        memcpy(data, hold.data, length);
    }
    bytes_release(ts, &hold);
    if (!fits) {
        return raise_error(ts, EXC_VALUE_ERROR, "%s",
                           call == CALL_IOCTL ? "ioctl string arg too long"
                                              : "fcntl string arg too long");
    }
    memcpy(data + length, MARK, GUARD);
    int result = call_detached(ts, call, fd, command, data);
    if (result < 0) {
        return NO_REF;
    }
    if (memcmp(data + length, MARK, GUARD) != 0) {
        return raise_error(ts, EXC_SYSTEM_ERROR, "buffer overflow");
    }
    Ref bytes = bytes_new(ts, data, length);
    Value items[2] = {value_from_int(result), borrow(bytes)};
    return ref_is_null(bytes) ? NO_REF : tuple_from_owned(ts, items, 2);
}

static Ref fcntl_function(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return control(ts, a, CALL_FCNTL);
}

static Ref ioctl_function(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return control(ts, a, CALL_IOCTL);
}

static Ref flock_function(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t fd, operation;
    if (!value_to_index(ts, a[0], EXC_OVERFLOW_ERROR, &fd) ||
        !value_to_index(ts, a[1], EXC_OVERFLOW_ERROR, &operation)) {
        return NO_REF;
    }
    return call_detached(ts, CALL_FLOCK, fd, operation, NULL) < 0 ? NO_REF : owned(NONE);
}

static Ref lockf_function(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t x[5]; // fd, operation, length, start, whence
    for (int i = 0; i < 5; i++) {
        if (!value_to_index(ts, a[i], EXC_OVERFLOW_ERROR, &x[i])) {
            return NO_REF;
        }
    }
    struct flock lock = {.l_len = x[2], .l_start = x[3], .l_whence = (short)x[4]};
    if (x[1] == LOCK_UN) {
        lock.l_type = F_UNLCK;
    } else if (x[1] & LOCK_SH) {
        lock.l_type = F_RDLCK;
    } else if (x[1] & LOCK_EX) {
        lock.l_type = F_WRLCK;
    } else {
        return raise_error(ts, EXC_VALUE_ERROR, "unrecognized lockf argument");
    }
    int command = x[1] & LOCK_NB ? F_SETLK : F_SETLKW;
    return call_detached(ts, CALL_LOCK, x[0], command, &lock) < 0 ? NO_REF : owned(NONE);
}

static const NativeDef FUNCTIONS[] = {
    {"fcntl(fd, command, argument, /)", fcntl_function, NULL, 0},
    {"ioctl(fd, request, argument, /)", ioctl_function, NULL, 0},
    {"flock(fd, operation, /)", flock_function, NULL, 0},
    {"lockf(fd, operation, length, start, whence, /)", lockf_function, NULL, 0},
    {NULL, NULL, NULL, 0},
};

static const NumberDef NUMBERS[] = {
    NUMBER_DEF(LOCK_SH),
    NUMBER_DEF(LOCK_EX),
    NUMBER_DEF(LOCK_NB),
    NUMBER_DEF(LOCK_UN),
    NUMBER_DEF(F_DUPFD),
    NUMBER_DEF(F_DUPFD_CLOEXEC),
    NUMBER_DEF(F_GETFD),
    NUMBER_DEF(F_SETFD),
    NUMBER_DEF(F_GETFL),
    NUMBER_DEF(F_SETFL),
    NUMBER_DEF(F_GETLK),
    NUMBER_DEF(F_SETLK),
    NUMBER_DEF(F_SETLKW),
    NUMBER_DEF(F_RDLCK),
    NUMBER_DEF(F_WRLCK),
    NUMBER_DEF(F_UNLCK),
    NUMBER_DEF(F_GETOWN),
    NUMBER_DEF(F_SETOWN),
    NUMBER_DEF(F_GETPIPE_SZ),
    NUMBER_DEF(F_SETPIPE_SZ),
    NUMBER_DEF(F_ADD_SEALS),
    NUMBER_DEF(F_GET_SEALS),
    NUMBER_DEF(F_SEAL_SEAL),
    NUMBER_DEF(F_SEAL_SHRINK),
    NUMBER_DEF(F_SEAL_GROW),
    NUMBER_DEF(F_SEAL_WRITE),
    NUMBER_DEF(F_OFD_GETLK),
    NUMBER_DEF(F_OFD_SETLK),
    NUMBER_DEF(F_OFD_SETLKW),
    NUMBER_DEF(FD_CLOEXEC),
    NUMBER_DEF(FASYNC),
    NUMBER_DEF(FIONREAD),
    NUMBER_DEF(TIOCGWINSZ),
    NUMBER_DEF(TIOCSWINSZ),
    {NULL, 0},
};

const ModuleSpec fcntl_module_spec = {
    .name = "_fcntl",
    .doc = "Settings of open descriptors.",
    .functions = FUNCTIONS,
    .numbers = NUMBERS,
};
