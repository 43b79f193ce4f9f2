// Deprecation warnings from C; see deprecation.h.
#include "runtime/objects/deprecation.h"

#include <stdarg.h>
#include <stdio.h>

#include "runtime/objects/library.h"
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
    Ref message = str_from_text(ts, text);
    Ref result = NO_REF;
    if (!ref_is_null(message)) {
        Object *category = (Object *)exception_type(ts, EXC_DEPRECATION_WARNING);
        Value both[2] = {borrow(message), object_value(category)};
        result = library_call(ts, "warnings", "warn", both, 2);
    }
    bool ok = !ref_is_null(result);
    ref_drop(ts, result);
    ref_drop(ts, message);
    return ok;
}
