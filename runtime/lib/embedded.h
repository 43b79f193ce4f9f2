// The guest standard library, embedded.
//
// Every runtime/lib/**/*.py is compiled into the program as text, so that gilt is one file that
// runs anywhere, and so that a student can read how, say, a Queue is made of a Condition. The
// table is generated while building (embed_modules.c); `import` looks a module up here after
// the native ones.
#ifndef GILT_RUNTIME_LIB_EMBEDDED_H
#define GILT_RUNTIME_LIB_EMBEDDED_H

#include <stdbool.h>
#include <stddef.h>

// One embedded module. All pointers are constant and live as long as the program.
typedef struct EmbeddedModule {
    const char *name;      // dotted: "threading", "concurrent.futures"
    const char *file_name; // for tracebacks: "<gilt>/concurrent/futures/__init__.py"
    const char *source;    // UTF-8, `size` bytes and a terminating NUL that is not counted
    size_t size;
    bool is_package; // made from an __init__.py
} EmbeddedModule;

// The modules, sorted by name in byte order.
extern const EmbeddedModule EMBEDDED_MODULES[];

// How many modules there are; may be 0, the array then holds one entry of nulls.
extern const size_t EMBEDDED_MODULE_COUNT;

// The module of that dotted name; null if there is none. ANY_THREAD.
const EmbeddedModule *embedded_find(const char *name);

#endif
