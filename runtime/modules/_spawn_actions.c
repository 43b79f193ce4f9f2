// The module _spawn_actions: os.posix_spawn(), which starts a program as POSIX describes it:
// with actions on the child's descriptors, done in order, and attributes of the child.
//
// An action is a tuple (kind, fd, ...). CPython: also a scheduler.
#include <errno.h>
#include <signal.h>
#include <spawn.h>

#include "runtime/modules/_signal.h"
#include "runtime/modules/posix.h"
#include "runtime/objects/path_text.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/thread/thread_state.h"

extern char **environ;

typedef enum ActionKind {
    ACTION_OPEN,
    ACTION_CLOSE,
    ACTION_DUP2,
    ACTION_CLOSE_FROM
} ActionKind;

// --- actions ---

static const char *const ACTION_NAMES[] = {"open", "close", "dup2", "closefrom"};
static const int ACTION_LENGTHS[] = {5, 2, 3, 2};

// What kind of action it is, if the tuple has what that kind needs; -1 with the exception set.
static int action_kind(ThreadState *ts, Value action) ATTACHED RUNS_GUEST {
    const Tuple *tuple = (const Tuple *)(void *)value_object(action);
    if (!value_has_layout(ts, action, KIND_TUPLE) || tuple->length == 0) {
        raise_error(ts, EXC_TYPE_ERROR, "Each file_actions element must be a non-empty tuple");
        return -1;
    }
    int kind;
    if (!posix_int(ts, tuple->items[0], &kind)) {
        return -1;
    }
    if (kind < ACTION_OPEN || kind > ACTION_CLOSE_FROM) {
        raise_error(ts, EXC_TYPE_ERROR, "Unknown file_actions identifier");
        return -1;
    }
    if (tuple->length != ACTION_LENGTHS[kind]) {
        raise_error(ts, EXC_TYPE_ERROR, "A %s file_action tuple must have %d elements",
                    ACTION_NAMES[kind], ACTION_LENGTHS[kind]);
        return -1;
    }
    return kind;
}

static bool add_open(ThreadState *ts, posix_spawn_file_actions_t *actions, int fd,
                     const Value *rest, int *error) ATTACHED RUNS_GUEST {
    int flags, mode;
    if (!posix_int(ts, rest[1], &flags) || !posix_int(ts, rest[2], &mode)) {
        return false;
    }
    char *path = path_text(ts, rest[0]);
    if (!path) {
        return false;
    }
    *error = posix_spawn_file_actions_addopen(actions, fd, path, flags, (mode_t)mode);
    buffer_free(ts, path);
    return true;
}

// Adds the action; false with the exception set.
static bool add_action(ThreadState *ts, posix_spawn_file_actions_t *actions,
                       Value action) ATTACHED RUNS_GUEST {
    int fd, new_fd, error = 0;
    int kind = action_kind(ts, action);
    const Value *items = kind < 0 ? NULL : ((Tuple *)(void *)value_object(action))->items;
    if (!items || !posix_int(ts, items[1], &fd)) {
        return false;
    }
    if (kind == ACTION_OPEN) {
        if (!add_open(ts, actions, fd, items + 2, &error)) {
            return false;
        }
    } else if (kind == ACTION_CLOSE) {
        error = posix_spawn_file_actions_addclose(actions, fd);
    } else if (kind == ACTION_CLOSE_FROM) {
        error = posix_spawn_file_actions_addclosefrom_np(actions, fd);
    } else if (posix_int(ts, items[2], &new_fd)) {
        error = posix_spawn_file_actions_adddup2(actions, fd, new_fd);
    } else {
        return false;
    }
    if (error) {
        raise_os_error(ts, error, NO_VALUE);
    }
    return error == 0;
}

static bool add_actions(ThreadState *ts, posix_spawn_file_actions_t *actions,
                        Value all) ATTACHED RUNS_GUEST {
    if (!value_has_layout(ts, all, KIND_TUPLE)) {
        raise_error(ts, EXC_TYPE_ERROR, "file_actions must be a tuple");
        return false;
    }
    const Tuple *tuple = (const Tuple *)(void *)value_object(all);
    for (int64_t i = 0; i < tuple->length; i++) {
        if (!add_action(ts, actions, tuple->items[i])) {
            return false;
        }
    }
    return true;
}

// --- attributes ---

// (group or None, resets_ids, new_session, mask or None, defaults or None)
static bool set_attributes(ThreadState *ts, posix_spawnattr_t *attributes,
                           const Value *a) ATTACHED RUNS_GUEST {
    int group, flags = 0;
    sigset_t signals;
    if (!value_is_none(a[0])) {
        if (!posix_int(ts, a[0], &group)) {
            return false;
        }
        posix_spawnattr_setpgroup(attributes, group);
        flags |= POSIX_SPAWN_SETPGROUP;
    }
    flags |= value_truth(ts, a[1]) > 0 ? POSIX_SPAWN_RESETIDS : 0;
    flags |= value_truth(ts, a[2]) > 0 ? POSIX_SPAWN_SETSID : 0;
    if (!value_is_none(a[3])) {
        if (!signal_set_read(ts, a[3], &signals)) {
            return false;
        }
        posix_spawnattr_setsigmask(attributes, &signals);
        flags |= POSIX_SPAWN_SETSIGMASK;
    }
    if (!value_is_none(a[4])) {
        if (!signal_set_read(ts, a[4], &signals)) {
            return false;
        }
        posix_spawnattr_setsigdefault(attributes, &signals);
        flags |= POSIX_SPAWN_SETSIGDEF;
    }
    posix_spawnattr_setflags(attributes, (short)flags);
    return true;
}

// --- the call ---

typedef int SpawnFunction(pid_t *, const char *, const posix_spawn_file_actions_t *,
                          const posix_spawnattr_t *, char *const[], char *const[]);

// (path, arguments, environment or None, searches): the pid, or -1 with the exception set.
static pid_t launch(ThreadState *ts, const Value *a, const posix_spawn_file_actions_t *actions,
                    const posix_spawnattr_t *attributes) ATTACHED RUNS_GUEST {
    pid_t pid = -1;
    char *path = path_text(ts, a[0]);
    char **arguments = path ? posix_strings(ts, a[1]) : NULL;
    char **environment = arguments && !value_is_none(a[2]) ? posix_strings(ts, a[2]) : NULL;
    if (!error_is_set(ts)) {
        SpawnFunction *spawn = value_truth(ts, a[3]) > 0 ? posix_spawnp : posix_spawn;
        char **environment_now = environment ? environment : environ;
        thread_detach(ts);
        int error = spawn(&pid, path, actions, attributes, arguments, environment_now);
        thread_attach(ts);
        if (error) {
            pid = -1;
            raise_os_error(ts, error, a[0]);
        }
    }
    posix_strings_free(ts, environment);
    posix_strings_free(ts, arguments);
    buffer_free(ts, path);
    return pid;
}

static Ref spawn_function(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    if (posix_spawn_file_actions_init(&actions) != 0) {
        return raise_memory_error(ts);
    }
    if (posix_spawnattr_init(&attributes) != 0) {
        posix_spawn_file_actions_destroy(&actions);
        return raise_memory_error(ts);
    }
    pid_t pid = -1;
    if (add_actions(ts, &actions, a[4]) && set_attributes(ts, &attributes, a + 5)) {
        pid = launch(ts, a, &actions, &attributes);
    }
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return pid >= 0 ? int_from_i64(ts, pid) : NO_REF;
}

static const NativeDef FUNCTIONS[] = {
    {"spawn(path, arguments, environment, searches, actions, group, resets_ids, new_session, "
     "mask, defaults, /)",
     spawn_function, "Start a program: its pid.", 0},
    {NULL, NULL, NULL, 0},
};

const ModuleSpec spawn_actions_module_spec = {
    .name = "_spawn_actions",
    .doc = "Starting a program as posix_spawn() does.",
    .functions = FUNCTIONS,
};
