// Read-modify-write windows: stretches of code between reading a place that threads share and
// writing back what was made of it. A switch inside a window loses what others write meanwhile.
//
//     LOAD_GLOBAL  r1, counter      read  -+
//     ADD_INT      r1, r1, 1               |  the window of `counter`
//     STORE_GLOBAL r1, counter      write -+
//
// They are found in the bytecode, without running it: every register is followed from where it
// was read to where it is written, in the order of the instructions. So a value that travels
// through a call (`g = f(g)`) counts as made from what went in, and what goes round a loop or
// through another function is not seen. It says where to look; it proves nothing.
#ifndef GILT_VM_OBSERVE_WINDOWS_H
#define GILT_VM_OBSERVE_WINDOWS_H

#include <stdbool.h>
#include <stddef.h>

#include "compiler/code.h"
#include "compiler/opcodes.h"

// What a register stands for, as far as the code tells.
typedef enum SymbolKind {
    SYMBOL_NONE,
    SYMBOL_LOCAL,     // a: register of the variable
    SYMBOL_GLOBAL,    // a: index of the name
    SYMBOL_CELL,      // a: register of the variable
    SYMBOL_FREE,      // a: index of the captured variable
    SYMBOL_ATTRIBUTE, // a: symbol of the object, b: index of the name
    SYMBOL_ITEM,      // a: symbol of the container, b: symbol of the key
    SYMBOL_CONSTANT,  // a: index of the constant
    SYMBOL_NUMBER,    // a: the number
} SymbolKind;

typedef struct Symbol {
    SymbolKind kind;
    uint32_t a;
    uint32_t b;
} Symbol;

// One window: the words of the reading and of the writing instruction.
typedef struct Window {
    uint32_t read;
    uint32_t write;
    uint32_t symbol; // of what is read and written
} Window;

typedef struct Windows {
    Window *items; // in order of `write`
    size_t n;
    Symbol *symbols; // [0] is SYMBOL_NONE
    size_t n_symbols;
    uint32_t *callees; // for each word that is a call the symbol of what is called, else 0
} Windows;

// Finds the windows of a function's code. False without memory: *out is empty then.
// windows_free frees it.
bool windows_find(const CodeWord *words, uint32_t n_words, uint32_t n_locals,
                  uint32_t n_registers, Windows *out);
void windows_free(Windows *windows);

#endif
