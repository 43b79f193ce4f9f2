// The module posix: the operating system's part of os. What os adds to it is written in the
// guest language (runtime/lib/os.py).
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/modules/posix.h"
#include "runtime/objects/memoryview.h"
#include "runtime/objects/path_text.h"
#include "vm/base/check.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/thread/guest_thread.h"
#include "vm/thread/safe_point.h"
#include "vm/thread/thread_state.h"

extern char **environ;

bool posix_int(ThreadState *ts, Value v, int *out) {
    int64_t number;
    if (!value_to_index(ts, v, EXC_OVERFLOW_ERROR, &number)) {
        return false;
    }
    if (number < INT32_MIN || number > INT32_MAX) {
        raise_error(ts, EXC_OVERFLOW_ERROR, "Python int too large to convert to C int");
        return false;
    }
    *out = (int)number;
    return true;
}

static Ref getpid_function(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    return int_from_i64(ts, getpid());
}

static Ref getppid_function(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    return int_from_i64(ts, getppid());
}

static Ref cpu_count(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    return int_from_i64(ts, sysconf(_SC_NPROCESSORS_ONLN));
}

// sysconf(number): the limit; -1 if there is none.
static Ref sysconf_function(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    int name;
    if (!posix_int(ts, arguments[0], &name)) {
        return NO_REF;
    }
    errno = 0;
    long limit = sysconf(name);
    return limit == -1 && errno ? raise_os_error(ts, errno, NO_VALUE) : int_from_i64(ts, limit);
}

static Ref usable_cpus(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    cpu_set_t set;
    return sched_getaffinity(0, sizeof set, &set) == 0 ? int_from_i64(ts, CPU_COUNT(&set))
                                                       : raise_os_error(ts, errno, NO_VALUE);
}

static Ref getcwd_function(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    char *path = getcwd(NULL, 0);
    Ref text = path ? str_from_text(ts, path) : raise_os_error(ts, errno, NO_VALUE);
    free(path);
    return text;
}

// One of the calls that take a path and give nothing back.
static Ref call_on_path(ThreadState *ts, Value path, int (*function)(const char *)) ATTACHED {
    char *text = path_text(ts, path);
    if (!text) {
        return NO_REF;
    }
    thread_detach(ts);
    int result = function(text);
    int error = errno;
    thread_attach(ts);
    buffer_free(ts, text);
    return result == 0 ? owned(NONE) : raise_os_error(ts, error, path);
}

static Ref chdir_function(ThreadState *ts, const Value *arguments) ATTACHED {
    return call_on_path(ts, arguments[0], chdir);
}

static Ref rmdir_function(ThreadState *ts, const Value *arguments) ATTACHED {
    return call_on_path(ts, arguments[0], rmdir);
}

static Ref unlink_function(ThreadState *ts, const Value *arguments) ATTACHED {
    return call_on_path(ts, arguments[0], unlink);
}

static Ref mkdir_function(ThreadState *ts, const Value *arguments) ATTACHED {
    int mode = 0777;
    if (!value_is_null(arguments[1]) && !posix_int(ts, arguments[1], &mode)) {
        return NO_REF;
    }
    char *text = path_text(ts, arguments[0]);
    if (!text) {
        return NO_REF;
    }
    int result = mkdir(text, (mode_t)mode);
    int error = errno;
    buffer_free(ts, text);
    return result == 0 ? owned(NONE) : raise_os_error(ts, error, arguments[0]);
}

Ref raise_os_error_of_two(ThreadState *ts, int error, Value path, Value second) {
    raise_os_error(ts, error, path);
    if (error_matches(ts, EXC_OS_ERROR)) {
        Exception *exception = (Exception *)value_object(ts->error);
        value_drop(ts, exception->fields[3]); // filename2
        exception->fields[3] = borrow(ref_take(ts, second));
    }
    return NO_REF;
}

static Ref rename_function(ThreadState *ts, const Value *arguments) ATTACHED {
    char *from = path_text(ts, arguments[0]);
    char *to = from ? path_text(ts, arguments[1]) : NULL;
    Ref result = NO_REF;
    if (to) {
        result = rename(from, to) == 0
                     ? owned(NONE)
                     : raise_os_error_of_two(ts, errno, arguments[0], arguments[1]);
    }
    buffer_free(ts, from);
    buffer_free(ts, to);
    return result;
}

static Ref listdir(ThreadState *ts, const Value *arguments) ATTACHED {
    char *text = value_is_null(arguments[0]) ? NULL : path_text(ts, arguments[0]);
    if (!text && error_is_set(ts)) {
        return NO_REF;
    }
    DIR *folder = opendir(text ? text : ".");
    int error = errno;
    buffer_free(ts, text);
    if (!folder) {
        return raise_os_error(ts, error, arguments[0]);
    }
    bool is_bytes =
        !value_is_null(arguments[0]) && value_has_layout(ts, arguments[0], KIND_BYTES);
    Ref names = list_new(ts, 8);
    struct dirent *entry;
    while (!ref_is_null(names) && (entry = readdir(folder))) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) {
            continue;
        }
        Ref name = is_bytes ? bytes_new(ts, entry->d_name, strlen(entry->d_name))
                            : str_from_text(ts, entry->d_name);
        if (ref_is_null(name) || !list_append(ts, value_object(borrow(names)), borrow(name))) {
            ref_drop(ts, names);
            names = NO_REF;
        }
        ref_drop(ts, name);
    }
    closedir(folder);
    return names;
}

static Ref pipe_function(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) {
        return raise_os_error(ts, errno, NO_VALUE);
    }
    Value pair[2] = {value_from_int(ends[0]), value_from_int(ends[1])};
    return tuple_from_array(ts, pair, 2);
}

// read or write, detached, again after a signal; -1 with the exception set.
static ssize_t transfer(ThreadState *ts, int fd, void *data, size_t size,
                        bool writes) ATTACHED {
    for (;;) {
        guest_thread_waits(ts, WAIT_IO, NULL);
        thread_detach(ts);
        ssize_t n = writes ? write(fd, data, size) : read(fd, data, size);
        int error = errno;
        thread_attach(ts);
        guest_thread_waits(ts, WAIT_NONE, NULL);
        if (n >= 0) {
            return n;
        }
        if (!safe_point_retries(ts, error)) {
            return -1;
        }
    }
}

static Ref read_function(ThreadState *ts, const Value *arguments) ATTACHED {
    int fd;
    int64_t size;
    if (!posix_int(ts, arguments[0], &fd) ||
        !value_to_index(ts, arguments[1], EXC_OVERFLOW_ERROR, &size)) {
        return NO_REF;
    }
    if (size < 0) {
        return raise_os_error(ts, EINVAL, NO_VALUE);
    }
    char *data = buffer_new(ts, (size_t)size);
    ssize_t n = data ? transfer(ts, fd, data, (size_t)size, false) : -1;
    Ref bytes = n < 0 ? NO_REF : bytes_new(ts, data, (size_t)n);
    buffer_free(ts, data);
    return bytes;
}

static Ref write_function(ThreadState *ts, const Value *arguments) ATTACHED {
    int fd;
    BytesHold hold = {0};
    if (!posix_int(ts, arguments[0], &fd) || !bytes_require(ts, arguments[1], &hold)) {
        return NO_REF;
    }
    ssize_t n = transfer(ts, fd, (void *)(uintptr_t)hold.data, (size_t)hold.length, true);
    bytes_release(ts, &hold);
    return n < 0 ? NO_REF : int_from_i64(ts, n);
}

static Ref close_function(ThreadState *ts, const Value *arguments) ATTACHED {
    int fd;
    if (!posix_int(ts, arguments[0], &fd)) {
        return NO_REF;
    }
    return close(fd) == 0 ? owned(NONE) : raise_os_error(ts, errno, NO_VALUE);
}

static Ref open_function(ThreadState *ts, const Value *arguments) ATTACHED {
    int flags;
    int mode = 0777;
    if (!posix_int(ts, arguments[1], &flags) ||
        (!value_is_null(arguments[2]) && !posix_int(ts, arguments[2], &mode))) {
        return NO_REF;
    }
    char *text = path_text(ts, arguments[0]);
    if (!text) {
        return NO_REF;
    }
    thread_detach(ts);
    int fd = open(text, flags | O_CLOEXEC, mode);
    int error = errno;
    thread_attach(ts);
    buffer_free(ts, text);
    return fd >= 0 ? owned(value_from_int(fd)) : raise_os_error(ts, error, arguments[0]);
}

static Ref kill_function(ThreadState *ts, const Value *arguments) ATTACHED {
    int pid;
    int number;
    if (!posix_int(ts, arguments[0], &pid) || !posix_int(ts, arguments[1], &number)) {
        return NO_REF;
    }
    if (kill(pid, number) != 0) {
        return raise_os_error(ts, errno, NO_VALUE);
    }
    // A signal to this process is handled before the call returns.
    return safe_point(ts, SAFE_POINT_NATIVE) ? owned(NONE) : NO_REF;
}

static Ref urandom(ThreadState *ts, const Value *arguments) ATTACHED {
    int size;
    if (!posix_int(ts, arguments[0], &size)) {
        return NO_REF;
    }
    if (size < 0) {
        return raise_error(ts, EXC_VALUE_ERROR, "negative argument not allowed");
    }
    char *data = buffer_new(ts, (size_t)size);
    for (size_t done = 0; data && done < (size_t)size;) {
        ssize_t n = getrandom(data + done, (size_t)size - done, 0);
        done += n > 0 ? (size_t)n : 0;
    }
    Ref bytes = data ? bytes_new(ts, data, (size_t)size) : NO_REF;
    buffer_free(ts, data);
    return bytes;
}

static Ref putenv_function(ThreadState *ts, const Value *arguments) ATTACHED {
    char *name = path_text(ts, arguments[0]);
    char *value = name ? path_text(ts, arguments[1]) : NULL;
    Ref result = NO_REF;
    if (value && strchr(name, '=')) {
        raise_error(ts, EXC_VALUE_ERROR, "illegal environment variable name");
    } else if (value) {
        result =
            setenv(name, value, 1) == 0 ? owned(NONE) : raise_os_error(ts, errno, NO_VALUE);
    }
    buffer_free(ts, name);
    buffer_free(ts, value);
    return result;
}

static Ref unsetenv_function(ThreadState *ts, const Value *arguments) ATTACHED {
    char *name = path_text(ts, arguments[0]);
    if (name && unsetenv(name) != 0) {
        raise_os_error(ts, errno, NO_VALUE);
    }
    buffer_free(ts, name);
    return error_is_set(ts) ? NO_REF : owned(NONE);
}

static Ref exit_function(ThreadState *ts, const Value *arguments) ATTACHED {
    int status;
    if (!posix_int(ts, arguments[0], &status)) {
        return NO_REF;
    }
    _exit(status);
}

static const NativeDef FUNCTIONS[] = {
    {"getpid()", getpid_function, "Return the current process id.", 0},
    {"getppid()", getppid_function, "Return the parent's process id.", 0},
    {"cpu_count()", cpu_count, "Return the number of logical CPUs in the system.", 0},
    {"_sysconf(number, /)", sysconf_function, NULL, 0},
    {"_usable_cpus()", usable_cpus, NULL, 0},
    {"getcwd()", getcwd_function, "Return the current working directory.", 0},
    {"chdir(path)", chdir_function, "Change the current working directory.", 0},
    {"mkdir(path, mode=511)", mkdir_function, "Create a directory.", 0},
    {"rmdir(path)", rmdir_function, "Remove a directory.", 0},
    {"unlink(path)", unlink_function, "Remove a file.", 0},
    {"remove(path)", unlink_function, "Remove a file.", 0},
    {"rename(src, dst)", rename_function, "Rename a file or directory.", 0},
    {"listdir(path=None)", listdir, "Return a list of the names in a directory.", 0},
    {"pipe()", pipe_function, "Create a pipe; return (read end, write end).", 0},
    {"read(fd, length, /)", read_function, "Read from a file descriptor.", 0},
    {"write(fd, data, /)", write_function, "Write bytes to a file descriptor.", 0},
    {"close(fd)", close_function, "Close a file descriptor.", 0},
    {"open(path, flags, mode=511)", open_function, "Open a file; return its descriptor.", 0},
    {"kill(pid, signal, /)", kill_function, "Send a signal to a process.", 0},
    {"urandom(size, /)", urandom, "Return random bytes.", 0},
    {"putenv(name, value, /)", putenv_function, "Change or add an environment variable.", 0},
    {"unsetenv(name, /)", unsetenv_function, "Delete an environment variable.", 0},
    {"_exit(status)", exit_function, "Exit at once, without cleaning up.", 0},
    {NULL, NULL, NULL, 0},
};

// The environment as it was when the module was first imported.
static bool add_environment(ThreadState *ts, Object *dict) ATTACHED {
    Ref copy = dict_new(ts);
    bool ok = !ref_is_null(copy);
    for (char **entry = environ; ok && *entry; entry++) {
        const char *equals = strchr(*entry, '=');
        if (equals) {
            Ref name = str_from_utf8(ts, *entry, (size_t)(equals - *entry));
            Ref value = str_from_text(ts, equals + 1);
            ok = !ref_is_null(name) && !ref_is_null(value) &&
                 dict_set(ts, value_object(borrow(copy)), borrow(name), borrow(value));
            ref_drop(ts, name);
            ref_drop(ts, value);
        }
    }
    ok = ok && dict_set_text(ts, dict, "environ", borrow(copy));
    ref_drop(ts, copy);
    return ok;
}

static const NumberDef FLAGS[] = {
    {"O_RDONLY", O_RDONLY}, {"O_WRONLY", O_WRONLY},     {"O_RDWR", O_RDWR},
    {"O_CREAT", O_CREAT},   {"O_EXCL", O_EXCL},         {"O_TRUNC", O_TRUNC},
    {"O_APPEND", O_APPEND}, {"O_NONBLOCK", O_NONBLOCK}, {NULL, 0},
};

static bool set_up(ThreadState *ts, Object *module) ATTACHED {
    return add_environment(ts, ((Module *)module)->dict);
}

const ModuleSpec posix_module_spec = {
    .name = "posix",
    .doc = "The operating system's part of the module os.",
    .functions = FUNCTIONS,
    .numbers = FLAGS,
    .set_up = set_up,
};
