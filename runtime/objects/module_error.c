// Raising exceptions whose classes are written in the guest language.
#include "runtime/objects/module_error.h"

#include <stdarg.h>
#include <stdio.h>

#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

Ref raise_module_error(ThreadState *ts, const char *module, const char *name,
                       const char *format, ...) ATTACHED RUNS_GUEST {
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    Ref module_name = str_from_text(ts, module);
    Ref found = ref_is_null(module_name)
                    ? NO_REF
                    : import_name(ts, borrow(module_name), NULL, NONE, value_from_int(0));
    Ref class = ref_is_null(found) ? NO_REF : value_get_attribute_text(ts, borrow(found), name);
    Ref message = ref_is_null(class) ? NO_REF : str_from_text(ts, text);
    if (!ref_is_null(message)) {
        Value argument = borrow(message);
        Ref error = value_call(ts, borrow(class), &argument, 1);
        if (!ref_is_null(error)) {
            raise_exception(ts, error);
        }
    }
    ref_drop(ts, message);
    ref_drop(ts, class);
    ref_drop(ts, found);
    ref_drop(ts, module_name);
    return NO_REF;
}
