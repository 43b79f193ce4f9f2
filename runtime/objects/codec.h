// Text encodings by name: what str.encode and bytes.decode do, and files and str() with them.
//
// Known are UTF-8 (also with a signature), UTF-16 and UTF-32 in both byte orders, ASCII and
// Latin-1, under the aliases CPython gives them; the error handlers are strict, ignore,
// replace, surrogateescape, surrogatepass, backslashreplace, xmlcharrefreplace and namereplace.
#ifndef GILT_RUNTIME_OBJECTS_CODEC_H
#define GILT_RUNTIME_OBJECTS_CODEC_H

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

typedef enum CodecId {
    CODEC_UTF_8,
    CODEC_UTF_8_SIG,
    CODEC_ASCII,
    CODEC_LATIN_1,
    CODEC_UTF_16, // with a byte order mark; little-endian without one
    CODEC_UTF_16_LE,
    CODEC_UTF_16_BE,
    CODEC_UTF_32,
    CODEC_UTF_32_LE,
    CODEC_UTF_32_BE,
    CODEC_COUNT
} CodecId;

typedef enum CodecErrors {
    CODEC_STRICT,
    CODEC_IGNORE,
    CODEC_REPLACE,
    CODEC_SURROGATEESCAPE,
    CODEC_SURROGATEPASS,
    CODEC_BACKSLASHREPLACE,
    CODEC_XMLCHARREFREPLACE,
    CODEC_NAMEREPLACE,
    CODEC_ERRORS_UNKNOWN, // LookupError as soon as there is an error to handle
} CodecErrors;

// bytes -> str and str -> bytes. `encoding` and `errors` are Strs or NO_VALUE (utf-8, strict).
// LookupError for unknown names; UnicodeDecodeError and UnicodeEncodeError in CPython's words.
Ref codec_decode(ThreadState *ts, const uint8_t *data, int64_t length, Value encoding,
                 Value errors) ATTACHED RUNS_GUEST;
Ref codec_encode(ThreadState *ts, Value s, Value encoding, Value errors) ATTACHED RUNS_GUEST;

// The codec of that name. False with LookupError "unknown encoding: X".
bool codec_find(ThreadState *ts, Value encoding, CodecId *out) ATTACHED;
// CPython's name of the codec, as in messages: "utf-8".
const char *codec_name(CodecId codec) ANY_THREAD;

// --- Shared by the files of the codecs ---

// The handler of that name; NO_VALUE is strict.
CodecErrors codec_errors_find(Value errors) ANY_THREAD;
// Raises UnicodeDecodeError / UnicodeEncodeError for data[start:end] / s[start:end], or
// LookupError if the handler's name was unknown. Returns false.
bool codec_raise_decode(ThreadState *ts, const char *codec, const uint8_t *data, int64_t length,
                        int64_t start, int64_t end, const char *reason) ATTACHED RUNS_GUEST;
bool codec_raise_encode(ThreadState *ts, const char *codec, Value s, int64_t start, int64_t end,
                        const char *reason) ATTACHED RUNS_GUEST;
bool codec_raise_unknown_handler(ThreadState *ts, Value errors) ATTACHED;

// The two directions for a codec and handler already found; `errors` names the handler for
// LookupError.
Ref codec_decode_with(ThreadState *ts, CodecId codec, const uint8_t *data, int64_t length,
                      Value errors) ATTACHED RUNS_GUEST;
Ref codec_encode_with(ThreadState *ts, CodecId codec, Value s,
                      Value errors) ATTACHED RUNS_GUEST;

#endif
