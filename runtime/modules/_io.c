// The module _io: the native file classes, by name. io.py makes the module io of them.
#include "vm/needs_runtime.h"
#include "vm/object/native.h"

static const ClassDef CLASSES[] = {
    {"TextIOWrapper", KIND_TEXT_FILE},
    {"BufferedReader", KIND_BUFFERED_READER},
    {"BufferedWriter", KIND_BUFFERED_WRITER},
    {"BufferedRandom", KIND_BUFFERED_RANDOM},
    {"FileIO", KIND_FILE_IO},
    {"_StringIO", KIND_STRING_IO},
    {"_BytesIO", KIND_BYTES_IO},
    {NULL, 0},
};

const ModuleSpec io_module_spec = {
    .name = "_io",
    .doc = "The native file classes.",
    .classes = CLASSES,
};
