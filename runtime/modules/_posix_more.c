// The module _posix_more: calls of the system that few programs need - owners of processes,
// sessions, priorities, terminals, reading at a position. What is kinder to programs is in
// os.py.
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pty.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/times.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "runtime/objects/bytes.h"
#include "runtime/objects/list.h"
#include "runtime/objects/path_text.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/thread/thread_state.h"

#define GROUPS_MAX 65536

// The arguments as whole numbers. False: exception set.
static bool read_numbers(ThreadState *ts, const Value *a, int64_t *out, int n) ATTACHED {
    for (int i = 0; i < n; i++) {
        if (!value_to_index(ts, a[i], EXC_OVERFLOW_ERROR, &out[i])) {
            return false;
        }
    }
    return true;
}

// A call with `n` whole numbers x[0], x[1], ...: `expression` is its result, below 0 for an
// error; the function gives None, or the result itself. The call may block.
#define SYSTEM_CALL(name, n, expression, gives_none)                                           \
    static Ref name##_call(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {              \
        int64_t x[3] = {0};                                                                    \
        if (!read_numbers(ts, a, x, n)) {                                                      \
            return NO_REF;                                                                     \
        }                                                                                      \
        thread_detach(ts);                                                                     \
        errno = 0;                                                                             \
        int64_t result = (expression);                                                         \
        int error = result < 0 ? errno : 0;                                                    \
        thread_attach(ts);                                                                     \
        return error        ? raise_os_error(ts, error, NO_VALUE)                              \
               : gives_none ? owned(NONE)                                                      \
                            : int_from_i64(ts, result);                                        \
    }
SYSTEM_CALL(getpgrp, 0, getpgrp(), false)
SYSTEM_CALL(getpgid, 1, getpgid((pid_t)x[0]), false)
SYSTEM_CALL(pidfd_open, 2, syscall(SYS_pidfd_open, (pid_t)x[0], (unsigned)x[1]), false)
SYSTEM_CALL(pidfd_send_signal, 3,
            syscall(SYS_pidfd_send_signal, (int)x[0], (int)x[1], NULL, (unsigned)x[2]), true)
SYSTEM_CALL(getsid, 1, getsid((pid_t)x[0]), false)
SYSTEM_CALL(setsid, 0, setsid(), true)
SYSTEM_CALL(setpgid, 2, setpgid((pid_t)x[0], (pid_t)x[1]), true)
SYSTEM_CALL(setuid, 1, setuid((uid_t)x[0]), true)
SYSTEM_CALL(setgid, 1, setgid((gid_t)x[0]), true)
SYSTEM_CALL(seteuid, 1, seteuid((uid_t)x[0]), true)
SYSTEM_CALL(setegid, 1, setegid((gid_t)x[0]), true)
SYSTEM_CALL(setreuid, 2, setreuid((uid_t)x[0], (uid_t)x[1]), true)
SYSTEM_CALL(setregid, 2, setregid((gid_t)x[0], (gid_t)x[1]), true)
SYSTEM_CALL(setresuid, 3, setresuid((uid_t)x[0], (uid_t)x[1], (uid_t)x[2]), true)
SYSTEM_CALL(setresgid, 3, setresgid((gid_t)x[0], (gid_t)x[1], (gid_t)x[2]), true)
SYSTEM_CALL(nice, 1, nice((int)x[0]), false)
SYSTEM_CALL(getpriority, 2, getpriority((unsigned)x[0], (id_t)x[1]), false)
SYSTEM_CALL(setpriority, 3, setpriority((unsigned)x[0], (id_t)x[1], (int)x[2]), true)
SYSTEM_CALL(killpg, 2, killpg((pid_t)x[0], (int)x[1]), true)
SYSTEM_CALL(sched_yield, 0, sched_yield(), true)
SYSTEM_CALL(sync, 0, (sync(), 0), true)
SYSTEM_CALL(fchdir, 1, fchdir((int)x[0]), true)
SYSTEM_CALL(fdatasync, 1, fdatasync((int)x[0]), true)
SYSTEM_CALL(fchmod, 2, fchmod((int)x[0], (mode_t)x[1]), true)
SYSTEM_CALL(fchown, 3, fchown((int)x[0], (uid_t)x[1], (gid_t)x[2]), true)
SYSTEM_CALL(lockf, 3, lockf((int)x[0], (int)x[1], x[2]), true)
SYSTEM_CALL(tcgetpgrp, 1, tcgetpgrp((int)x[0]), false)
SYSTEM_CALL(tcsetpgrp, 2, tcsetpgrp((int)x[0], (pid_t)x[1]), true)
SYSTEM_CALL(posix_fallocate, 3, -(errno = posix_fallocate((int)x[0], x[1], x[2])), true)
#undef SYSTEM_CALL

// A tuple of whole numbers.
static Ref number_tuple(ThreadState *ts, const int64_t *numbers, int n) ATTACHED {
    Ref tuple = tuple_new(ts, n);
    for (int i = 0; !ref_is_null(tuple) && i < n; i++) {
        Ref item = int_from_i64(ts, numbers[i]);
        if (ref_is_null(item)) {
            ref_drop(ts, tuple);
            return NO_REF;
        }
        ((Tuple *)(void *)value_object(borrow(tuple)))->items[i] = borrow(item);
    }
    return tuple;
}

static Ref getresuid_function(ThreadState *ts, const Value *a) ATTACHED {
    (void)a;
    uid_t real, effective, saved;
    getresuid(&real, &effective, &saved);
    return number_tuple(ts, (int64_t[]){real, effective, saved}, 3);
}

static Ref getresgid_function(ThreadState *ts, const Value *a) ATTACHED {
    (void)a;
    gid_t real, effective, saved;
    getresgid(&real, &effective, &saved);
    return number_tuple(ts, (int64_t[]){real, effective, saved}, 3);
}

static Ref get_affinity(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t pid, numbers[CPU_SETSIZE];
    cpu_set_t set;
    if (!read_numbers(ts, a, &pid, 1)) {
        return NO_REF;
    }
    if (sched_getaffinity((pid_t)pid, sizeof set, &set) != 0) {
        return raise_os_error(ts, errno, NO_VALUE);
    }
    int n = 0;
    for (int cpu = 0; cpu < CPU_SETSIZE; cpu++) {
        if (CPU_ISSET(cpu, &set)) {
            numbers[n++] = cpu;
        }
    }
    return number_tuple(ts, numbers, n);
}

// (pid, tuple of CPUs); a CPU there cannot be is left out, as if the system did not have it.
static Ref set_affinity(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t pid;
    cpu_set_t set;
    CPU_ZERO(&set);
    if (!read_numbers(ts, a, &pid, 1)) {
        return NO_REF;
    }
    if (!value_has_layout(ts, a[1], KIND_TUPLE)) {
        return raise_error(ts, EXC_TYPE_ERROR, "a tuple of CPUs is required");
    }
    const Tuple *cpus = (const Tuple *)(void *)value_object(a[1]);
    for (int64_t i = 0; i < cpus->length; i++) {
        int64_t cpu;
        if (!read_numbers(ts, &cpus->items[i], &cpu, 1)) {
            return NO_REF;
        }
        if (cpu >= 0 && cpu < CPU_SETSIZE) {
            CPU_SET((size_t)cpu, &set);
        }
    }
    return sched_setaffinity((pid_t)pid, sizeof set, &set) == 0
               ? owned(NONE)
               : raise_os_error(ts, errno, NO_VALUE);
}

static Ref getgroups_function(ThreadState *ts, const Value *a) ATTACHED {
    (void)a;
    gid_t *groups = buffer_new(ts, GROUPS_MAX * sizeof *groups);
    int n = groups ? getgroups(GROUPS_MAX, groups) : -1;
    Ref list = !groups ? NO_REF : n < 0 ? raise_os_error(ts, errno, NO_VALUE) : list_new(ts, n);
    bool ok = !ref_is_null(list);
    for (int i = 0; ok && i < n; i++) {
        ok = list_append(ts, value_object(borrow(list)), value_from_int(groups[i]));
    }
    buffer_free(ts, groups);
    if (!ok) {
        ref_drop(ts, list);
        return NO_REF;
    }
    return list;
}

static Ref setgroups_function(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Ref given = list_from_iterable(ts, a[0]);
    gid_t *groups = ref_is_null(given) ? NULL : buffer_new(ts, GROUPS_MAX * sizeof *groups);
    int64_t n = groups ? list_length(value_object(borrow(given))) : 0;
    bool ok = groups != NULL;
    if (ok && n > GROUPS_MAX) {
        raise_error(ts, EXC_VALUE_ERROR, "too many groups");
        ok = false;
    }
    for (int64_t i = 0; ok && i < n; i++) {
        Ref item = list_item(ts, value_object(borrow(given)), i);
        int64_t group = 0;
        ok = value_to_index(ts, borrow(item), EXC_OVERFLOW_ERROR, &group);
        groups[i] = (gid_t)group;
        ref_drop(ts, item);
    }
    if (ok && setgroups((size_t)n, groups) != 0) {
        raise_os_error(ts, errno, NO_VALUE);
        ok = false;
    }
    buffer_free(ts, groups);
    ref_drop(ts, given);
    return ok ? owned(NONE) : NO_REF;
}

static Ref getloadavg_function(ThreadState *ts, const Value *a) ATTACHED {
    (void)a;
    double loads[3];
    if (getloadavg(loads, 3) != 3) {
        return raise_error(ts, EXC_OS_ERROR, "Load averages are unobtainable");
    }
    Value items[3];
    for (int i = 0; i < 3; i++) {
        items[i] = borrow(float_new(ts, loads[i]));
    }
    return tuple_from_owned(ts, items, 3);
}

// times(): user, system, children's user and system, elapsed, in ticks; how many a second has.
static Ref times_function(ThreadState *ts, const Value *a) ATTACHED {
    (void)a;
    struct tms t;
    clock_t elapsed = times(&t);
    return number_tuple(ts,
                        (int64_t[]){t.tms_utime, t.tms_stime, t.tms_cutime, t.tms_cstime,
                                    elapsed, sysconf(_SC_CLK_TCK)},
                        6);
}

// --- paths ----------------------------------------------------------------------------------

typedef int (*PathCall)(const char *path, unsigned first, unsigned second);

// One of the calls on a path and two numbers.
static Ref call_on_path(ThreadState *ts, const Value *a, int n,
                        PathCall function) ATTACHED RUNS_GUEST {
    int64_t numbers[2] = {0};
    char *text = read_numbers(ts, a + 1, numbers, n) ? path_text(ts, a[0]) : NULL;
    if (!text) {
        return NO_REF;
    }
    int result = function(text, (unsigned)numbers[0], (unsigned)numbers[1]);
    int error = errno;
    buffer_free(ts, text);
    return result == 0 ? owned(NONE) : raise_os_error(ts, error, a[0]);
}

static int make_fifo(const char *path, unsigned mode, unsigned unused) {
    (void)unused;
    return mkfifo(path, mode);
}

static int change_root(const char *path, unsigned unused, unsigned unused_too) {
    (void)unused;
    (void)unused_too;
    return chroot(path);
}

static Ref chown_function(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return call_on_path(ts, a, 2, chown);
}

static Ref lchown_function(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return call_on_path(ts, a, 2, lchown);
}

static Ref mkfifo_function(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return call_on_path(ts, a, 1, make_fifo);
}

static Ref chroot_function(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return call_on_path(ts, a, 0, change_root);
}

// statvfs(path or descriptor): the eleven fields.
static Ref statvfs_function(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    struct statvfs s;
    int result;
    if (value_is_small_int(a[0])) {
        result = fstatvfs((int)value_to_int(a[0]), &s);
    } else {
        char *text = path_text(ts, a[0]);
        if (!text) {
            return NO_REF;
        }
        result = statvfs(text, &s);
        buffer_free(ts, text);
    }
    if (result != 0) {
        return raise_os_error(ts, errno, value_is_small_int(a[0]) ? NO_VALUE : a[0]);
    }
    return number_tuple(ts,
                        (int64_t[]){(int64_t)s.f_bsize, (int64_t)s.f_frsize,
                                    (int64_t)s.f_blocks, (int64_t)s.f_bfree,
                                    (int64_t)s.f_bavail, (int64_t)s.f_files, (int64_t)s.f_ffree,
                                    (int64_t)s.f_favail, (int64_t)s.f_flag,
                                    (int64_t)s.f_namemax, (int64_t)s.f_fsid},
                        11);
}

// --- descriptors ----------------------------------------------------------------------------

static Ref two_descriptors(ThreadState *ts, int result, const int *ends) ATTACHED {
    return result != 0 ? raise_os_error(ts, errno, NO_VALUE)
                       : number_tuple(ts, (int64_t[]){ends[0], ends[1]}, 2);
}

static Ref pipe2_function(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t flags;
    int ends[2];
    return read_numbers(ts, a, &flags, 1) ? two_descriptors(ts, pipe2(ends, (int)flags), ends)
                                          : NO_REF;
}

static Ref openpty_function(ThreadState *ts, const Value *a) ATTACHED {
    (void)a;
    int ends[2] = {-1, -1};
    int result = openpty(&ends[0], &ends[1], NULL, NULL, NULL);
    for (int i = 0; result == 0 && i < 2; i++) {
        fcntl(ends[i], F_SETFD, FD_CLOEXEC);
    }
    return two_descriptors(ts, result, ends);
}

static Ref ttyname_function(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t fd;
    char name[256];
    if (!read_numbers(ts, a, &fd, 1)) {
        return NO_REF;
    }
    int error = ttyname_r((int)fd, name, sizeof name);
    return error ? raise_os_error(ts, error, NO_VALUE) : str_from_text(ts, name);
}

static Ref get_blocking(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t fd;
    if (!read_numbers(ts, a, &fd, 1)) {
        return NO_REF;
    }
    int flags = fcntl((int)fd, F_GETFL);
    return flags < 0 ? raise_os_error(ts, errno, NO_VALUE)
                     : owned(value_bool(!(flags & O_NONBLOCK)));
}

// pread(fd, size, offset)
static Ref pread_function(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t x[3];
    if (!read_numbers(ts, a, x, 3)) {
        return NO_REF;
    }
    if (x[1] < 0) {
        return raise_os_error(ts, EINVAL, NO_VALUE);
    }
    char *data = buffer_new(ts, (size_t)x[1]);
    if (!data) {
        return NO_REF;
    }
    thread_detach(ts);
    ssize_t n = pread((int)x[0], data, (size_t)x[1], x[2]);
    int error = errno;
    thread_attach(ts);
    Ref bytes = n < 0 ? raise_os_error(ts, error, NO_VALUE) : bytes_new(ts, data, (size_t)n);
    buffer_free(ts, data);
    return bytes;
}

// pwrite(fd, bytes, offset)
static Ref pwrite_function(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t fd, offset;
    if (!read_numbers(ts, a, &fd, 1) || !read_numbers(ts, a + 2, &offset, 1)) {
        return NO_REF;
    }
    if (!value_has_layout(ts, a[1], KIND_BYTES)) {
        return raise_error(ts, EXC_TYPE_ERROR, "a bytes-like object is required, not '%s'",
                           value_type_name(ts, a[1]));
    }
    const Bytes *bytes = (const Bytes *)value_object(a[1]);
    thread_detach(ts);
    ssize_t n = pwrite((int)fd, bytes->data, (size_t)bytes->length, offset);
    int error = errno;
    thread_attach(ts);
    return n < 0 ? raise_os_error(ts, error, NO_VALUE) : int_from_i64(ts, n);
}

// sendfile(out, in, offset or None, count)
static Ref sendfile_function(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t out_in[2], offset = 0, count;
    bool has_offset = !value_is_none(a[2]);
    if (!read_numbers(ts, a, out_in, 2) ||
        (has_offset && !read_numbers(ts, a + 2, &offset, 1)) ||
        !read_numbers(ts, a + 3, &count, 1)) {
        return NO_REF;
    }
    off_t position = offset;
    thread_detach(ts);
    ssize_t n =
        sendfile((int)out_in[0], (int)out_in[1], has_offset ? &position : NULL, (size_t)count);
    int error = errno;
    thread_attach(ts);
    return n < 0 ? raise_os_error(ts, error, NO_VALUE) : int_from_i64(ts, n);
}

static const NativeDef FUNCTIONS[] = {
    {"getpgrp()", getpgrp_call, NULL, 0},
    {"getpgid(pid)", getpgid_call, NULL, 0},
    {"getsid(pid, /)", getsid_call, NULL, 0},
    {"setsid()", setsid_call, NULL, 0},
    {"setpgid(pid, pgrp, /)", setpgid_call, NULL, 0},
    {"setuid(uid, /)", setuid_call, NULL, 0},
    {"setgid(gid, /)", setgid_call, NULL, 0},
    {"seteuid(euid, /)", seteuid_call, NULL, 0},
    {"setegid(egid, /)", setegid_call, NULL, 0},
    {"setreuid(ruid, euid, /)", setreuid_call, NULL, 0},
    {"setregid(rgid, egid, /)", setregid_call, NULL, 0},
    {"setresuid(ruid, euid, suid, /)", setresuid_call, NULL, 0},
    {"setresgid(rgid, egid, sgid, /)", setresgid_call, NULL, 0},
    {"getresuid()", getresuid_function, NULL, 0},
    {"getresgid()", getresgid_function, NULL, 0},
    {"getgroups()", getgroups_function, NULL, 0},
    {"setgroups(groups, /)", setgroups_function, NULL, 0},
    {"nice(increment, /)", nice_call, NULL, 0},
    {"getpriority(which, who)", getpriority_call, NULL, 0},
    {"setpriority(which, who, priority)", setpriority_call, NULL, 0},
    {"killpg(pgid, signal, /)", killpg_call, NULL, 0},
    {"_pidfd_open(pid, flags, /)", pidfd_open_call, NULL, 0},
    {"_pidfd_send_signal(fd, signal, flags, /)", pidfd_send_signal_call, NULL, 0},
    {"sched_yield()", sched_yield_call, NULL, 0},
    {"sync()", sync_call, NULL, 0},
    {"getloadavg()", getloadavg_function, NULL, 0},
    {"times()", times_function, NULL, 0},
    {"chown(path, uid, gid, /)", chown_function, NULL, 0},
    {"lchown(path, uid, gid, /)", lchown_function, NULL, 0},
    {"mkfifo(path, mode, /)", mkfifo_function, NULL, 0},
    {"chroot(path, /)", chroot_function, NULL, 0},
    {"statvfs(path, /)", statvfs_function, NULL, 0},
    {"fchdir(fd)", fchdir_call, NULL, 0},
    {"fdatasync(fd)", fdatasync_call, NULL, 0},
    {"fchmod(fd, mode)", fchmod_call, NULL, 0},
    {"fchown(fd, uid, gid)", fchown_call, NULL, 0},
    {"lockf(fd, command, length, /)", lockf_call, NULL, 0},
    {"posix_fallocate(fd, offset, length, /)", posix_fallocate_call, NULL, 0},
    {"tcgetpgrp(fd, /)", tcgetpgrp_call, NULL, 0},
    {"sched_getaffinity(pid, /)", get_affinity, NULL, 0},
    {"sched_setaffinity(pid, cpus, /)", set_affinity, NULL, 0},
    {"tcsetpgrp(fd, pgid, /)", tcsetpgrp_call, NULL, 0},
    {"pipe2(flags, /)", pipe2_function, NULL, 0},
    {"openpty()", openpty_function, NULL, 0},
    {"ttyname(fd, /)", ttyname_function, NULL, 0},
    {"get_blocking(fd, /)", get_blocking, NULL, 0},
    {"pread(fd, length, offset, /)", pread_function, NULL, 0},
    {"pwrite(fd, buffer, offset, /)", pwrite_function, NULL, 0},
    {"sendfile(out_fd, in_fd, offset, count)", sendfile_function, NULL, 0},
    {NULL, NULL, NULL, 0},
};

#define N(name)                                                                                \
    { #name, name }
static const NumberDef NUMBERS[] = {
    N(O_CLOEXEC),
    N(O_DIRECTORY),
    N(O_NOFOLLOW),
    N(O_SYNC),
    N(O_DSYNC),
    N(O_NOCTTY),
    N(O_ASYNC),
    N(O_DIRECT),
    N(O_NOATIME),
    N(O_PATH),
    N(O_TMPFILE),
    N(O_ACCMODE),
    N(O_RSYNC),
    N(O_LARGEFILE),
    {"O_NDELAY", O_NONBLOCK},
    {"O_FSYNC", O_SYNC},
    N(EX_USAGE),
    N(EX_DATAERR),
    N(EX_NOINPUT),
    N(EX_NOUSER),
    N(EX_NOHOST),
    N(EX_UNAVAILABLE),
    N(EX_SOFTWARE),
    N(EX_OSERR),
    N(EX_OSFILE),
    N(EX_CANTCREAT),
    N(EX_IOERR),
    N(EX_TEMPFAIL),
    N(EX_PROTOCOL),
    N(EX_NOPERM),
    N(EX_CONFIG),
    N(F_LOCK),
    N(F_TLOCK),
    N(F_ULOCK),
    N(F_TEST),
    N(PRIO_PROCESS),
    N(PRIO_PGRP),
    N(PRIO_USER),
    N(WCONTINUED),
    N(WEXITED),
    N(WNOWAIT),
    N(WSTOPPED),
    N(P_ALL),
    N(P_PID),
    N(P_PGID),
    {"P_PIDFD", 3},
    N(CLD_EXITED),
    N(CLD_KILLED),
    N(CLD_DUMPED),
    N(CLD_TRAPPED),
    N(CLD_STOPPED),
    N(CLD_CONTINUED),
    N(SEEK_DATA),
    N(SEEK_HOLE),
    N(ST_RDONLY),
    N(ST_NOSUID),
    N(SCHED_OTHER),
    N(SCHED_BATCH),
    N(SCHED_FIFO),
    N(SCHED_RR),
    N(SCHED_IDLE),
    {NULL, 0},
};
#undef N

const ModuleSpec posix_more_module_spec = {
    .name = "_posix_more",
    .doc = "Calls of the operating system that few programs need.",
    .functions = FUNCTIONS,
    .numbers = NUMBERS,
};
