// Looking up an embedded module.
#include "runtime/lib/embedded.h"

#include <stdlib.h>
#include <string.h>

static int compare_name(const void *name, const void *module) {
    return strcmp(name, ((const EmbeddedModule *)module)->name);
}

const EmbeddedModule *embedded_find(const char *name) {
    return bsearch(name, EMBEDDED_MODULES, EMBEDDED_MODULE_COUNT, sizeof *EMBEDDED_MODULES,
                   compare_name);
}
