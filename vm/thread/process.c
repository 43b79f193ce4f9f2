// The list of interpreters, and who may do something with one (process.h).
#include "vm/thread/process.h"

#include <stdlib.h>

Process *process_new(void) {
    Process *process = calloc(1, sizeof *process);
    if (process) {
        ranked_mutex_init(&process->mutex, RANK_LEAF, "process");
        ranked_mutex_init(&process->zone_mutex, RANK_LEAF, "time zone");
        process->next_queue_id = 1;
    }
    return process;
}

void process_free(Process *process) {
    ranked_mutex_done(&process->zone_mutex);
    ranked_mutex_done(&process->mutex);
    free(process);
}

void process_add(Process *process, Interpreter *interpreter) {
    ranked_mutex_lock(&process->mutex);
    interpreter->process = process;
    interpreter->id = process->next_id++;
    interpreter->is_claimed = true;
    interpreter->holders = 1;
    Interpreter **end = &process->interpreters;
    while (*end) {
        end = &(*end)->newer;
    }
    *end = interpreter;
    ranked_mutex_unlock(&process->mutex);
}

void process_remove(Interpreter *interpreter) {
    Process *process = interpreter->process;
    ranked_mutex_lock(&process->mutex);
    Interpreter **at = &process->interpreters;
    while (*at != interpreter) {
        at = &(*at)->newer;
    }
    *at = interpreter->newer;
    ranked_mutex_unlock(&process->mutex);
}

// The interpreter of this number that is not on its way out, or null. The mutex is held.
static Interpreter *find(const Process *process, int64_t id) {
    Interpreter *interpreter = process->interpreters;
    while (interpreter && (interpreter->id != id || interpreter->is_closing)) {
        interpreter = interpreter->newer;
    }
    return interpreter;
}

Claim process_claim(Process *process, int64_t id, bool to_close, Interpreter **out) {
    ranked_mutex_lock(&process->mutex);
    Interpreter *interpreter = find(process, id);
    Claim claim = !interpreter              ? CLAIM_UNKNOWN
                  : interpreter->is_claimed ? CLAIM_REFUSED
                                            : CLAIM_GRANTED;
    if (claim == CLAIM_GRANTED) {
        interpreter->is_claimed = true;
        interpreter->is_closing = to_close;
        *out = interpreter;
    }
    ranked_mutex_unlock(&process->mutex);
    return claim;
}

Interpreter *process_claim_any(Process *process) {
    ranked_mutex_lock(&process->mutex);
    Interpreter *interpreter = process->interpreters;
    while (interpreter && interpreter->is_claimed) {
        interpreter = interpreter->newer;
    }
    if (interpreter) {
        interpreter->is_claimed = interpreter->is_closing = true;
    }
    ranked_mutex_unlock(&process->mutex);
    return interpreter;
}

bool process_release(Interpreter *interpreter) {
    Process *process = interpreter->process;
    ranked_mutex_lock(&process->mutex);
    bool stays = !interpreter->is_abandoned;
    if (stays) {
        interpreter->is_claimed = false;
    } else {
        interpreter->is_closing = true;
    }
    ranked_mutex_unlock(&process->mutex);
    return stays;
}

bool process_hold(Process *process, int64_t id) {
    ranked_mutex_lock(&process->mutex);
    Interpreter *interpreter = find(process, id);
    if (interpreter) {
        interpreter->holders++;
        interpreter->is_abandoned = false;
    }
    ranked_mutex_unlock(&process->mutex);
    return interpreter != NULL;
}

Interpreter *process_drop(Process *process, int64_t id) {
    ranked_mutex_lock(&process->mutex);
    Interpreter *interpreter = find(process, id);
    Interpreter *to_close = NULL;
    if (interpreter && interpreter->holders > 0 && --interpreter->holders == 0 && id != 0) {
        if (interpreter->is_claimed) {
            interpreter->is_abandoned = true;
        } else {
            interpreter->is_claimed = interpreter->is_closing = true;
            to_close = interpreter;
        }
    }
    ranked_mutex_unlock(&process->mutex);
    return to_close;
}

int process_is_running(Process *process, int64_t id) {
    ranked_mutex_lock(&process->mutex);
    const Interpreter *interpreter = find(process, id);
    int is_running = interpreter ? interpreter->is_claimed : -1;
    ranked_mutex_unlock(&process->mutex);
    return is_running;
}

size_t process_list(Process *process, int64_t **out) {
    ranked_mutex_lock(&process->mutex);
    size_t n = 0;
    for (const Interpreter *i = process->interpreters; i; i = i->newer) {
        n += !i->is_closing;
    }
    *out = malloc((n ? n : 1) * sizeof **out);
    size_t count = 0;
    for (const Interpreter *i = process->interpreters; i && *out; i = i->newer) {
        if (!i->is_closing) {
            (*out)[count++] = i->id;
        }
    }
    ranked_mutex_unlock(&process->mutex);
    return count;
}

int64_t process_others_made(Process *process) {
    ranked_mutex_lock(&process->mutex);
    int64_t n = process->next_id - 1;
    ranked_mutex_unlock(&process->mutex);
    return n;
}

void process_before_fork(Process *process) {
    ranked_mutex_lock(&process->mutex);
}

void process_after_fork(Interpreter *own, bool is_child) {
    Process *process = own->process;
    if (!is_child) {
        ranked_mutex_unlock(&process->mutex);
        return;
    }
    ranked_mutex_unlock(&process->mutex);
    ranked_mutex_init(&process->zone_mutex, RANK_LEAF, "time zone"); // a thread had it, perhaps
    process->interpreters = own;
    own->newer = NULL;
}
