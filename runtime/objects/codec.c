// Encodings and error handlers by name, and the exceptions of encoding and decoding.
#include "runtime/objects/codec.h"

#include <string.h>

#include "runtime/objects/str.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/refcount.h"

static const char *const CODEC_NAMES[CODEC_COUNT] = {
    "utf-8",     "utf-8-sig", "ascii",  "latin-1",   "utf-16",
    "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be",
};

// Names in small letters with '_' for everything that is no letter, digit or dot.
static const struct {
    const char *alias;
    CodecId codec;
} ALIASES[] = {
    {"utf_8", CODEC_UTF_8},
    {"utf8", CODEC_UTF_8},
    {"u8", CODEC_UTF_8},
    {"utf", CODEC_UTF_8},
    {"utf8_ucs2", CODEC_UTF_8},
    {"utf8_ucs4", CODEC_UTF_8},
    {"cp65001", CODEC_UTF_8},
    {"utf_8_sig", CODEC_UTF_8_SIG},
    {"ascii", CODEC_ASCII},
    {"us_ascii", CODEC_ASCII},
    {"us", CODEC_ASCII},
    {"646", CODEC_ASCII},
    {"ansi_x3.4_1968", CODEC_ASCII},
    {"ansi_x3.4_1986", CODEC_ASCII},
    {"cp367", CODEC_ASCII},
    {"csascii", CODEC_ASCII},
    {"ibm367", CODEC_ASCII},
    {"iso646_us", CODEC_ASCII},
    {"iso_646.irv_1991", CODEC_ASCII},
    {"iso_ir_6", CODEC_ASCII},
    {"latin_1", CODEC_LATIN_1},
    {"latin1", CODEC_LATIN_1},
    {"latin", CODEC_LATIN_1},
    {"l1", CODEC_LATIN_1},
    {"iso_8859_1", CODEC_LATIN_1},
    {"iso8859_1", CODEC_LATIN_1},
    {"iso8859", CODEC_LATIN_1},
    {"8859", CODEC_LATIN_1},
    {"cp819", CODEC_LATIN_1},
    {"csisolatin1", CODEC_LATIN_1},
    {"ibm819", CODEC_LATIN_1},
    {"iso_8859_1_1987", CODEC_LATIN_1},
    {"iso_ir_100", CODEC_LATIN_1},
    {"utf_16", CODEC_UTF_16},
    {"utf16", CODEC_UTF_16},
    {"u16", CODEC_UTF_16},
    {"utf_16_le", CODEC_UTF_16_LE},
    {"utf_16le", CODEC_UTF_16_LE},
    {"unicodelittleunmarked", CODEC_UTF_16_LE},
    {"utf_16_be", CODEC_UTF_16_BE},
    {"utf_16be", CODEC_UTF_16_BE},
    {"unicodebigunmarked", CODEC_UTF_16_BE},
    {"utf_32", CODEC_UTF_32},
    {"utf32", CODEC_UTF_32},
    {"u32", CODEC_UTF_32},
    {"utf_32_le", CODEC_UTF_32_LE},
    {"utf_32le", CODEC_UTF_32_LE},
    {"utf_32_be", CODEC_UTF_32_BE},
    {"utf_32be", CODEC_UTF_32_BE},
};

static const char *const HANDLER_NAMES[CODEC_ERRORS_UNKNOWN] = {
    "strict",        "ignore",           "replace",           "surrogateescape",
    "surrogatepass", "backslashreplace", "xmlcharrefreplace", "namereplace",
};

// Whether the name, with runs of other characters as one '_', is the alias.
static bool is_alias(Value name, const char *alias) {
    StrView view = str_view(name);
    bool is_separated = false;
    for (int64_t i = 0; i < view.length; i++) {
        uint32_t c = view_read(view, i);
        c = c - 'A' < 26 ? c + 32 : c;
        if (c - 'a' >= 26 && c - '0' >= 10 && c != '.') {
            is_separated = true;
            continue;
        }
        if (is_separated && *alias == '_') {
            alias++;
        } else if (is_separated && i > 0) {
            return false;
        }
        is_separated = false;
        if ((uint8_t)*alias != c) {
            return false;
        }
        alias++;
    }
    return *alias == '\0';
}

bool codec_find(ThreadState *ts, Value encoding, CodecId *out) ATTACHED {
    *out = CODEC_UTF_8;
    if (value_is_null(encoding)) {
        return true;
    }
    for (size_t i = 0; i < sizeof ALIASES / sizeof ALIASES[0]; i++) {
        if (is_alias(encoding, ALIASES[i].alias)) {
            *out = ALIASES[i].codec;
            return true;
        }
    }
    StrView view = str_view(encoding);
    for (int64_t i = 0; i < view.length; i++) {
        if (view_read(view, i) == 0) {
            raise_error(ts, EXC_VALUE_ERROR, "embedded null character");
            return false;
        }
    }
    char *name = str_to_utf8(ts, encoding, NULL);
    if (name) {
        raise_error(ts, EXC_LOOKUP_ERROR, "unknown encoding: %s", name);
        buffer_free(ts, name);
    }
    return false;
}

const char *codec_name(CodecId codec) {
    return CODEC_NAMES[codec];
}

CodecErrors codec_errors_find(Value errors) {
    if (value_is_null(errors)) {
        return CODEC_STRICT;
    }
    int handler = 0;
    while (handler < CODEC_ERRORS_UNKNOWN && !str_equal_text(errors, HANDLER_NAMES[handler])) {
        handler++;
    }
    return (CodecErrors)handler;
}

bool codec_raise_unknown_handler(ThreadState *ts, Value errors) ATTACHED {
    char *name = str_to_utf8(ts, errors, NULL);
    if (name) {
        raise_error(ts, EXC_LOOKUP_ERROR, "unknown error handler name '%s'", name);
        buffer_free(ts, name);
    }
    return false;
}

// Raises id(codec, object, start, end, reason); takes the reference to the object.
static bool raise_unicode_error(ThreadState *ts, ExceptionId id, const char *codec, Ref object,
                                int64_t start, int64_t end, const char *reason) ATTACHED {
    Ref codec_string = str_from_text(ts, codec);
    Ref reason_string = str_from_text(ts, reason);
    if (!ref_is_null(object) && !ref_is_null(codec_string) && !ref_is_null(reason_string)) {
        Value arguments[] = {borrow(codec_string), borrow(object), value_from_int(start),
                             value_from_int(end), borrow(reason_string)};
        Ref exception = value_call(ts, object_value(exception_type(ts, id)), arguments, 5);
        if (!ref_is_null(exception)) {
            raise_exception(ts, exception);
        }
    }
    ref_drop(ts, reason_string);
    ref_drop(ts, codec_string);
    ref_drop(ts, object);
    return false;
}

bool codec_raise_decode(ThreadState *ts, const char *codec, const uint8_t *data, int64_t length,
                        int64_t start, int64_t end, const char *reason) ATTACHED {
    Ref object = bytes_new(ts, data, (size_t)length);
    return raise_unicode_error(ts, EXC_UNICODE_DECODE_ERROR, codec, object, start, end, reason);
}

bool codec_raise_encode(ThreadState *ts, const char *codec, Value s, int64_t start, int64_t end,
                        const char *reason) ATTACHED {
    Ref object = str_exact(ts, s);
    return raise_unicode_error(ts, EXC_UNICODE_ENCODE_ERROR, codec, object, start, end, reason);
}

// codecs.function(object, encoding, errors): encodings and handlers that are not native. What
// was raised before is forgotten.
static Ref ask_guest(ThreadState *ts, const char *function, Value object, Value encoding,
                     Value errors) ATTACHED RUNS_GUEST {
    error_clear(ts);
    Ref name = str_intern_text(ts, "codecs");
    Ref module = ref_is_null(name) ? NO_REF
                                   : import_name(ts, borrow(name), ts->interpreter->builtins,
                                                 NONE, value_from_int(0));
    Ref utf_8 = str_intern_text(ts, "utf-8");
    Ref strict = str_intern_text(ts, "strict");
    Value arguments[] = {object, value_is_null(encoding) ? borrow(utf_8) : encoding,
                         value_is_null(errors) ? borrow(strict) : errors};
    Ref result = ref_is_null(module) || ref_is_null(utf_8) || ref_is_null(strict)
                     ? NO_REF
                     : value_call_method_text(ts, borrow(module), function, arguments, 3);
    ref_drop(ts, strict);
    ref_drop(ts, utf_8);
    ref_drop(ts, module);
    ref_drop(ts, name);
    return result;
}

Ref codec_decode(ThreadState *ts, const uint8_t *data, int64_t length, Value encoding,
                 Value errors) ATTACHED {
    if (length == 0) {
        return str_empty(ts);
    }
    CodecId codec;
    bool is_native = codec_find(ts, encoding, &codec);
    if (!is_native && !error_matches(ts, EXC_LOOKUP_ERROR)) {
        return NO_REF;
    }
    bool is_handled = codec_errors_find(errors) == CODEC_ERRORS_UNKNOWN;
    if (is_native) {
        Value handler = is_handled ? NO_VALUE : errors;
        Ref result = codec_decode_with(ts, codec, data, length, handler);
        bool is_final = !ref_is_null(result) || !is_handled;
        if (is_final || !error_matches(ts, EXC_UNICODE_DECODE_ERROR)) {
            return result;
        }
    }
    Ref bytes = bytes_new(ts, data, (size_t)length);
    Ref result = ref_is_null(bytes)
                     ? NO_REF
                     : ask_guest(ts, is_native ? "_decode_handled" : "_decode_text",
                                 borrow(bytes), encoding, errors);
    ref_drop(ts, bytes);
    return result;
}

Ref codec_encode(ThreadState *ts, Value s, Value encoding, Value errors) ATTACHED {
    CodecId codec;
    bool is_native = codec_find(ts, encoding, &codec);
    if (!is_native && !error_matches(ts, EXC_LOOKUP_ERROR)) {
        return NO_REF;
    }
    bool is_handled = codec_errors_find(errors) == CODEC_ERRORS_UNKNOWN;
    if (is_native) {
        Ref result = codec_encode_with(ts, codec, s, is_handled ? NO_VALUE : errors);
        bool is_final = !ref_is_null(result) || !is_handled;
        if (is_final || !error_matches(ts, EXC_UNICODE_ENCODE_ERROR)) {
            return result;
        }
    }
    return ask_guest(ts, is_native ? "_encode_handled" : "_encode_text", s, encoding, errors);
}
