// The module _mmap: files as memory, from which mmap.py makes the class mmap.
#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

#include "runtime/modules/shared_mapping.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/thread/thread_state.h"

// The arguments as whole numbers. False: exception set.
static bool read_numbers(ThreadState *ts, const Value *a, int64_t *out, int n) ATTACHED {
    for (int i = 0; i < n; i++) {
        if (!value_to_index(ts, a[i], EXC_OVERFLOW_ERROR, &out[i])) {
            return false;
        }
    }
    return true;
}

static Ref map_function(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t x[4];
    if (!read_numbers(ts, a, x, 4)) {
        return NO_REF;
    }
    if (x[1] <= 0) {
        return raise_os_error(ts, EINVAL, NO_VALUE);
    }
    return mapping_open(ts, (int)x[0], (size_t)x[1], (int)x[2], x[3]);
}

static Ref close_function(ThreadState *ts, const Value *a) ATTACHED {
    return mapping_close(ts, a[0]) ? owned(NONE) : NO_REF;
}

// msync or madvise, for a part that begins at a page.
static Ref with_part(ThreadState *ts, const Value *a, bool syncs) ATTACHED RUNS_GUEST {
    int64_t x[3] = {0};
    if (!read_numbers(ts, a + 1, x, syncs ? 2 : 3)) {
        return NO_REF;
    }
    void *place = x[1] < 0 ? NULL : mapping_hold(ts, a[0], x[0], (size_t)x[1]);
    if (!place) {
        return error_is_set(ts) ? NO_REF : raise_os_error(ts, EINVAL, NO_VALUE);
    }
    thread_detach(ts);
    int failed =
        syncs ? msync(place, (size_t)x[1], MS_SYNC) : madvise(place, (size_t)x[1], (int)x[2]);
    int error = errno;
    thread_attach(ts);
    mapping_release(ts, a[0]);
    return failed ? raise_os_error(ts, error, NO_VALUE) : owned(NONE);
}

static Ref flush_function(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return with_part(ts, a, true);
}

static Ref advise_function(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return with_part(ts, a, false);
}

static const NativeDef FUNCTIONS[] = {
    {"map(fd, size, flags, offset, /)", map_function, "A part of a file as memory: a Mapping.",
     0},
    {"close(mapping, /)", close_function, "Give the memory back.", 0},
    {"flush(mapping, offset, size, /)", flush_function, "Write a part to the file.", 0},
    {"advise(mapping, offset, size, option, /)", advise_function,
     "Tell the system how a part will be used.", 0},
    {NULL, NULL, NULL, 0},
};

static const NumberDef NUMBERS[] = {
    NUMBER_DEF(MAP_SHARED),    NUMBER_DEF(MAP_PRIVATE),     NUMBER_DEF(MAP_ANON),
    NUMBER_DEF(MAP_ANONYMOUS), NUMBER_DEF(MAP_POPULATE),    NUMBER_DEF(MAP_NORESERVE),
    NUMBER_DEF(PROT_READ),     NUMBER_DEF(PROT_WRITE),      NUMBER_DEF(PROT_EXEC),
    NUMBER_DEF(MADV_NORMAL),   NUMBER_DEF(MADV_RANDOM),     NUMBER_DEF(MADV_SEQUENTIAL),
    NUMBER_DEF(MADV_WILLNEED), NUMBER_DEF(MADV_DONTNEED),   NUMBER_DEF(MADV_DONTFORK),
    NUMBER_DEF(MADV_DOFORK),   NUMBER_DEF(MADV_MERGEABLE),  NUMBER_DEF(MADV_UNMERGEABLE),
    NUMBER_DEF(MADV_HUGEPAGE), NUMBER_DEF(MADV_NOHUGEPAGE), {NULL, 0},
};

static bool set_up(ThreadState *ts, Object *module) ATTACHED {
    Object *dict = ((Module *)(void *)module)->dict;
    return dict_set_text(ts, dict, "PAGESIZE", value_from_int(sysconf(_SC_PAGESIZE)));
}

const ModuleSpec mmap_module_spec = {
    .name = "_mmap",
    .doc = "Files as memory.",
    .functions = FUNCTIONS,
    .numbers = NUMBERS,
    .set_up = set_up,
};
