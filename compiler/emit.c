// The assembler. See emit.h for the idea. The pools are at the end, stretching in
// emitter_finish.
#include "compiler/emit.h"

#include <string.h>

// Fused jumps reach 32767 words. Stretching makes code at most three times as long, so a jump
// shorter than this needs no stretching whatever happens to the others.
#define NEAR_WORDS 10000
// No more words than this in one unit: nested `finally` parts multiply.
#define WORDS_MAX (1u << 21)
// Words a far jump grows by.
#define STRETCH_WORDS 2

static void fail(Emitter *e, const char *message) {
    if (!e->error) {
        e->error = message;
    }
}

// Makes room for one more item in an array of the arena. Old arrays stay behind unused: at most
// as much again as the final one.
static bool grow(Emitter *e, void *array, uint32_t length, uint32_t *capacity, size_t size) {
    if (length < *capacity) {
        return true;
    }
    uint32_t new_capacity = *capacity ? *capacity * 2 : 16;
    void *items = arena_alloc_array(e->arena, new_capacity, size);
    if (!items) {
        fail(e, "out of memory");
        return false;
    }
    void *old;
    memcpy(&old, array, sizeof(old));
    if (length) {
        memcpy(items, old, length * size);
    }
    memcpy(array, &items, sizeof(items));
    *capacity = new_capacity;
    return true;
}

void emitter_init(Emitter *e, Arena *arena, uint32_t n_locals) {
    memset(e, 0, sizeof(*e));
    e->arena = arena;
    e->n_locals = n_locals;
    e->is_reachable = true;
    e->n_bound_words = (n_locals + 63) / 64;
    e->bound = arena_alloc_array(arena, e->n_bound_words, sizeof(uint64_t));
    e->unbindable = arena_alloc_array(arena, e->n_bound_words, sizeof(uint64_t));
    if (!e->bound || !e->unbindable) {
        e->n_bound_words = 0;
        fail(e, "out of memory");
    }
    if (n_locals > MAX_REGISTERS) {
        fail(e, "too many local variables");
    }
}

// --- instructions ---

static CodePosition position_of(const SourceRange *at) {
    if (!at) {
        return (CodePosition){0};
    }
    return (CodePosition){
        .line = at->line,
        .end_line = at->end_line,
        .column = at->column < UINT16_MAX ? (uint16_t)at->column : UINT16_MAX,
        .end_column = at->end_column < UINT16_MAX ? (uint16_t)at->end_column : UINT16_MAX,
    };
}

static void append_word(Emitter *e, CodeWord word, CodePosition position) {
    uint32_t capacity = e->words_capacity;
    if (!grow(e, &e->words, e->n_words, &e->words_capacity, sizeof(CodeWord)) ||
        !grow(e, &e->positions, e->n_words, &capacity, sizeof(CodePosition))) {
        e->words_capacity = 0;
        e->n_words = 0;
        return;
    }
    e->words[e->n_words] = word;
    e->positions[e->n_words++] = position;
}

static bool ends_flow(Opcode op) {
    return op == OP_JUMP || op == OP_RETURN || op == OP_RETURN_NONE || op == OP_RAISE ||
           op == OP_RAISE_FROM || op == OP_RAISE_AGAIN || op == OP_RERAISE;
}

uint32_t emit(Emitter *e, Opcode op, unsigned d, unsigned a, unsigned b, unsigned c,
              const SourceRange *at) {
    uint32_t index = e->n_words;
    if (!e->is_reachable || e->error) {
        return index;
    }
    if (index > WORDS_MAX) {
        fail(e, "code too large");
        return index;
    }
    CodePosition position = position_of(at);
    CodeWord word = {.instruction = {.op = (uint8_t)op,
                                     .d = (uint8_t)d,
                                     .a = (uint16_t)a,
                                     .b = (uint16_t)b,
                                     .c = (uint16_t)c}};
    append_word(e, word, position);
    for (int i = 0; i < OPCODE_INFO[op].caches; i++) {
        append_word(e, (CodeWord){.word = 0}, position);
    }
    if (ends_flow(op)) {
        e->is_reachable = false;
    }
    return index;
}

void emit_wide(Emitter *e, Opcode op, unsigned a, int32_t number, const SourceRange *at) {
    Instruction wide = {0};
    instruction_set_wide(&wide, number);
    emit(e, op, 0, a, wide.b, wide.c, at);
}

// --- labels ---

Label emitter_new_label(Emitter *e) {
    if (!grow(e, &e->labels, e->n_labels, &e->labels_capacity, sizeof(LabelState))) {
        return 0;
    }
    e->labels[e->n_labels] = (LabelState){.offset = LABEL_UNBOUND};
    return e->n_labels++;
}

// Merges "control arrives with these variables bound" into a label.
static void merge_into(Emitter *e, LabelState *label, const uint64_t *bound) {
    if (e->n_bound_words == 0) {
        label->is_reached = true;
        return;
    }
    if (!label->bound) {
        label->bound = arena_alloc_array(e->arena, e->n_bound_words, sizeof(uint64_t));
        if (!label->bound) {
            fail(e, "out of memory");
            return;
        }
        memcpy(label->bound, bound, e->n_bound_words * sizeof(uint64_t));
    } else if (label->offset == LABEL_UNBOUND) {
        for (uint32_t i = 0; i < e->n_bound_words; i++) {
            label->bound[i] &= bound[i];
        }
    }
    label->is_reached = true;
}

void emit_jump(Emitter *e, Opcode op, unsigned d, unsigned a, unsigned b, Label target,
               const SourceRange *at) {
    if (!e->is_reachable || e->error ||
        !grow(e, &e->fixes, e->n_fixes, &e->fixes_capacity, sizeof(JumpFix))) {
        return;
    }
    merge_into(e, &e->labels[target], e->bound);
    e->fixes[e->n_fixes++] = (JumpFix){.word = e->n_words, .target = target};
    emit(e, op, d, a, b, 0, at);
}

uint32_t emitter_here(Emitter *e) {
    e->barrier = e->n_words;
    return e->n_words;
}

// Takes back a JUMP that would jump over nothing, unless something refers to the place behind
// it.
static void drop_useless_jump(Emitter *e, Label label) {
    if (e->n_fixes && e->n_words > e->barrier && e->fixes[e->n_fixes - 1].target == label &&
        e->fixes[e->n_fixes - 1].word + 1 == e->n_words &&
        e->words[e->n_words - 1].instruction.op == OP_JUMP) {
        e->n_fixes--;
        e->n_words--;
    }
}

void emitter_bind(Emitter *e, Label label) {
    if (e->error) {
        return;
    }
    LabelState *state = &e->labels[label];
    if (!e->is_reachable) {
        drop_useless_jump(e, label);
    }
    e->barrier = e->n_words;
    if (e->is_reachable) {
        merge_into(e, state, e->bound);
    }
    state->offset = e->n_words;
    e->is_reachable = state->is_reached;
    if (state->bound) {
        memcpy(e->bound, state->bound, e->n_bound_words * sizeof(uint64_t));
    }
}

void emitter_reach_later(Emitter *e, Label label) {
    if (!e->is_reachable || e->error) {
        return;
    }
    LabelState *state = &e->labels[label];
    merge_into(e, state, e->bound);
    for (uint32_t i = 0; state->bound && i < e->n_bound_words; i++) {
        state->bound[i] &= ~e->unbindable[i];
    }
}

void emitter_expect(Emitter *e, Label label) {
    if (e->error) {
        return;
    }
    bool is_reached = e->labels[label].is_reached;
    emitter_reach_later(e, label);
    e->labels[label].is_reached = is_reached;
}

void emitter_add_handler(Emitter *e, uint32_t start, Label handler, uint32_t depth) {
    if (e->error || start == e->n_words ||
        !grow(e, &e->handlers, e->n_handlers, &e->handlers_capacity, sizeof(HandlerRange))) {
        return;
    }
    e->labels[handler].is_reached = true;
    e->barrier = e->n_words;
    if (depth >= e->depth_max) {
        e->depth_max = depth + 1; // the exception's own temporary
    }
    e->handlers[e->n_handlers++] = (HandlerRange){start, e->n_words, handler, depth};
}

// --- registers ---

Register emitter_temporary(const Emitter *e, uint32_t i) {
    return (Register)(e->n_locals + i);
}

Register emitter_push(Emitter *e) {
    Register reg = emitter_temporary(e, e->depth++);
    if (e->depth > e->depth_max) {
        e->depth_max = e->depth;
        if (e->n_locals + e->depth > MAX_REGISTERS) {
            fail(e, "too many values in use at once");
            e->depth_max = e->depth = 1;
        }
    }
    return reg;
}

bool emitter_is_bound(const Emitter *e, Register local) {
    return local / 64u < e->n_bound_words && (e->bound[local / 64] >> (local % 64) & 1);
}

void emitter_set_bound(Emitter *e, Register local, bool is_bound) {
    if (local / 64u < e->n_bound_words) {
        uint64_t bit = (uint64_t)1 << (local % 64);
        e->bound[local / 64] = (e->bound[local / 64] & ~bit) | (is_bound ? bit : 0);
    }
}

void emitter_set_unbindable(Emitter *e, Register local) {
    if (local / 64u < e->n_bound_words) {
        e->unbindable[local / 64] |= (uint64_t)1 << (local % 64);
    }
}

// --- pools ---

static uint64_t mix(uint64_t hash, uint64_t more) {
    hash = (hash ^ more) * 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 29;
}

static uint64_t constant_hash(const Constant *constant) {
    uint64_t hash = mix(constant->kind, constant->length);
    switch (constant->kind) {
    case CONSTANT_INT:
        return mix(hash, (uint64_t)constant->integer);
    case CONSTANT_FLOAT:
    case CONSTANT_COMPLEX: {
        uint64_t bits[2];
        memcpy(bits, &constant->real, sizeof(bits[0]));
        memcpy(bits + 1, &constant->imaginary, sizeof(bits[1]));
        return mix(mix(hash, bits[0]), bits[1]);
    }
    case CONSTANT_BIG_INT:
    case CONSTANT_STR:
    case CONSTANT_BYTES:
        for (size_t i = 0; i < constant->length; i++) {
            hash = mix(hash, (unsigned char)constant->text[i]);
        }
        return hash;
    case CONSTANT_TUPLE:
    case CONSTANT_FROZENSET:
        for (size_t i = 0; i < constant->length; i++) {
            hash = mix(hash, constant_hash(&constant->items[i]));
        }
        return hash;
    case CONSTANT_CODE:
        return mix(hash, (uintptr_t)constant->code);
    default:
        return hash;
    }
}

static bool constants_equal(const Constant *a, const Constant *b) {
    if (a->kind != b->kind || a->length != b->length || a->base != b->base) {
        return false;
    }
    switch (a->kind) {
    case CONSTANT_INT:
        return a->integer == b->integer;
    case CONSTANT_FLOAT:
    case CONSTANT_COMPLEX: // by bits: 0.0 is not -0.0
        return memcmp(&a->real, &b->real, sizeof(double)) == 0 &&
               memcmp(&a->imaginary, &b->imaginary, sizeof(double)) == 0;
    case CONSTANT_BIG_INT:
    case CONSTANT_STR:
    case CONSTANT_BYTES:
        return memcmp(a->text, b->text, a->length) == 0;
    case CONSTANT_TUPLE:
    case CONSTANT_FROZENSET:
        for (size_t i = 0; i < a->length; i++) {
            if (!constants_equal(&a->items[i], &b->items[i])) {
                return false;
            }
        }
        return true;
    case CONSTANT_CODE:
        return a->code == b->code;
    default:
        return true;
    }
}

static uint64_t item_hash(const Emitter *e, const PoolIndex *index, uint32_t i) {
    return index == &e->names_index ? e->names[i]->hash : constant_hash(&e->constants[i]);
}

// Makes room in an index for one more than `length` entries.
static bool index_grow(Emitter *e, PoolIndex *index, uint32_t length) {
    if (length * 2 < index->capacity) {
        return true;
    }
    uint32_t capacity = index->capacity ? index->capacity * 2 : 16;
    uint32_t *slots = arena_alloc_array(e->arena, capacity, sizeof(uint32_t));
    if (!slots) {
        fail(e, "out of memory");
        return false;
    }
    for (uint32_t i = 0; i < length; i++) {
        uint32_t slot = (uint32_t)item_hash(e, index, i) & (capacity - 1);
        while (slots[slot]) {
            slot = (slot + 1) & (capacity - 1);
        }
        slots[slot] = i + 1;
    }
    index->slots = slots;
    index->capacity = capacity;
    return true;
}

uint16_t emitter_name(Emitter *e, const Name *name) {
    if (e->error || !index_grow(e, &e->names_index, e->n_names)) {
        return 0;
    }
    uint32_t mask = e->names_index.capacity - 1;
    uint32_t slot = name->hash & mask;
    for (; e->names_index.slots[slot]; slot = (slot + 1) & mask) {
        uint32_t i = e->names_index.slots[slot] - 1;
        if (e->names[i] == name) {
            return (uint16_t)i;
        }
    }
    if (e->n_names == UINT16_MAX) {
        fail(e, "too many different names in one block of code");
        return 0;
    }
    if (!grow(e, &e->names, e->n_names, &e->names_capacity, sizeof(Name *))) {
        return 0;
    }
    e->names_index.slots[slot] = e->n_names + 1;
    e->names[e->n_names] = name;
    return (uint16_t)e->n_names++;
}

uint16_t emitter_constant(Emitter *e, const Constant *constant) {
    if (e->error || !index_grow(e, &e->constants_index, e->n_constants)) {
        return 0;
    }
    uint32_t mask = e->constants_index.capacity - 1;
    uint32_t slot = (uint32_t)constant_hash(constant) & mask;
    for (; e->constants_index.slots[slot]; slot = (slot + 1) & mask) {
        uint32_t i = e->constants_index.slots[slot] - 1;
        if (constants_equal(&e->constants[i], constant)) {
            return (uint16_t)i;
        }
    }
    if (e->n_constants == UINT16_MAX) {
        fail(e, "too many different constants in one block of code");
        return 0;
    }
    if (!grow(e, &e->constants, e->n_constants, &e->constants_capacity, sizeof(Constant))) {
        return 0;
    }
    e->constants_index.slots[slot] = e->n_constants + 1;
    e->constants[e->n_constants] = *constant;
    return (uint16_t)e->n_constants++;
}

// --- finishing ---

static bool is_short_jump(const CodeWord *word) {
    return OPCODE_INFO[word->instruction.op].roles[3] == 'j';
}

// Returns the offset of the word behind the instruction at `word`, caches included.
static uint32_t word_behind(const Emitter *e, uint32_t word) {
    return word + 1 + OPCODE_INFO[e->words[word].instruction.op].caches;
}

static bool is_far(const Emitter *e, const JumpFix *fix) {
    int64_t distance = (int64_t)e->labels[fix->target].offset - fix->word;
    return is_short_jump(&e->words[fix->word]) &&
           (distance > NEAR_WORDS || distance < -NEAR_WORDS);
}

// Inserts the words of far jumps and moves everything behind them.
static void stretch_far_jumps(Emitter *e) {
    uint32_t n_far = 0;
    for (uint32_t i = 0; i < e->n_fixes; i++) {
        n_far += is_far(e, &e->fixes[i]);
    }
    if (!n_far) {
        return;
    }
    uint32_t n_old = e->n_words, n_new = n_old + n_far * STRETCH_WORDS;
    CodeWord *words = arena_alloc_array(e->arena, n_new, sizeof(*words));
    CodePosition *positions = arena_alloc_array(e->arena, n_new, sizeof(*positions));
    uint32_t *moved_to = arena_alloc_array(e->arena, (size_t)n_old + 1, sizeof(*moved_to));
    if (!words || !positions || !moved_to) {
        fail(e, "out of memory");
        return;
    }
    // Fixes are in the order of their words, so one sweep meets each at its word.
    uint32_t fix = 0, out = 0;
    for (uint32_t i = 0; i < n_old; i++) {
        moved_to[i] = out;
        words[out] = e->words[i];
        positions[out++] = e->positions[i];
        if (fix < e->n_fixes && e->fixes[fix].word == i) {
            JumpFix *jump = &e->fixes[fix++];
            jump->word = out - 1;
            if (is_far(e, &(JumpFix){i, jump->target})) {
                words[out - 1].instruction.c = 1;
                for (int k = 0; k < STRETCH_WORDS; k++) {
                    words[out] = (CodeWord){.instruction = {.op = OP_JUMP}};
                    positions[out++] = e->positions[i];
                }
                instruction_set_wide(&words[out - 2].instruction, 1);
                jump->word = out - 1;
            }
        }
    }
    moved_to[n_old] = out;
    e->words = words;
    e->positions = positions;
    e->n_words = out;
    for (uint32_t i = 0; i < e->n_labels; i++) {
        if (e->labels[i].offset != LABEL_UNBOUND) {
            e->labels[i].offset = moved_to[e->labels[i].offset];
        }
    }
    for (uint32_t i = 0; i < e->n_handlers; i++) {
        e->handlers[i].start = moved_to[e->handlers[i].start];
        e->handlers[i].end = moved_to[e->handlers[i].end];
    }
}

static void patch_jumps(Emitter *e) {
    for (uint32_t i = 0; i < e->n_fixes; i++) {
        JumpFix fix = e->fixes[i];
        Instruction *instruction = &e->words[fix.word].instruction;
        int32_t offset = (int32_t)(e->labels[fix.target].offset - word_behind(e, fix.word));
        if (is_short_jump(&e->words[fix.word])) {
            instruction->c = (uint16_t)offset;
        } else {
            instruction_set_wide(instruction, offset);
        }
    }
}

void emitter_finish(Emitter *e, CodeUnit *unit) {
    if (e->error) {
        return;
    }
    if (e->n_words > NEAR_WORDS) {
        stretch_far_jumps(e);
    }
    CodeHandler *handlers = arena_alloc_array(e->arena, e->n_handlers, sizeof(*handlers));
    CodeName *names = arena_alloc_array(e->arena, e->n_names, sizeof(*names));
    if (e->error || !handlers || !names) {
        fail(e, "out of memory");
        return;
    }
    patch_jumps(e);
    for (uint32_t i = 0; i < e->n_handlers; i++) {
        HandlerRange range = e->handlers[i];
        handlers[i] = (CodeHandler){range.start, range.end, e->labels[range.handler].offset,
                                    e->n_locals + range.depth};
    }
    for (uint32_t i = 0; i < e->n_names; i++) {
        names[i] = (CodeName){e->names[i]->bytes, e->names[i]->length};
    }
    unit->n_locals = e->n_locals;
    unit->n_registers = e->n_locals + e->depth_max;
    unit->n_words = e->n_words;
    unit->words = e->words;
    unit->positions = e->positions;
    unit->n_names = e->n_names;
    unit->names = names;
    unit->n_constants = e->n_constants;
    unit->constants = e->constants;
    unit->n_handlers = e->n_handlers;
    unit->handlers = handlers;
}
