// The module _posix_files: more of the operating system for os - links, permissions, times,
// descriptors, processes. Paths and numbers only; what is kinder to programs is in os.py.
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

#include "runtime/modules/posix.h"
#include "runtime/objects/bytes.h"
#include "runtime/objects/path_text.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/thread/guest_thread.h"
#include "vm/thread/safe_point.h"
#include "vm/thread/thread_state.h"

static bool to_int(ThreadState *ts, Value v, int64_t *out) ATTACHED RUNS_GUEST {
    return value_to_index(ts, v, EXC_OVERFLOW_ERROR, out);
}

static Ref done(ThreadState *ts, int result, Value path) ATTACHED {
    return result == 0 ? owned(NONE) : raise_os_error(ts, errno, path);
}

static Ref number_or_error(ThreadState *ts, int64_t result) ATTACHED {
    return result >= 0 ? int_from_i64(ts, result) : raise_os_error(ts, errno, NO_VALUE);
}

#define STAT_FIELDS 19

// The fields of a stat as a tuple: the ten of os.stat(), then the times as floats and in
// nanoseconds, then st_blksize, st_blocks, st_rdev.
static Ref stat_tuple(ThreadState *ts, const struct stat *s) ATTACHED {
    int64_t times[3] = {s->st_atim.tv_sec * INT64_C(1000000000) + s->st_atim.tv_nsec,
                        s->st_mtim.tv_sec * INT64_C(1000000000) + s->st_mtim.tv_nsec,
                        s->st_ctim.tv_sec * INT64_C(1000000000) + s->st_ctim.tv_nsec};
    int64_t numbers[STAT_FIELDS] = {(int64_t)s->st_mode,
                                    (int64_t)s->st_ino,
                                    (int64_t)s->st_dev,
                                    (int64_t)s->st_nlink,
                                    (int64_t)s->st_uid,
                                    (int64_t)s->st_gid,
                                    (int64_t)s->st_size,
                                    s->st_atim.tv_sec,
                                    s->st_mtim.tv_sec,
                                    s->st_ctim.tv_sec,
                                    0,
                                    0,
                                    0,
                                    times[0],
                                    times[1],
                                    times[2],
                                    s->st_blksize,
                                    s->st_blocks,
                                    (int64_t)s->st_rdev};
    Ref tuple = tuple_new(ts, STAT_FIELDS);
    for (int i = 0; !ref_is_null(tuple) && i < STAT_FIELDS; i++) {
        Ref item = i >= 10 && i < 13 ? float_new(ts, (double)times[i - 10] / 1e9)
                                     : int_from_i64(ts, numbers[i]);
        if (ref_is_null(item)) {
            ref_drop(ts, tuple);
            return NO_REF;
        }
        ((Tuple *)(void *)value_object(borrow(tuple)))->items[i] = borrow(item);
    }
    return tuple;
}

static Ref stat_function(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    struct stat status;
    int result;
    int follows = value_truth(ts, a[1]);
    if (follows < 0) {
        return NO_REF;
    }
    if (value_is_small_int(a[0])) {
        result = fstat((int)value_to_int(a[0]), &status);
        return result ? raise_os_error(ts, errno, NO_VALUE) : stat_tuple(ts, &status);
    }
    char *text = path_text(ts, a[0]);
    if (!text) {
        return NO_REF;
    }
    thread_detach(ts);
    result = follows ? stat(text, &status) : lstat(text, &status);
    int error = errno;
    thread_attach(ts);
    buffer_free(ts, text);
    return result ? raise_os_error(ts, error, a[0]) : stat_tuple(ts, &status);
}

// One of the calls on two paths.
static Ref on_two_paths(ThreadState *ts, const Value *a,
                        int (*function)(const char *, const char *)) ATTACHED {
    char *from = path_text(ts, a[0]);
    char *to = from ? path_text(ts, a[1]) : NULL;
    Ref result = NO_REF;
    if (to) {
        result = function(from, to) == 0 ? owned(NONE)
                                         : raise_os_error_of_two(ts, errno, a[0], a[1]);
    }
    buffer_free(ts, from);
    buffer_free(ts, to);
    return result;
}

static Ref symlink_function(ThreadState *ts, const Value *a) ATTACHED {
    return on_two_paths(ts, a, symlink);
}

static Ref link_function(ThreadState *ts, const Value *a) ATTACHED {
    return on_two_paths(ts, a, link);
}

static Ref readlink_function(ThreadState *ts, const Value *a) ATTACHED {
    char *text = path_text(ts, a[0]);
    if (!text) {
        return NO_REF;
    }
    char target[4096];
    ssize_t length = readlink(text, target, sizeof target);
    int error = errno;
    buffer_free(ts, text);
    if (length < 0) {
        return raise_os_error(ts, error, a[0]);
    }
    return value_has_layout(ts, a[0], KIND_BYTES) ? bytes_new(ts, target, (size_t)length)
                                                  : str_from_utf8(ts, target, (size_t)length);
}

static Ref chmod_function(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t mode;
    char *text = to_int(ts, a[1], &mode) ? path_text(ts, a[0]) : NULL;
    Ref result = text ? done(ts, chmod(text, (mode_t)mode), a[0]) : NO_REF;
    buffer_free(ts, text);
    return result;
}

static Ref access_function(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t mode;
    char *text = to_int(ts, a[1], &mode) ? path_text(ts, a[0]) : NULL;
    Ref result = text ? owned(value_bool(access(text, (int)mode) == 0)) : NO_REF;
    buffer_free(ts, text);
    return result;
}

// utime(path, nanoseconds of access, of modification)
static Ref utime_function(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t access_ns, change_ns;
    char *text = to_int(ts, a[1], &access_ns) && to_int(ts, a[2], &change_ns)
                     ? path_text(ts, a[0])
                     : NULL;
    if (!text) {
        return NO_REF;
    }
    int64_t second = INT64_C(1000000000);
    struct timespec times[2] = {{access_ns / second, access_ns % second},
                                {change_ns / second, change_ns % second}};
    Ref result = done(ts, utimensat(AT_FDCWD, text, times, 0), a[0]);
    buffer_free(ts, text);
    return result;
}

// --- descriptors ----------------------------------------------------------------------------

static Ref lseek_function(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t fd, offset, whence;
    return to_int(ts, a[0], &fd) && to_int(ts, a[1], &offset) && to_int(ts, a[2], &whence)
               ? number_or_error(ts, lseek((int)fd, offset, (int)whence))
               : NO_REF;
}

static Ref dup_function(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t fd;
    return to_int(ts, a[0], &fd) ? number_or_error(ts, fcntl((int)fd, F_DUPFD_CLOEXEC, 0))
                                 : NO_REF;
}

static Ref dup2_function(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t fd, target;
    int inherits = value_truth(ts, a[2]);
    if (inherits < 0 || !to_int(ts, a[0], &fd) || !to_int(ts, a[1], &target)) {
        return NO_REF;
    }
    int result = inherits ? dup2((int)fd, (int)target) : dup3((int)fd, (int)target, O_CLOEXEC);
    return number_or_error(ts, result);
}

static Ref truncate_function(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t fd, size;
    return to_int(ts, a[0], &fd) && to_int(ts, a[1], &size)
               ? done(ts, ftruncate((int)fd, size), NO_VALUE)
               : NO_REF;
}

static Ref sync_function(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t fd;
    return to_int(ts, a[0], &fd) ? done(ts, fsync((int)fd), NO_VALUE) : NO_REF;
}

static Ref isatty_function(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t fd;
    return to_int(ts, a[0], &fd) ? owned(value_bool(isatty((int)fd))) : NO_REF;
}

static Ref set_blocking(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t fd;
    int blocks = value_truth(ts, a[1]);
    if (blocks < 0 || !to_int(ts, a[0], &fd)) {
        return NO_REF;
    }
    int flags = fcntl((int)fd, F_GETFL);
    flags = blocks ? flags & ~O_NONBLOCK : flags | O_NONBLOCK;
    return done(ts, fcntl((int)fd, F_SETFL, flags), NO_VALUE);
}

static Ref set_inheritable(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t fd;
    int inherits = value_truth(ts, a[1]);
    return inherits < 0 || !to_int(ts, a[0], &fd)
               ? NO_REF
               : done(ts, fcntl((int)fd, F_SETFD, inherits ? 0 : FD_CLOEXEC), NO_VALUE);
}

static Ref get_inheritable(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t fd;
    if (!to_int(ts, a[0], &fd)) {
        return NO_REF;
    }
    int flags = fcntl((int)fd, F_GETFD);
    return flags < 0 ? raise_os_error(ts, errno, NO_VALUE)
                     : owned(value_bool(!(flags & FD_CLOEXEC)));
}

static Ref terminal_size(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t fd;
    struct winsize size;
    if (!to_int(ts, a[0], &fd)) {
        return NO_REF;
    }
    if (ioctl((int)fd, TIOCGWINSZ, &size) != 0) {
        return raise_os_error(ts, errno, NO_VALUE);
    }
    Value items[] = {value_from_int(size.ws_col), value_from_int(size.ws_row)};
    return tuple_from_owned(ts, items, 2);
}

// --- processes ------------------------------------------------------------------------------

#define NUMBER(name, expression)                                                               \
    static Ref name##_function(ThreadState *ts, const Value *a) ATTACHED {                     \
        (void)a;                                                                               \
        return int_from_i64(ts, (expression));                                                 \
    }
NUMBER(getuid, getuid())
NUMBER(geteuid, geteuid())
NUMBER(getgid, getgid())
NUMBER(getegid, getegid())

static Ref umask_function(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t mask;
    return to_int(ts, a[0], &mask) ? int_from_i64(ts, umask((mode_t)mask)) : NO_REF;
}

static Ref uname_function(ThreadState *ts, const Value *a) ATTACHED {
    (void)a;
    struct utsname name;
    uname(&name);
    const char *parts[] = {name.sysname, name.nodename, name.release, name.version,
                           name.machine};
    Ref tuple = tuple_new(ts, 5);
    for (int i = 0; !ref_is_null(tuple) && i < 5; i++) {
        Ref part = str_from_text(ts, parts[i]);
        if (ref_is_null(part)) {
            ref_drop(ts, tuple);
            return NO_REF;
        }
        ((Tuple *)(void *)value_object(borrow(tuple)))->items[i] = borrow(part);
    }
    return tuple;
}

static Ref strerror_function(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t number;
    return to_int(ts, a[0], &number) ? str_from_text(ts, strerror((int)number)) : NO_REF;
}

// waitpid(pid, options): (pid, status), detached while it waits.
static Ref waitpid_function(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t pid, options;
    if (!to_int(ts, a[0], &pid) || !to_int(ts, a[1], &options)) {
        return NO_REF;
    }
    for (;;) {
        int status = 0;
        guest_thread_waits(ts, WAIT_IO, NULL);
        thread_detach(ts);
        pid_t found = waitpid((pid_t)pid, &status, (int)options);
        int error = errno;
        thread_attach(ts);
        guest_thread_waits(ts, WAIT_NONE, NULL);
        if (found >= 0) {
            return tuple_from_owned(
                ts, (Value[]){value_from_int(found), value_from_int(status)}, 2);
        }
        if (!safe_point_retries(ts, error)) {
            return NO_REF;
        }
    }
}

// waitid(idtype, id, options): (pid, uid, signal, status, code), None if nothing happened.
static Ref waitid_function(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t kind, id, options;
    if (!to_int(ts, a[0], &kind) || !to_int(ts, a[1], &id) || !to_int(ts, a[2], &options)) {
        return NO_REF;
    }
    for (;;) {
        siginfo_t info = {.si_pid = 0};
        guest_thread_waits(ts, WAIT_IO, NULL);
        thread_detach(ts);
        int result = waitid((idtype_t)kind, (id_t)id, &info, (int)options);
        int error = errno;
        thread_attach(ts);
        guest_thread_waits(ts, WAIT_NONE, NULL);
        if (result == 0 && info.si_pid == 0) {
            return owned(NONE);
        }
        if (result == 0) {
            return tuple_from_owned(
                ts,
                (Value[]){value_from_int(info.si_pid), value_from_int(info.si_uid),
                          value_from_int(info.si_signo), value_from_int(info.si_status),
                          value_from_int(info.si_code)},
                5);
        }
        if (!safe_point_retries(ts, error)) {
            return NO_REF;
        }
    }
}

static const NativeDef FUNCTIONS[] = {
    {"stat(path, follow_symlinks, /)", stat_function, NULL, 0},
    {"symlink(src, dst, /)", symlink_function, NULL, 0},
    {"link(src, dst, /)", link_function, NULL, 0},
    {"readlink(path, /)", readlink_function, NULL, 0},
    {"chmod(path, mode, /)", chmod_function, NULL, 0},
    {"access(path, mode, /)", access_function, NULL, 0},
    {"utime(path, access, modification, /)", utime_function, NULL, 0},
    {"lseek(fd, offset, whence, /)", lseek_function, NULL, 0},
    {"dup(fd, /)", dup_function, NULL, 0},
    {"dup2(fd, target, inheritable, /)", dup2_function, NULL, 0},
    {"ftruncate(fd, length, /)", truncate_function, NULL, 0},
    {"fsync(fd, /)", sync_function, NULL, 0},
    {"isatty(fd, /)", isatty_function, NULL, 0},
    {"set_blocking(fd, blocking, /)", set_blocking, NULL, 0},
    {"get_inheritable(fd, /)", get_inheritable, NULL, 0},
    {"set_inheritable(fd, inheritable, /)", set_inheritable, NULL, 0},
    {"terminal_size(fd, /)", terminal_size, NULL, 0},
    {"getuid()", getuid_function, NULL, 0},
    {"geteuid()", geteuid_function, NULL, 0},
    {"getgid()", getgid_function, NULL, 0},
    {"getegid()", getegid_function, NULL, 0},
    {"umask(mask, /)", umask_function, NULL, 0},
    {"uname()", uname_function, NULL, 0},
    {"strerror(code, /)", strerror_function, NULL, 0},
    {"waitpid(pid, options, /)", waitpid_function, NULL, 0},
    {"waitid(idtype, id, options, /)", waitid_function, NULL, 0},
    {NULL, NULL, NULL, 0},
};

// The errors' names with their numbers: those of the C library, and the second names that some
// numbers have. Where a number has two, the one errno.errorcode gives comes first.
static bool set_up(ThreadState *ts, Object *module) ATTACHED {
    static const struct {
        const char *name;
        int number;
    } FIRST[] = {{"EDEADLOCK", EDEADLOCK}, {"ENOTSUP", ENOTSUP}};
    Ref names = dict_new(ts);
    bool ok = !ref_is_null(names);
    for (size_t i = 0; ok && i < sizeof FIRST / sizeof *FIRST; i++) {
        ok = dict_set_text(ts, value_object(borrow(names)), FIRST[i].name,
                           value_from_int(FIRST[i].number));
    }
    for (int number = 1; ok && number < EHWPOISON; number++) {
        const char *name = strerrorname_np(number);
        ok = name == NULL ||
             dict_set_text(ts, value_object(borrow(names)), name, value_from_int(number));
    }
    ok = ok && dict_set_text(ts, value_object(borrow(names)), "EWOULDBLOCK",
                             value_from_int(EWOULDBLOCK));
    ok = ok && dict_set_text(ts, ((Module *)module)->dict, "error_names", borrow(names));
    ref_drop(ts, names);
    return ok;
}

const ModuleSpec posix_files_module_spec = {
    .name = "_posix_files",
    .doc = "More of the operating system's part of os.",
    .functions = FUNCTIONS,
    .set_up = set_up,
};
