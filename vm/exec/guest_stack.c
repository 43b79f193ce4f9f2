// Taking and giving back guest stacks (guest_stack.h).
//
// The places for kept stacks are an array of atomic pointers: whoever exchanges a pointer for
// null owns the stack behind it, whoever exchanges null for a pointer has handed it over. So no
// lock is held, neither by a thread on its way out nor when the process is copied.
#include "vm/exec/guest_stack.h"

#include <string.h>
#include <sys/mman.h>

#include "vm/base/atomics.h"
#include "vm/exec/frame.h"

#define MAIN_FRAMES      ((size_t)1 << 18)
#define MAIN_REGISTERS   ((size_t)1 << 22)
#define THREAD_FRAMES    ((size_t)1 << 16)
#define THREAD_REGISTERS ((size_t)1 << 20)
// What a kept stack keeps of each half: enough for a short thread.
#define KEPT_SIZE ((size_t)8 << 10)

static size_t size_between(const void *from, const void *to) {
    return (size_t)((const char *)to - (const char *)from);
}

// A kept stack, or null.
static Frame *take_kept(Interpreter *interpreter) {
    Frame *frames = NULL;
    for (int i = 0; i < KEPT_STACK_COUNT && !frames; i++) {
        if (load_relaxed(&interpreter->kept_stacks[i])) {
            // Acquires the zeros that keep() released.
            frames = exchange_acq_rel(&interpreter->kept_stacks[i], NULL);
        }
    }
    return frames;
}

static Frame *map(size_t size) {
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return memory == MAP_FAILED ? NULL : memory;
}

bool guest_stack_take(ThreadState *ts) {
    size_t n_frames = ts->is_main ? MAIN_FRAMES : THREAD_FRAMES;
    size_t n_registers = ts->is_main ? MAIN_REGISTERS : THREAD_REGISTERS;
    Frame *frames = ts->is_main ? NULL : take_kept(ts->interpreter);
    if (!frames) {
        frames = map(n_frames * sizeof(Frame) + n_registers * sizeof(Value));
    }
    if (!frames) {
        return false;
    }
    ts->frames = ts->next_frame = frames;
    ts->registers = (Value *)(frames + n_frames);
    ts->stack_end = ts->registers + n_registers;
    ts->frames_end = frames + KEPT_SIZE / sizeof(Frame);
    ts->registers_end = ts->registers + KEPT_SIZE / sizeof(Value);
    return true;
}

static bool is_extended(const ThreadState *ts) {
    return ts->registers_end == ts->stack_end;
}

bool guest_stack_extend(ThreadState *ts) {
    if (is_extended(ts)) {
        return false;
    }
    ts->frames_end = (Frame *)ts->registers;
    ts->registers_end = ts->stack_end;
    return true;
}

// Makes one half, from `memory` to `end`, like new. False if the system does not let it.
static bool wipe(const ThreadState *ts, void *memory, void *end) {
    memset(memory, 0, KEPT_SIZE);
    return !is_extended(ts) ||
           madvise((char *)memory + KEPT_SIZE, size_between(memory, end) - KEPT_SIZE,
                   MADV_DONTNEED) == 0;
}

// Keeps the stack if there is a place for it.
static bool keep(ThreadState *ts) {
    Frame **places = ts->interpreter->kept_stacks;
    int i = 0;
    while (i < KEPT_STACK_COUNT && load_relaxed(&places[i])) {
        i++;
    }
    // The one who forks becomes a main thread with the stack of another.
    bool is_usual = (Frame *)ts->registers - ts->frames == (ptrdiff_t)THREAD_FRAMES;
    if (i == KEPT_STACK_COUNT || !is_usual || !wipe(ts, ts->frames, ts->registers) ||
        !wipe(ts, ts->registers, ts->stack_end)) {
        return false;
    }
    Frame *none = NULL;
    // Releases the zeros to take_kept().
    return compare_exchange_acq_rel(&places[i], &none, ts->frames);
}

void guest_stack_give(ThreadState *ts) {
    if (!ts->frames) {
        return;
    }
    if (ts->is_main) {
        for (Frame *kept; (kept = take_kept(ts->interpreter));) {
            munmap(kept, THREAD_FRAMES * sizeof(Frame) + THREAD_REGISTERS * sizeof(Value));
        }
    }
    if (ts->is_main || !keep(ts)) {
        munmap(ts->frames, size_between(ts->frames, ts->stack_end));
    }
    ts->frames = NULL;
    ts->registers = NULL;
}
