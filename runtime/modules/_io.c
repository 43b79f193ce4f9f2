// The module _io: the native file classes, by name. io.py makes the module io of them.
#include "vm/needs_runtime.h"
#include "vm/object/native.h"

static bool set_up(ThreadState *ts, Object *module) ATTACHED {
    static const struct {
        const char *name;
        Kind kind;
    } CLASSES[] = {{"TextIOWrapper", KIND_TEXT_FILE},
                   {"BufferedReader", KIND_BUFFERED_READER},
                   {"BufferedWriter", KIND_BUFFERED_WRITER},
                   {"BufferedRandom", KIND_BUFFERED_RANDOM},
                   {"FileIO", KIND_FILE_IO}};
    for (size_t i = 0; i < sizeof CLASSES / sizeof *CLASSES; i++) {
        if (!dict_set_text(ts, ((Module *)module)->dict, CLASSES[i].name,
                           object_value(builtin_type(ts, CLASSES[i].kind)))) {
            return false;
        }
    }
    return true;
}

const ModuleSpec io_module_spec = {
    .name = "_io",
    .doc = "The native file classes.",
    .set_up = set_up,
};
