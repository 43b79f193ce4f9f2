// The library in the guest language, for native code (library.h).
#include "runtime/objects/library.h"

#include <stdarg.h>
#include <stdio.h>

#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

Ref library_get(ThreadState *ts, const char *module, const char *name) {
    Ref imported = import_module_text(ts, module);
    Ref found =
        ref_is_null(imported) ? NO_REF : value_get_attribute_text(ts, borrow(imported), name);
    ref_drop(ts, imported);
    return found;
}

Ref library_call(ThreadState *ts, const char *module, const char *name, const Value *arguments,
                 size_t n) {
    Ref function = library_get(ts, module, name);
    Ref result =
        ref_is_null(function) ? NO_REF : value_call(ts, borrow(function), arguments, n);
    ref_drop(ts, function);
    return result;
}

Ref library_raise(ThreadState *ts, const char *module, const char *name, const Value *arguments,
                  size_t n) {
    Ref error = library_call(ts, module, name, arguments, n);
    return ref_is_null(error) ? NO_REF : raise_exception(ts, error);
}

Ref raise_module_error(ThreadState *ts, const char *module, const char *name,
                       const char *format, ...) ATTACHED RUNS_GUEST {
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    Ref message = str_from_text(ts, text);
    if (!ref_is_null(message)) {
        Value argument = borrow(message);
        library_raise(ts, module, name, &argument, 1);
    }
    ref_drop(ts, message);
    return NO_REF;
}
