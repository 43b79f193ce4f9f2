// The module _multiprocessing: memory that processes share, and semaphores in it.
//
// A semaphore is the system's (POSIX), without a name: it lies in a mapping, and whoever has
// the mapping has it. A forked child has it by itself; any other process is given the
// descriptor.
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <semaphore.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "runtime/modules/shared_mapping.h"
#include "runtime/modules/socket_call.h"
#include "vm/base/clock.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/thread/guest_thread.h"
#include "vm/thread/safe_point.h"
#include "vm/thread/thread_state.h"

static char *text_of(ThreadState *ts, Value v) ATTACHED {
    if (!value_has_layout(ts, v, KIND_STR)) {
        raise_error(ts, EXC_TYPE_ERROR, "a str is required, not %s", value_type_name(ts, v));
        return NULL;
    }
    size_t length;
    char *text = str_to_utf8(ts, v, &length);
    if (text && strlen(text) != length) {
        buffer_free(ts, text);
        raise_error(ts, EXC_VALUE_ERROR, "embedded null character");
        return NULL;
    }
    return text;
}

// --- memory ---

// A new file in memory, without a name in the file system.
static Ref memory_file(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t size;
    if (!value_to_index(ts, a[0], EXC_OVERFLOW_ERROR, &size)) {
        return NO_REF;
    }
    int fd = memfd_create("gilt", MFD_CLOEXEC);
    if (fd < 0 || ftruncate(fd, size) != 0) {
        int error = errno;
        if (fd >= 0) {
            close(fd);
        }
        return raise_os_error(ts, error, NO_VALUE);
    }
    return owned(value_from_int(fd));
}

static Ref map_file(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t fd, size;
    if (!value_to_index(ts, a[0], EXC_OVERFLOW_ERROR, &fd) ||
        !value_to_index(ts, a[1], EXC_OVERFLOW_ERROR, &size)) {
        return NO_REF;
    }
    if (size <= 0) {
        return raise_error(ts, EXC_VALUE_ERROR, "the size must be positive");
    }
    return mapping_new(ts, (int)fd, (size_t)size);
}

static Ref close_mapping(ThreadState *ts, const Value *a) ATTACHED {
    return mapping_close(ts, a[0]) ? owned(NONE) : NO_REF;
}

static Ref open_shared(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t flags, mode;
    if (!value_to_index(ts, a[1], EXC_OVERFLOW_ERROR, &flags) ||
        !value_to_index(ts, a[2], EXC_OVERFLOW_ERROR, &mode)) {
        return NO_REF;
    }
    char *name = text_of(ts, a[0]);
    if (!name) {
        return NO_REF;
    }
    int fd = shm_open(name, (int)flags | O_CLOEXEC, (mode_t)mode);
    int error = errno;
    buffer_free(ts, name);
    return fd >= 0 ? owned(value_from_int(fd)) : raise_os_error(ts, error, a[0]);
}

static Ref unlink_shared(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    char *name = text_of(ts, a[0]);
    if (!name) {
        return NO_REF;
    }
    int result = shm_unlink(name);
    int error = errno;
    buffer_free(ts, name);
    return result == 0 ? owned(NONE) : raise_os_error(ts, error, a[0]);
}

// --- semaphores: (mapping, offset) ---

// The semaphore at a[0], a[1]; mapping_release(a[0]) must follow. Null with the exception set.
static sem_t *hold_semaphore(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t offset;
    if (!value_to_index(ts, a[1], EXC_OVERFLOW_ERROR, &offset)) {
        return NULL;
    }
    if (offset % (int64_t) _Alignof(sem_t) != 0) {
        raise_error(ts, EXC_VALUE_ERROR, "a semaphore must be aligned");
        return NULL;
    }
    return mapping_hold(ts, a[0], offset, sizeof(sem_t));
}

static Ref semaphore_create(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t value;
    if (!value_to_index(ts, a[2], EXC_OVERFLOW_ERROR, &value)) {
        return NO_REF;
    }
    if (value < 0 || value > SEM_VALUE_MAX) {
        return raise_os_error(ts, EINVAL, NO_VALUE);
    }
    sem_t *semaphore = hold_semaphore(ts, a);
    if (!semaphore) {
        return NO_REF;
    }
    int result = sem_init(semaphore, 1, (unsigned)value);
    mapping_release(ts, a[0]);
    return result == 0 ? owned(NONE) : raise_os_error(ts, errno, NO_VALUE);
}

// A process that is killed at the moment it is woken takes that wake-up with it, so whoever
// else waits looks again.
static const uint64_t LOOK_AGAIN_NS = 500000000;

// Waits for the semaphore: 1 taken, 0 at the deadline, -1 with the exception set.
static int wait_semaphore(ThreadState *ts, sem_t *semaphore,
                          uint64_t deadline) ATTACHED RUNS_GUEST {
    for (;;) {
        guest_thread_waits(ts, WAIT_LOCK, NULL);
        thread_detach(ts);
        uint64_t look_again = clock_deadline(LOOK_AGAIN_NS);
        bool is_last = deadline <= look_again;
        struct timespec until = clock_timespec(is_last ? deadline : look_again);
        int result = sem_clockwait(semaphore, CLOCK_MONOTONIC, &until);
        int error = errno;
        thread_attach(ts);
        guest_thread_waits(ts, WAIT_NONE, NULL);
        if (result == 0 || (error == ETIMEDOUT && is_last)) {
            return result == 0;
        }
        // A signal that came between two looks has interrupted neither: it is only noted.
        bool looks_again = error == ETIMEDOUT ? safe_point(ts, SAFE_POINT_NATIVE)
                                              : safe_point_retries(ts, error);
        if (!looks_again) {
            return -1;
        }
    }
}

static Ref semaphore_acquire(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    uint64_t deadline;
    if (!socket_deadline(ts, a[2], &deadline)) {
        return NO_REF;
    }
    sem_t *semaphore = hold_semaphore(ts, a);
    if (!semaphore) {
        return NO_REF;
    }
    int taken = sem_trywait(semaphore) == 0;
    if (!taken && deadline != 0) {
        taken = wait_semaphore(ts, semaphore, deadline);
    }
    mapping_release(ts, a[0]);
    return taken < 0 ? NO_REF : owned(value_bool(taken));
}

static Ref semaphore_release(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    sem_t *semaphore = hold_semaphore(ts, a);
    if (!semaphore) {
        return NO_REF;
    }
    int result = sem_post(semaphore);
    mapping_release(ts, a[0]);
    return result == 0 ? owned(NONE) : raise_os_error(ts, errno, NO_VALUE);
}

static Ref semaphore_value(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    sem_t *semaphore = hold_semaphore(ts, a);
    if (!semaphore) {
        return NO_REF;
    }
    int value = 0;
    sem_getvalue(semaphore, &value);
    mapping_release(ts, a[0]);
    return int_from_i64(ts, value);
}

static const NativeDef FUNCTIONS[] = {
    {"memory_file(size, /)", memory_file, "A file in memory: its descriptor.", 0},
    {"map_file(fd, size, /)", map_file,
     "A file as memory, anonymous memory for fd -1: a Mapping.", 0},
    {"close_mapping(mapping, /)", close_mapping, "Give the memory back.", 0},
    {"shm_open(name, flags, mode, /)", open_shared, "Open named memory: its descriptor.", 0},
    {"shm_unlink(name, /)", unlink_shared, "Delete the name.", 0},
    {"sem_create(mapping, offset, value, /)", semaphore_create, "Make a semaphore.", 0},
    {"sem_acquire(mapping, offset, timeout, /)", semaphore_acquire,
     "Take one, waiting for it; whether it was taken.", 0},
    {"sem_release(mapping, offset, /)", semaphore_release, "Put one back.", 0},
    {"sem_value(mapping, offset, /)", semaphore_value, "How many there are.", 0},
    {NULL, NULL, NULL, 0},
};

static const NumberDef NUMBERS[] = {
    {"SEM_SIZE", sizeof(sem_t)},
    {"SEM_VALUE_MAX", SEM_VALUE_MAX},
    {NULL, 0},
};

static const ClassDef CLASSES[] = {
    {"Mapping", KIND_MAPPING},
    {NULL, 0},
};

const ModuleSpec multiprocessing_module_spec = {
    .name = "_multiprocessing",
    .doc = "What multiprocessing is made of.",
    .functions = FUNCTIONS,
    .numbers = NUMBERS,
    .classes = CLASSES,
};
