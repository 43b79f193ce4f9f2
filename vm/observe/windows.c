// Following values through registers (windows.h has the idea).
#include "vm/observe/windows.h"

#include <stdlib.h>
#include <string.h>

// A value made from more than these reads is followed for the last of them only.
#define READS_MAX 16

// A read that went into the value of a register.
typedef struct Read {
    uint32_t symbol;
    uint32_t word;
} Read;

typedef struct Register {
    uint32_t symbol;
    uint32_t n_reads;
    Read reads[READS_MAX];
} Register;

typedef struct Search {
    Register *registers;
    uint32_t n_registers;
    uint32_t n_locals;
    Windows *out;
    bool has_failed;
} Search;

// Makes room for one more in an array that doubles.
static void *grow(Search *search, void *items, size_t n, size_t size) {
    if (n & (n - 1)) {
        return items;
    }
    void *larger = realloc(items, (n ? 2 * n : 1) * size);
    search->has_failed |= !larger;
    return larger ? larger : items;
}

static uint32_t intern(Search *search, SymbolKind kind, uint32_t a, uint32_t b) {
    Windows *out = search->out;
    for (uint32_t i = 1; i < out->n_symbols; i++) {
        Symbol *s = &out->symbols[i];
        if (s->kind == kind && s->a == a && s->b == b) {
            return i;
        }
    }
    out->symbols = grow(search, out->symbols, out->n_symbols, sizeof *out->symbols);
    if (search->has_failed) {
        return 0;
    }
    out->symbols[out->n_symbols] = (Symbol){kind, a, b};
    return (uint32_t)out->n_symbols++;
}

static bool is_register(const Search *search, uint32_t reg) {
    return reg < search->n_registers;
}

// What the register stands for: a variable is itself, whatever it holds.
static uint32_t symbol_of(Search *search, uint32_t reg) {
    if (!is_register(search, reg)) {
        return 0;
    }
    return reg < search->n_locals ? intern(search, SYMBOL_LOCAL, reg, 0)
                                  : search->registers[reg].symbol;
}

static void add_read(Register *to, Read read) {
    for (uint32_t i = 0; i < to->n_reads; i++) {
        if (to->reads[i].symbol == read.symbol) {
            to->reads[i].word = read.word; // the newer one
            return;
        }
    }
    if (to->n_reads == READS_MAX) {
        memmove(to->reads, to->reads + 1, (READS_MAX - 1) * sizeof *to->reads);
        to->n_reads--;
    }
    to->reads[to->n_reads++] = read;
}

static void add_reads_of(const Search *search, Register *to, uint32_t reg) {
    for (uint32_t i = 0; is_register(search, reg) && i < search->registers[reg].n_reads; i++) {
        add_read(to, search->registers[reg].reads[i]);
    }
}

// `reg` is written to the place `symbol`: a window, if it was made from what was read there.
static void note_write(Search *search, uint32_t word, uint32_t symbol, uint32_t reg) {
    Windows *out = search->out;
    for (uint32_t i = 0;
         symbol && is_register(search, reg) && i < search->registers[reg].n_reads; i++) {
        Read read = search->registers[reg].reads[i];
        if (read.symbol == symbol) {
            out->items = grow(search, out->items, out->n, sizeof *out->items);
            if (!search->has_failed) {
                out->items[out->n++] = (Window){read.word, word, symbol};
            }
        }
    }
}

// An attribute or item of something known; 0 if either half is not.
static uint32_t symbol_of_part(Search *search, SymbolKind kind, uint32_t base, uint32_t part) {
    return base && (part || kind == SYMBOL_ATTRIBUTE) ? intern(search, kind, base, part) : 0;
}

static uint32_t symbol_of_number(Search *search, int32_t number) {
    return intern(search, SYMBOL_NUMBER, (uint32_t)number, 0);
}

// What an instruction reads from a place that others may share; 0 if nothing.
static uint32_t symbol_read(Search *search, Instruction i) {
    switch (i.op) {
    case OP_LOAD_GLOBAL:
    case OP_LOAD_NAME:
        return intern(search, SYMBOL_GLOBAL, i.b, 0);
    case OP_LOAD_CELL:
        return intern(search, SYMBOL_CELL, i.b, 0);
    case OP_LOAD_FREE:
        return intern(search, SYMBOL_FREE, i.b, 0);
    case OP_LOAD_ATTR:
        return symbol_of_part(search, SYMBOL_ATTRIBUTE, symbol_of(search, i.b), i.c);
    case OP_GET_ITEM:
        return symbol_of_part(search, SYMBOL_ITEM, symbol_of(search, i.b),
                              symbol_of(search, i.c));
    case OP_GET_ITEM_INT:
        return symbol_of_part(search, SYMBOL_ITEM, symbol_of(search, i.b),
                              symbol_of_number(search, (int16_t)i.c));
    default:
        return 0;
    }
}

static void follow_write(Search *search, uint32_t word, Instruction i) {
    switch (i.op) {
    case OP_STORE_GLOBAL:
    case OP_STORE_NAME:
        note_write(search, word, intern(search, SYMBOL_GLOBAL, i.b, 0), i.a);
        break;
    case OP_STORE_CELL:
        note_write(search, word, intern(search, SYMBOL_CELL, i.b, 0), i.a);
        break;
    case OP_STORE_FREE:
        note_write(search, word, intern(search, SYMBOL_FREE, i.b, 0), i.a);
        break;
    case OP_STORE_ATTR:
        note_write(search, word,
                   symbol_of_part(search, SYMBOL_ATTRIBUTE, symbol_of(search, i.a), i.b), i.c);
        break;
    case OP_SET_ITEM:
        note_write(
            search, word,
            symbol_of_part(search, SYMBOL_ITEM, symbol_of(search, i.a), symbol_of(search, i.b)),
            i.c);
        break;
    default:
        break;
    }
}

// What a register stands for after the instruction has written it.
static uint32_t symbol_written(Search *search, Instruction i) {
    switch (i.op) {
    case OP_LOAD_CONST:
        return intern(search, SYMBOL_CONSTANT, i.b, 0);
    case OP_LOAD_INT:
        return symbol_of_number(search, instruction_wide(i));
    case OP_MOVE:
    case OP_COPY:
        return symbol_of(search, i.b);
    default:
        return symbol_read(search, i);
    }
}

// The value the instruction makes: the union of all that went in.
static Register value_made(Search *search, uint32_t word, Instruction i) {
    const char *roles = OPCODE_INFO[i.op].roles;
    const uint16_t operands[4] = {i.d, i.a, i.b, i.c};
    Register made = {.symbol = symbol_written(search, i)};
    for (int position = 1; position < 4; position++) {
        uint32_t reg = operands[position];
        if (strchr("rkm", roles[position])) {
            add_reads_of(search, &made, reg);
        } else if (roles[position] == 'B' && !instruction_writes_block(i)) {
            for (uint32_t k = 0; k < instruction_block_length(i); k++) {
                add_reads_of(search, &made, reg + k);
            }
        }
    }
    uint32_t read = symbol_read(search, i);
    if (read) {
        add_read(&made, (Read){read, word});
    }
    return made;
}

static bool is_call(Instruction i) {
    return i.op == OP_CALL || i.op == OP_CALL_METHOD;
}

static void follow(Search *search, uint32_t word, Instruction i) {
    const char *roles = OPCODE_INFO[i.op].roles;
    follow_write(search, word, i);
    if (is_call(i) && is_register(search, i.b)) {
        search->out->callees[word] = search->registers[i.b].symbol;
    }
    Register made = value_made(search, word, i);
    if (i.op == OP_LOAD_METHOD && is_register(search, i.a)) {
        made.symbol = symbol_of_part(search, SYMBOL_ATTRIBUTE, symbol_of(search, i.b), i.c);
        search->registers[i.a] = made;
    } else if (roles[1] == 'w' && is_register(search, i.a)) {
        search->registers[i.a] = made;
    }
}

bool windows_find(const CodeWord *words, uint32_t n_words, uint32_t n_locals,
                  uint32_t n_registers, Windows *out) {
    *out = (Windows){0};
    Search search = {
        .registers = calloc(n_registers + 1u, sizeof *search.registers),
        .n_registers = n_registers,
        .n_locals = n_locals,
        .out = out,
    };
    out->symbols = malloc(sizeof *out->symbols);
    out->callees = calloc(n_words + 1u, sizeof *out->callees);
    bool ok = search.registers && out->symbols && out->callees;
    if (ok) {
        out->symbols[0] = (Symbol){SYMBOL_NONE, 0, 0};
        out->n_symbols = 1;
    }
    for (uint32_t word = 0; ok && word < n_words;) {
        Instruction i = words[word].instruction;
        follow(&search, word, i);
        ok = !search.has_failed;
        word += 1u + OPCODE_INFO[i.op].caches;
    }
    free(search.registers);
    if (!ok) {
        windows_free(out);
    }
    return ok;
}

void windows_free(Windows *windows) {
    free(windows->items);
    free(windows->symbols);
    free(windows->callees);
    *windows = (Windows){0};
}
