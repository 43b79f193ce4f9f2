// Strings as objects: widths, interning, appending in place, builders. The interpreter here has
// a heap and the types str and bytes, and nothing that could raise.
#include <stdlib.h>

#include "runtime/objects/bytes.h"
#include "runtime/objects/codec.h"
#include "runtime/objects/intern.h"
#include "runtime/objects/str.h"
#include "runtime/objects/str_builder.h"
#include "tests/unit/thread_fixture.h"

static Type str_type;
static Type bytes_type;

static Type *make_type(Type *type, Kind kind, const char *name) {
    *type = (Type){.head = {.shared = COUNT_IMMORTAL}, .name = name};
    type->layout = kind;
    type->instance_kind = kind;
    return type;
}

static void set_up(Fixture *fixture) NO_CONTRACT_CHECK {
    fixture_set_up(fixture, false);
    Interpreter *interpreter = &fixture->interpreter;
    interpreter->types[KIND_STR] = make_type(&str_type, KIND_STR, "str");
    interpreter->types[KIND_BYTES] = make_type(&bytes_type, KIND_BYTES, "bytes");
    CHECK(intern_table_create(fixture->ts), "there is memory for a test");
}

static void tear_down(Fixture *fixture) NO_CONTRACT_CHECK {
    intern_table_destroy(&fixture->interpreter);
    fixture_tear_down(fixture);
}

// Expects s to be these characters in the smallest width, zero-terminated.
static void expect_chars(Ref s, const uint32_t *chars, int64_t length) {
    REQUIRE(!ref_is_null(s));
    const Str *string = str_of(borrow(s));
    uint32_t bound = chars_bound(chars, 4, length);
    EXPECT_INT(string->length, length);
    EXPECT_INT(string->width, str_width_for(bound));
    EXPECT_INT(string->is_ascii, bound < 0x80);
    for (int64_t i = 0; i < length && i < string->length; i++) {
        EXPECT_INT(str_read(borrow(s), i), chars[i]);
    }
    EXPECT_INT(char_read(string->data, string->width, string->length), 0);
}

TEST(utf8_gives_the_smallest_width) {
    Fixture fixture;
    set_up(&fixture);
    ThreadState *ts = fixture.ts;
    static const struct {
        const char *text;
        size_t size;
        uint32_t chars[4];
        int64_t length;
    } ROWS[] = {
        {"", 0, {0}, 0},
        {"a", 1, {'a'}, 1},
        {"abc", 3, {'a', 'b', 'c'}, 3},
        {"\xC3\xA9", 2, {0xE9}, 1},
        {"a\xC3\xA9", 3, {'a', 0xE9}, 2},
        {"a\xE4\xB8\xAD", 4, {'a', 0x4E2D}, 2},
        {"\xF0\x9F\x98\x80z", 5, {0x1F600, 'z'}, 2},
        {"a\xFF", 2, {'a', 0xDCFF}, 2},
        {"\xED\xA0\x80", 3, {0xD800}, 1},
        {"\xE4\xB8", 2, {0xDCE4, 0xDCB8}, 2},
        {"\xC0\x80", 2, {0xDCC0, 0xDC80}, 2},
        {"\xF4\x90\x80\x80", 4, {0xDCF4, 0xDC90, 0xDC80, 0xDC80}, 4},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Ref s = str_from_utf8(ts, ROWS[i].text, ROWS[i].size);
        expect_chars(s, ROWS[i].chars, ROWS[i].length);
        ref_drop(ts, s);
    }
    tear_down(&fixture);
}

TEST(equal_names_are_one_object) {
    Fixture fixture;
    set_up(&fixture);
    ThreadState *ts = fixture.ts;
    size_t before = intern_table_count(&fixture.interpreter);
    char name[24];
    Value first[500];
    for (int i = 0; i < 500; i++) {
        snprintf(name, sizeof name, "name_%d", i);
        first[i] = borrow(str_intern_text(ts, name));
    }
    for (int i = 0; i < 500; i++) {
        snprintf(name, sizeof name, "name_%d", i);
        EXPECT(value_same(borrow(str_intern_text(ts, name)), first[i]));
        EXPECT(object_is_immortal(value_object(first[i])));
    }
    EXPECT_INT(intern_table_count(&fixture.interpreter), before + 500);
    Ref a = str_from_text(ts, "a");
    EXPECT(value_same(borrow(a), intern_latin1(ts, 'a')));
    EXPECT(value_same(borrow(str_empty(ts)), intern_empty(ts)));
    tear_down(&fixture);
}

TEST(hash_is_of_the_characters) {
    Fixture fixture;
    set_up(&fixture);
    ThreadState *ts = fixture.ts;
    Ref whole = str_from_text(ts, "a\xE4\xB8\xAD"
                                  "bcdefghijklmnopqrstuvwxyz");
    Ref part = str_slice(ts, borrow(whole), 2, 27);
    Ref same = str_from_text(ts, "bcdefghijklmnopqrstuvwxyz");
    EXPECT(str_equal(borrow(part), borrow(same)));
    EXPECT_INT(str_hash(borrow(part)), str_hash(borrow(same)));
    EXPECT(str_hash(borrow(part)) != str_hash(borrow(whole)));
    EXPECT(text_hash("", 0) != text_hash("\0", 1));
    ref_drop(ts, same);
    ref_drop(ts, part);
    ref_drop(ts, whole);
    tear_down(&fixture);
}

TEST(appending_moves_rarely) {
    Fixture fixture;
    set_up(&fixture);
    ThreadState *ts = fixture.ts;
    Ref sum = str_from_text(ts, "xy");
    Ref added = str_from_text(ts, "abc");
    uint64_t place = 0;
    int moves = 0;
    for (int i = 0; i < 20000; i++) {
        sum = str_append(ts, sum, borrow(added));
        moves += sum.bits != place;
        place = sum.bits;
    }
    EXPECT_INT(str_length(borrow(sum)), 60002);
    EXPECT(moves < 60);
    EXPECT_INT(str_read(borrow(sum), 60001), 'c');
    ref_drop(ts, added);
    ref_drop(ts, sum);
    tear_down(&fixture);
}

TEST(appending_leaves_shared_strings_alone) {
    Fixture fixture;
    set_up(&fixture);
    ThreadState *ts = fixture.ts;
    Ref a = str_from_text(ts, "some text");
    Ref kept = ref_take(ts, borrow(a));
    Ref sum = str_append(ts, a, intern_latin1(ts, 'x'));
    EXPECT(str_equal_text(borrow(kept), "some text"));
    EXPECT(str_equal_text(borrow(sum), "some textx"));
    int64_t old_hash = str_hash(borrow(sum));
    sum = str_append(ts, sum, intern_latin1(ts, 0xE9));
    EXPECT(str_hash(borrow(sum)) != old_hash);
    EXPECT(!str_of(borrow(sum))->is_ascii);
    sum = str_append(ts, sum, borrow(sum));
    EXPECT_INT(str_length(borrow(sum)), 22);
    ref_drop(ts, sum);
    ref_drop(ts, kept);
    tear_down(&fixture);
}

TEST(builder_widens_as_needed) {
    Fixture fixture;
    set_up(&fixture);
    ThreadState *ts = fixture.ts;
    static const uint32_t KINDS[] = {'a', 0xE9, 0x4E2D, 0x1F600};
    for (int kinds = 1; kinds <= 4; kinds++) {
        uint32_t chars[1000];
        StrBuilder builder;
        str_builder_init(&builder, ts);
        for (int i = 0; i < 1000; i++) {
            chars[i] = KINDS[i * kinds / 1000];
            EXPECT(str_builder_char(&builder, chars[i]));
        }
        Ref s = str_builder_finish(&builder);
        expect_chars(s, chars, 1000);
        ref_drop(ts, s);
    }
    tear_down(&fixture);
}

TEST(codecs_give_back_what_they_took) {
    Fixture fixture;
    set_up(&fixture);
    ThreadState *ts = fixture.ts;
    static const CodecId CODECS[] = {CODEC_UTF_8,     CODEC_UTF_8_SIG, CODEC_UTF_16,
                                     CODEC_UTF_16_BE, CODEC_UTF_32,    CODEC_UTF_32_LE};
    uint32_t chars[] = {'a', 0x7F, 0x80, 0x7FF, 0x800, 0xFFFD, 0x10000, 0x10FFFF};
    Ref s = str_from_chars(ts, chars, 8);
    for (size_t i = 0; i < sizeof CODECS / sizeof *CODECS; i++) {
        Ref bytes = codec_encode_with(ts, CODECS[i], borrow(s), NO_VALUE);
        REQUIRE(!ref_is_null(bytes));
        const Bytes *encoded = bytes_of(borrow(bytes));
        Ref back = codec_decode_with(ts, CODECS[i], encoded->data, encoded->length, NO_VALUE);
        expect_chars(back, chars, 8);
        ref_drop(ts, back);
        ref_drop(ts, bytes);
    }
    ref_drop(ts, s);
    tear_down(&fixture);
}
