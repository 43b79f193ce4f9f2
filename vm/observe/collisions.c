// The watcher of windows (collisions.h has the idea).
#include "vm/observe/collisions.h"

#include <stdlib.h>

#include "vm/exec/frame.h"
#include "vm/exec/operands.h"
#include "vm/observe/windows.h"
#include "vm/thread/gil.h"
#include "vm/thread/mode.h"
#include "vm/thread/world.h"

#define PLACE_COUNT (1u << 16)
#define READS_COUNT 256

struct Collisions {
    CollisionCounts counts;         // atomic, each
    uint32_t versions[PLACE_COUNT]; // atomic: how often a place was written
};

// What an observer found out about a code object, for each of its words.
struct CodeWindows {
    Windows windows;
    uint32_t write_to_read[]; // for the write of a window its read + 1; for reads READS; else 0
};

#define IS_READ UINT32_MAX

// A read that has not been written back yet.
typedef struct OpenRead {
    const Frame *frame;
    uint32_t word;
    uint32_t place;
    uint32_t version;
    uint64_t switch_number;
} OpenRead;

struct OpenReads {
    OpenRead reads[READS_COUNT]; // by frame and word; newer ones push out older ones
};

// The windows of a code object, found when first needed; null without memory.
static struct CodeWindows *windows_of(Code *code) {
    struct CodeWindows *known = load_acquire(&code->windows);
    if (known) {
        return known;
    }
    struct CodeWindows *fresh =
        calloc(1, sizeof *fresh + (code->n_words + 1u) * sizeof *fresh->write_to_read);
    if (!fresh || !windows_find(code->words, code->n_words, code->n_locals, code->n_registers,
                                &fresh->windows)) {
        free(fresh);
        return NULL;
    }
    for (size_t i = 0; i < fresh->windows.n; i++) {
        const Window *window = &fresh->windows.items[i];
        fresh->write_to_read[window->read] = IS_READ;
        fresh->write_to_read[window->write] = window->read + 1;
    }
    if (!compare_exchange_acq_rel(&code->windows, &known, fresh)) {
        windows_free(&fresh->windows); // another thread was quicker
        free(fresh);
        return known;
    }
    return fresh;
}

void collisions_forget(Code *code) {
    if (code->windows) {
        windows_free(&code->windows->windows);
        free(code->windows);
        code->windows = NULL;
    }
}

static uint32_t hash_place(uint64_t object, uint64_t part) {
    uint64_t hash = (object ^ part * 0x9E3779B97F4A7C15) * 0xD6E8FEB86659FD93;
    return (uint32_t)(hash >> 40) & (PLACE_COUNT - 1);
}

// A key as part of a place: texts are the same by value, other objects by identity.
static uint64_t key_of(Value key) {
    if (!value_is(key, KIND_STR)) {
        return key.bits;
    }
    const Str *text = (const Str *)value_object(key);
    uint64_t hash = 5381;
    for (int64_t i = 0; i < text->length * text->width; i++) {
        hash = hash * 33 + text->data[i];
    }
    return hash;
}

// The place an instruction reads or writes: what it is in, and where there.
static uint32_t place_of(const Frame *frame, uint64_t word) {
    const Value *registers = frame->registers;
    uint32_t a = operand_a(word);
    uint32_t b = operand_b(word);
    uint32_t c = operand_c(word);
    switch (operand_op(word)) {
    case OP_LOAD_GLOBAL:
    case OP_STORE_GLOBAL:
    case OP_LOAD_NAME:
    case OP_STORE_NAME:
        return hash_place((uint64_t)(uintptr_t)frame->globals, frame->code->names[b].bits);
    case OP_LOAD_ATTR:
        return hash_place(registers[b].bits, frame->code->names[c].bits);
    case OP_STORE_ATTR:
        return hash_place(registers[a].bits, frame->code->names[b].bits);
    case OP_GET_ITEM:
        return hash_place(registers[b].bits, key_of(registers[c]));
    case OP_GET_ITEM_INT:
        return hash_place(registers[b].bits, value_from_int(operand_signed_c(word)).bits);
    case OP_SET_ITEM:
        return hash_place(registers[a].bits, key_of(registers[b]));
    case OP_LOAD_CELL:
    case OP_STORE_CELL:
        return hash_place(registers[b].bits, 0);
    case OP_LOAD_FREE:
    case OP_STORE_FREE: {
        const Tuple *closure = (const Tuple *)value_object(frame->function->closure);
        return hash_place(closure->items[b].bits, 0);
    }
    default:
        return 0;
    }
}

static OpenRead *open_read(ThreadState *ts, const Frame *frame, uint32_t word) {
    if (!ts->open_reads && !(ts->open_reads = calloc(1, sizeof *ts->open_reads))) {
        return NULL;
    }
    uint64_t hash = ((uint64_t)(uintptr_t)frame >> 4 ^ word) * 0x9E3779B97F4A7C15;
    return &ts->open_reads->reads[hash >> 56 & (READS_COUNT - 1)];
}

static void note_read(ThreadState *ts, struct Collisions *all, const Frame *frame,
                      uint32_t word, uint64_t instruction) {
    OpenRead *read = open_read(ts, frame, word);
    if (read) {
        uint32_t place = place_of(frame, instruction);
        *read = (OpenRead){frame, word, place, load_relaxed(&all->versions[place]),
                           load_relaxed(&ts->interpreter->gil->switch_number)};
    }
}

// The write of a window: was its read's version still the present one?
static void note_write_back(ThreadState *ts, struct Collisions *all, const Frame *frame,
                            uint32_t read_word, uint32_t place) {
    OpenRead *read = open_read(ts, frame, read_word);
    if (!read || read->frame != frame || read->word != read_word || read->place != place) {
        return;
    }
    add_relaxed(&all->counts.windows, 1);
    if (load_relaxed(&ts->interpreter->gil->switch_number) != read->switch_number) {
        add_relaxed(&all->counts.switches, 1);
    }
    if (load_relaxed(&all->versions[place]) != read->version) {
        add_relaxed(&all->counts.collisions, 1);
    }
    read->frame = NULL;
}

static bool is_store(uint8_t op) {
    return op == OP_STORE_GLOBAL || op == OP_STORE_NAME || op == OP_STORE_ATTR ||
           op == OP_SET_ITEM || op == OP_STORE_CELL || op == OP_STORE_FREE;
}

// The thread is going to execute the instruction at frame->pc.
static void watch_instruction(ThreadState *ts) NO_CONTRACT_CHECK {
    const Frame *frame = ts->frame;
    struct CodeWindows *windows = windows_of(frame->code);
    uint32_t word = (uint32_t)(frame->pc - frame->code->words);
    if (!windows) {
        return;
    }
    struct Collisions *all = ts->interpreter->collisions;
    uint64_t instruction = load_relaxed(&frame->pc->word);
    uint32_t mark = windows->write_to_read[word];
    if (mark == IS_READ) {
        note_read(ts, all, frame, word, instruction);
    } else if (is_store(operand_op(instruction))) {
        uint32_t place = place_of(frame, instruction);
        if (mark) {
            note_write_back(ts, all, frame, mark - 1, place);
        }
        add_relaxed(&all->versions[place], 1);
    }
}

bool collisions_watch(ThreadState *ts) {
    Interpreter *interpreter = ts->interpreter;
    if (!interpreter->collisions) {
        interpreter->collisions = calloc(1, sizeof *interpreter->collisions);
    }
    if (!interpreter->collisions) {
        return false;
    }
    mode_watch_instructions(ts, watch_instruction);
    return true;
}

CollisionCounts collisions_counts(const Interpreter *interpreter) {
    const struct Collisions *all = interpreter->collisions;
    return all ? (CollisionCounts){load_relaxed(&all->counts.windows),
                                   load_relaxed(&all->counts.switches),
                                   load_relaxed(&all->counts.collisions)}
               : (CollisionCounts){0};
}
