// The module _posix_spawn: starting another program, for subprocess and multiprocessing.
#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "runtime/modules/posix.h"
#include "runtime/objects/path_text.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/thread/thread_state.h"

#define FDS_MAX 1024

// What the child does before it becomes the program.
typedef struct Launch {
    char **arguments;   // null-terminated; a buffer, as its strings are
    char **environment; // the same; null: that of this process
    char **programs; // the same: the first of these files that is there; null: searched for by
                     // its name
    char *directory; // null: that of this process
    int streams[3];  // what becomes 0, 1 and 2; -1 leaves one alone
    bool closes_others; // of the other descriptors only these stay open
    int kept[FDS_MAX];
    size_t n_kept;
    bool new_session;
    bool restores_signals; // what this process ignores gets its default action
    int64_t umask;         // -1: as it is
    int64_t group;         // its process group, 0: one of its own, -1: as it is
} Launch;

void posix_strings_free(ThreadState *ts, char **strings) {
    for (size_t i = 0; strings && strings[i]; i++) {
        buffer_free(ts, strings[i]);
    }
    buffer_free(ts, strings);
}

char **posix_strings(ThreadState *ts, Value v) {
    if (!value_has_layout(ts, v, KIND_TUPLE)) {
        raise_error(ts, EXC_TYPE_ERROR, "a tuple of strings is required");
        return NULL;
    }
    const Tuple *tuple = (const Tuple *)(void *)value_object(v);
    char **strings = buffer_new(ts, ((size_t)tuple->length + 1) * sizeof *strings);
    if (!strings) {
        return NULL;
    }
    int64_t n = 0;
    while (n < tuple->length && (strings[n] = path_text(ts, tuple->items[n]))) {
        n++;
    }
    strings[n] = NULL;
    if (n < tuple->length) {
        posix_strings_free(ts, strings);
        return NULL;
    }
    return strings;
}

// The ints of a tuple, at most `max` of them: how many, -1 with the exception set.
static int64_t fds_of(ThreadState *ts, Value v, int *out, int64_t max) ATTACHED RUNS_GUEST {
    const Tuple *tuple = (const Tuple *)(void *)value_object(v);
    if (!value_has_layout(ts, v, KIND_TUPLE) || tuple->length > max) {
        raise_error(ts, EXC_VALUE_ERROR, "a tuple of at most %lld descriptors is required",
                    (long long)max);
        return -1;
    }
    for (int64_t i = 0; i < tuple->length; i++) {
        int64_t fd;
        if (!value_to_index(ts, tuple->items[i], EXC_OVERFLOW_ERROR, &fd)) {
            return -1;
        }
        if (fd < -1 || fd > INT32_MAX) {
            raise_error(ts, EXC_VALUE_ERROR, "bad value(s) in fds_to_keep");
            return -1;
        }
        out[i] = (int)fd;
    }
    return tuple->length;
}

static bool read_launch(ThreadState *ts, const Value *a, Launch *launch) ATTACHED RUNS_GUEST {
    if (fds_of(ts, a[3], launch->streams, 3) < 0) {
        return false;
    }
    launch->closes_others = !value_is_none(a[4]);
    int64_t n = launch->closes_others ? fds_of(ts, a[4], launch->kept, FDS_MAX) : 0;
    launch->n_kept = n < 0 ? 0 : (size_t)n;
    int new_session = n < 0 ? -1 : value_truth(ts, a[5]);
    int restores = new_session < 0 ? -1 : value_truth(ts, a[6]);
    launch->new_session = new_session > 0;
    launch->restores_signals = restores > 0;
    if (restores < 0 || !value_to_index(ts, a[7], EXC_OVERFLOW_ERROR, &launch->umask) ||
        !value_to_index(ts, a[8], EXC_OVERFLOW_ERROR, &launch->group)) {
        return false;
    }
    launch->directory = value_is_none(a[2]) ? NULL : path_text(ts, a[2]);
    launch->arguments = error_is_set(ts) ? NULL : posix_strings(ts, a[0]);
    if (launch->arguments && !launch->arguments[0]) {
        raise_error(ts, EXC_VALUE_ERROR, "spawn: the arguments are empty");
    }
    launch->environment =
        error_is_set(ts) || value_is_none(a[1]) ? NULL : posix_strings(ts, a[1]);
    launch->programs = error_is_set(ts) || value_is_none(a[9]) ? NULL : posix_strings(ts, a[9]);
    return !error_is_set(ts);
}

static void launch_free(ThreadState *ts, Launch *launch) ATTACHED {
    posix_strings_free(ts, launch->arguments);
    posix_strings_free(ts, launch->environment);
    posix_strings_free(ts, launch->programs);
    buffer_free(ts, launch->directory);
}

static bool set_up_descriptors(const Launch *launch) {
    int streams[3];
    for (int i = 0; i < 3; i++) {
        streams[i] = launch->streams[i];
        if (streams[i] >= 0 &&
            streams[i] < i) { // it is going to be another by the time it is needed
            streams[i] = fcntl(streams[i], F_DUPFD_CLOEXEC, 3);
            if (streams[i] < 0) {
                return false;
            }
        }
    }
    for (int i = 0; i < 3; i++) {
        int fd = streams[i];
        if (fd >= 0 && (fd == i ? fcntl(i, F_SETFD, 0) : dup2(fd, i)) < 0) {
            return false;
        }
    }
    // Closed when the program begins, so that an error before it can still be reported.
    if (launch->closes_others && close_range(3, ~0u, CLOSE_RANGE_CLOEXEC) != 0) {
        for (int fd = 3; fd < sysconf(_SC_OPEN_MAX); fd++) {
            fcntl(fd, F_SETFD, FD_CLOEXEC);
        }
    }
    for (size_t i = 0; i < launch->n_kept; i++) {
        if (launch->kept[i] > 2 && fcntl(launch->kept[i], F_SETFD, 0) < 0) {
            return false;
        }
    }
    return true;
}

static bool set_up_process(const Launch *launch) {
    if (launch->restores_signals) {
        signal(SIGPIPE, SIG_DFL);
        signal(SIGXFSZ, SIG_DFL);
    }
    if (launch->umask >= 0) {
        umask((mode_t)launch->umask);
    }
    return (!launch->directory || chdir(launch->directory) == 0) &&
           (!launch->new_session || setsid() >= 0) &&
           (launch->group < 0 || setpgid(0, (pid_t)launch->group) == 0);
}

// Returns only if no program can be run, with errno set.
static void run_program(const Launch *launch) {
    char **environment_now = launch->environment ? launch->environment : environ;
    if (!launch->programs) {
        execvpe(launch->arguments[0], launch->arguments, environment_now);
        return;
    }
    int error = ENOENT;
    for (char **program = launch->programs; *program; program++) {
        execve(*program, launch->arguments, environment_now);
        error = errno == ENOENT || errno == ENOTDIR ? error : errno;
    }
    errno = error;
}

// The child: only calls that are safe after fork. Reports the error if the program cannot run.
static void become(const Launch *launch, int report) {
    if (set_up_descriptors(launch) && set_up_process(launch)) {
        run_program(launch);
    }
    int error = errno;
    ssize_t written = write(report, &error, sizeof error);
    _exit(written == sizeof error ? 127 : 126);
}

// The error that the child reports; 0 if the program has begun, which closes the other end.
// Signals that arrive meanwhile are handled behind it.
static int receive_report(int report, pid_t pid) {
    int error = 0;
    ssize_t n;
    do {
        n = read(report, &error, sizeof error);
    } while (n < 0 && errno == EINTR);
    while (n > 0 && waitpid(pid, NULL, 0) < 0 && errno == EINTR) {
    }
    return error;
}

// Starts the program: its pid, or -1 with *error set.
static pid_t start(ThreadState *ts, const Launch *launch, int *error) ATTACHED {
    int report[2];
    if (pipe2(report, O_CLOEXEC) != 0) {
        *error = errno;
        return -1;
    }
    pid_t pid = fork();
    if (pid == 0) {
        become(launch, report[1]);
    }
    *error = pid < 0 ? errno : 0;
    close(report[1]);
    thread_detach(ts);
    if (pid > 0) {
        *error = receive_report(report[0], pid);
    }
    close(report[0]);
    thread_attach(ts);
    return *error ? -1 : pid;
}

static void raise_launch_error(ThreadState *ts, const Launch *launch, int error) ATTACHED {
    bool no_directory =
        error == ENOENT && launch->directory && access(launch->directory, F_OK) != 0;
    Ref path = str_from_text(ts, no_directory ? launch->directory : launch->arguments[0]);
    if (!ref_is_null(path)) {
        raise_os_error(ts, error, borrow(path));
    }
    ref_drop(ts, path);
}

static Ref spawn_function(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Launch launch = {.streams = {-1, -1, -1}};
    Ref result = NO_REF;
    if (read_launch(ts, a, &launch)) {
        int error;
        pid_t pid = start(ts, &launch, &error);
        if (pid > 0) {
            result = int_from_i64(ts, pid);
        } else {
            raise_launch_error(ts, &launch, error);
        }
    }
    launch_free(ts, &launch);
    return result;
}

// This process, a child, gets ready for the program as spawn() does it; what is left is to run
// it.
static Ref prepare_function(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Launch launch = {.streams = {-1, -1, -1}};
    bool ok = read_launch(ts, a, &launch);
    if (ok && !(set_up_descriptors(&launch) && set_up_process(&launch))) {
        raise_launch_error(ts, &launch, errno);
        ok = false;
    }
    launch_free(ts, &launch);
    return ok ? owned(NONE) : NO_REF;
}

// execve(path, arguments, environment): this process becomes the program. Without an
// environment it is execv(), whose errors do not name the path.
static Ref execve_function(ThreadState *ts, const Value *a) ATTACHED {
    bool is_execv = value_is_none(a[2]);
    char *path = path_text(ts, a[0]);
    char **arguments = path ? posix_strings(ts, a[1]) : NULL;
    char **environment = arguments && !is_execv ? posix_strings(ts, a[2]) : NULL;
    if (!error_is_set(ts)) {
        execve(path, arguments, is_execv ? environ : environment);
        raise_os_error(ts, errno, is_execv ? NO_VALUE : a[0]);
    }
    posix_strings_free(ts, environment);
    posix_strings_free(ts, arguments);
    buffer_free(ts, path);
    return NO_REF;
}

static const NativeDef FUNCTIONS[] = {
    {"execve(path, arguments, environment, /)", execve_function, NULL, 0},
    {"spawn(arguments, environment, directory, streams, kept, new_session, restore_signals, "
     "umask, group, programs, /)",
     spawn_function,
     "Start a program and return its pid; errors before it runs are raised here.", 0},
    {"prepare(arguments, environment, directory, streams, kept, new_session, restore_signals, "
     "umask, group, programs, /)",
     prepare_function,
     "Do in this process what spawn() does in the child before the program runs.", 0},
    {NULL, NULL, NULL, 0},
};

const ModuleSpec posix_spawn_module_spec = {
    .name = "_posix_spawn",
    .doc = "Starting another program.",
    .functions = FUNCTIONS,
};
