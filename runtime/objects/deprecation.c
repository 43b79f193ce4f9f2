// Deprecation warnings from C; see deprecation.h.
#include "runtime/objects/deprecation.h"

#include <stdarg.h>
#include <stdio.h>

#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/refcount.h"
#include "vm/thread/thread_state.h"

#define MESSAGE_SIZE 512

bool warn_deprecated(ThreadState *ts, const char *format, ...) {
    char text[MESSAGE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    Ref name = str_intern_text(ts, "warnings");
    Ref module = ref_is_null(name) ? NO_REF
                                   : import_name(ts, borrow(name), ts->interpreter->builtins,
                                                 NONE, value_from_int(0));
    Ref message = ref_is_null(module) ? NO_REF : str_from_text(ts, text);
    Ref result = NO_REF;
    if (!ref_is_null(message)) {
        Object *category = (Object *)exception_type(ts, EXC_DEPRECATION_WARNING);
        Value both[2] = {borrow(message), object_value(category)};
        result = value_call_method_text(ts, borrow(module), "warn", both, 2);
    }
    bool ok = !ref_is_null(result);
    ref_drop(ts, result);
    ref_drop(ts, message);
    ref_drop(ts, module);
    ref_drop(ts, name);
    return ok;
}
