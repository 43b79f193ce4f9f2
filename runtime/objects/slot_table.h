// The table between special methods and slots, used both ways: built-in slots become wrapper
// objects in their type's dict, and special methods of guest classes become slots.
#ifndef GILT_RUNTIME_OBJECTS_SLOT_TABLE_H
#define GILT_RUNTIME_OBJECTS_SLOT_TABLE_H

#include "vm/base/contract.h"
#include "vm/object/layouts.h"

// How a wrapper calls its slot.
typedef enum WrapperKind {
    WRAPPER_NONE,
    WRAPPER_SELF,
    WRAPPER_ARGUMENT,
    WRAPPER_FORMAT,
    WRAPPER_HASH,
    WRAPPER_TRUTH,
    WRAPPER_COMPARE,
    WRAPPER_BINARY,
    WRAPPER_REFLECTED,
    WRAPPER_IN_PLACE,
    WRAPPER_UNARY,
    WRAPPER_LENGTH,
    WRAPPER_SET,
    WRAPPER_DELETE,
    WRAPPER_CONTAINS,
    WRAPPER_NEXT,
    WRAPPER_CALL,
    WRAPPER_ATTRIBUTE,
    WRAPPER_GET,
} WrapperKind;

// A slot of unknown signature.
typedef void (*AnySlot)(void);

// One row of dunders.def.
typedef struct Dunder {
    KnownName name;
    uint16_t offset; // of the slot in TypeSlots
    uint8_t wrapper; // WrapperKind
    uint8_t operand;
    AnySlot guest; // the slot function that calls the special method
    const char *doc;
} Dunder;

extern const Dunder DUNDERS[];
extern const size_t DUNDER_COUNT;

// Reads and writes the slot a row is about.
AnySlot slot_read(const TypeSlots *slots, size_t offset) ANY_THREAD;

#endif
