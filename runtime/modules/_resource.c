// The native module _resource: what the process has used, and its limits.
#include <errno.h>
#include <sys/resource.h>

#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

static double seconds(const struct timeval *time) {
    return (double)time->tv_sec + (double)time->tv_usec * 1e-6;
}

// _getrusage(who): the 16 fields of a struct_rusage as a tuple.
static Ref getrusage_function(ThreadState *ts, const Value *arguments) ATTACHED {
    int64_t who;
    struct rusage used;
    if (!value_to_index(ts, arguments[0], EXC_OVERFLOW_ERROR, &who)) {
        return NO_REF;
    }
    if (getrusage((int)who, &used)) {
        return errno == EINVAL ? raise_error(ts, EXC_VALUE_ERROR, "invalid who parameter")
                               : raise_os_error(ts, errno, NO_VALUE);
    }
    const long counts[] = {used.ru_maxrss,  used.ru_ixrss,  used.ru_idrss,  used.ru_isrss,
                           used.ru_minflt,  used.ru_majflt, used.ru_nswap,  used.ru_inblock,
                           used.ru_oublock, used.ru_msgsnd, used.ru_msgrcv, used.ru_nsignals,
                           used.ru_nvcsw,   used.ru_nivcsw};
    Ref user = float_new(ts, seconds(&used.ru_utime));
    Ref system = float_new(ts, seconds(&used.ru_stime));
    Value items[16] = {borrow(user), borrow(system)};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        items[i + 2] = value_from_int(counts[i]);
    }
    bool ok = !ref_is_null(user) && !ref_is_null(system);
    Ref result = ok ? tuple_from_array(ts, items, 16) : NO_REF;
    ref_drop(ts, system);
    ref_drop(ts, user);
    return result;
}

static Ref limit_pair(ThreadState *ts, const struct rlimit *limit) ATTACHED {
    // RLIM_INFINITY is -1 to the guest.
    Ref soft = int_from_i64(ts, (int64_t)limit->rlim_cur);
    Ref hard = int_from_i64(ts, (int64_t)limit->rlim_max);
    Value items[2] = {borrow(soft), borrow(hard)};
    return tuple_from_owned(ts, items, 2);
}

static Ref getrlimit_function(ThreadState *ts, const Value *arguments) ATTACHED {
    int64_t which;
    struct rlimit limit;
    if (!value_to_index(ts, arguments[0], EXC_OVERFLOW_ERROR, &which)) {
        return NO_REF;
    }
    if (which < 0 || which >= RLIM_NLIMITS) {
        return raise_error(ts, EXC_VALUE_ERROR, "invalid resource specified");
    }
    return getrlimit((unsigned)which, &limit) ? raise_os_error(ts, errno, NO_VALUE)
                                              : limit_pair(ts, &limit);
}

static Ref setrlimit_function(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    int64_t which;
    Ref pair = NO_REF;
    if (!value_to_index(ts, arguments[0], EXC_OVERFLOW_ERROR, &which)) {
        return NO_REF;
    }
    if (which < 0 || which >= RLIM_NLIMITS) {
        return raise_error(ts, EXC_VALUE_ERROR, "invalid resource specified");
    }
    pair = tuple_from_iterable(ts, arguments[1]);
    if (ref_is_null(pair)) {
        return NO_REF;
    }
    const Tuple *items = (const Tuple *)value_object(borrow(pair));
    int64_t soft, hard;
    bool ok = items->length == 2;
    if (!ok) {
        raise_error(ts, EXC_VALUE_ERROR, "expected a tuple of 2 integers");
    }
    ok = ok && value_to_index(ts, items->items[0], EXC_OVERFLOW_ERROR, &soft) &&
         value_to_index(ts, items->items[1], EXC_OVERFLOW_ERROR, &hard);
    ref_drop(ts, pair);
    if (!ok) {
        return NO_REF;
    }
    struct rlimit limit = {.rlim_cur = (rlim_t)soft, .rlim_max = (rlim_t)hard};
    if (setrlimit((unsigned)which, &limit)) {
        return errno == EINVAL
                   ? raise_error(ts, EXC_VALUE_ERROR, "current limit exceeds maximum limit")
               : errno == EPERM
                   ? raise_error(ts, EXC_VALUE_ERROR, "not allowed to raise maximum limit")
                   : raise_os_error(ts, errno, NO_VALUE);
    }
    return owned(NONE);
}

static const NativeDef FUNCTIONS[] = {
    {"_getrusage(who, /)", getrusage_function, NULL, 0},
    {"getrlimit(resource, /)", getrlimit_function, "(soft, hard) limit of a resource.", 0},
    {"setrlimit(resource, limits, /)", setrlimit_function, "Set the limits of a resource.", 0},
    {NULL, NULL, NULL, 0},
};

static const NumberDef NUMBERS[] = {
    {"RUSAGE_SELF", RUSAGE_SELF},
    {"RUSAGE_CHILDREN", RUSAGE_CHILDREN},
    {"RUSAGE_THREAD", RUSAGE_THREAD},
    {"RLIM_INFINITY", -1},
    {"RLIMIT_CPU", RLIMIT_CPU},
    {"RLIMIT_FSIZE", RLIMIT_FSIZE},
    {"RLIMIT_DATA", RLIMIT_DATA},
    {"RLIMIT_STACK", RLIMIT_STACK},
    {"RLIMIT_CORE", RLIMIT_CORE},
    {"RLIMIT_RSS", RLIMIT_RSS},
    {"RLIMIT_NPROC", RLIMIT_NPROC},
    {"RLIMIT_NOFILE", RLIMIT_NOFILE},
    {"RLIMIT_MEMLOCK", RLIMIT_MEMLOCK},
    {"RLIMIT_AS", RLIMIT_AS},
    {NULL, 0},
};

const ModuleSpec resource_module_spec = {
    .name = "_resource",
    .doc = "What the process has used, and its limits.",
    .functions = FUNCTIONS,
    .numbers = NUMBERS,
};
