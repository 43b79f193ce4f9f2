// SHAKE (FIPS 202, over nettle's Keccak permutation) and BLAKE2 (RFC 7693).
//
// SHAKE is a sponge: input is mixed into the first `rate` bytes of the state, which is stirred
// whenever they are full; output is read from there in the same way.
//
// BLAKE2 keeps eight words h and mixes in one block of the message after another. The last
// block is known to be the last only when the digest is asked for, so a full block waits until
// more input comes. blake2b has 64-bit words, blake2s 32-bit ones; both run through the same
// code on uint64_t, cut off at the width of a word.
#include "runtime/modules/digests.h"

#include <nettle/sha3.h>
#include <string.h>

// --- SHAKE ---

typedef struct Shake {
    struct sha3_state state;
    size_t rate;  // bytes
    size_t index; // of the next byte of the state to use; below rate
} Shake;

static uint8_t *state_bytes(Shake *shake) {
    return (uint8_t *)shake->state.a; // Keccak is little-endian, as this machine
}

static void shake_start(Shake *shake, size_t rate) {
    memset(shake, 0, sizeof *shake);
    shake->rate = rate;
}

static void shake128_start(void *context) {
    shake_start(context, 168);
}

static void shake256_start(void *context) {
    shake_start(context, 136);
}

static void shake_update(void *context, size_t size, const uint8_t *data) {
    Shake *shake = context;
    uint8_t *bytes = state_bytes(shake);
    for (size_t i = 0; i < size; i++) {
        bytes[shake->index++] ^= data[i];
        if (shake->index == shake->rate) {
            sha3_permute(&shake->state);
            shake->index = 0;
        }
    }
}

static void shake_digest(void *context, size_t size, uint8_t *digest) {
    Shake *shake = context;
    uint8_t *bytes = state_bytes(shake);
    bytes[shake->index] ^= 0x1f;
    bytes[shake->rate - 1] ^= 0x80;
    for (size_t i = 0; i < size; i++) {
        if (i % shake->rate == 0) {
            sha3_permute(&shake->state);
        }
        digest[i] = bytes[i % shake->rate];
    }
}

const struct nettle_hash shake128_hash = {"shake_128",    sizeof(Shake), 0,           168,
                                          shake128_start, shake_update,  shake_digest};
const struct nettle_hash shake256_hash = {"shake_256",    sizeof(Shake), 0,           136,
                                          shake256_start, shake_update,  shake_digest};

// --- BLAKE2 ---

#define BLOCK_WORDS    16
#define BLOCK_SIZE_MAX 128

typedef struct Blake2 {
    uint64_t h[8];
    uint64_t counter; // bytes mixed in so far; CPython: up to 2**128
    uint8_t block[BLOCK_SIZE_MAX];
    size_t used; // bytes in block
    size_t word_size;
    size_t digest_size;
    bool is_last_node;
} Blake2;

static const uint64_t INITIAL_64[8] = {
    0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
    0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};

// The order in which each round takes the words of the message; rounds 10 and 11 are as 0
// and 1.
static const uint8_t ORDER[10][BLOCK_WORDS] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
    {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
    {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
    {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
    {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
    {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
};

static bool is_wide(const Blake2 *self) {
    return self->word_size == 8;
}

// The initial words; those of blake2s are the upper halves.
static uint64_t initial(const Blake2 *self, int i) {
    return is_wide(self) ? INITIAL_64[i] : INITIAL_64[i] >> 32;
}

static uint64_t read_word(const Blake2 *self, const uint8_t *bytes) {
    uint64_t word = 0;
    memcpy(&word, bytes, self->word_size);
    return word;
}

static uint64_t cut(const Blake2 *self, uint64_t x) {
    return is_wide(self) ? x : x & 0xffffffff;
}

static uint64_t rotate_right(const Blake2 *self, uint64_t x, int n) {
    int width = is_wide(self) ? 64 : 32;
    return cut(self, x >> n | x << (width - n));
}

// The mixing function G of RFC 7693 on four words of v.
static void mix(const Blake2 *self, uint64_t *v, const int at[4], uint64_t x, uint64_t y) {
    static const int TURNS[2][4] = {{16, 12, 8, 7}, {32, 24, 16, 63}};
    const int *turn = TURNS[is_wide(self)];
    uint64_t a = v[at[0]];
    uint64_t b = v[at[1]];
    uint64_t c = v[at[2]];
    uint64_t d = v[at[3]];
    for (int half = 0; half < 2; half++) {
        a = cut(self, a + b + (half ? y : x));
        d = rotate_right(self, d ^ a, turn[2 * half]);
        c = cut(self, c + d);
        b = rotate_right(self, b ^ c, turn[2 * half + 1]);
    }
    v[at[0]] = a;
    v[at[1]] = b;
    v[at[2]] = c;
    v[at[3]] = d;
}

// Mixes the block in. `counter` includes it already.
static void compress(Blake2 *self, bool is_last) {
    static const int COLUMNS[8][4] = {{0, 4, 8, 12},  {1, 5, 9, 13},  {2, 6, 10, 14},
                                      {3, 7, 11, 15}, {0, 5, 10, 15}, {1, 6, 11, 12},
                                      {2, 7, 8, 13},  {3, 4, 9, 14}};
    uint64_t words[BLOCK_WORDS];
    uint64_t v[BLOCK_WORDS];
    for (int i = 0; i < BLOCK_WORDS; i++) {
        words[i] = read_word(self, self->block + (size_t)i * self->word_size);
    }
    for (int i = 0; i < 8; i++) {
        v[i] = self->h[i];
        v[i + 8] = initial(self, i);
    }
    v[12] ^= cut(self, self->counter);
    v[13] ^= is_wide(self) ? 0 : self->counter >> 32;
    v[14] ^= is_last ? cut(self, UINT64_MAX) : 0;
    v[15] ^= is_last && self->is_last_node ? cut(self, UINT64_MAX) : 0;
    int rounds = is_wide(self) ? 12 : 10;
    for (int round = 0; round < rounds; round++) {
        const uint8_t *order = ORDER[round % 10];
        for (int i = 0; i < 8; i++) {
            mix(self, v, COLUMNS[i], words[order[2 * i]], words[order[2 * i + 1]]);
        }
    }
    for (int i = 0; i < 8; i++) {
        self->h[i] ^= v[i] ^ v[i + 8];
    }
}

static size_t block_size(const Blake2 *self) {
    return BLOCK_WORDS * self->word_size;
}

static void blake2_update(void *context, size_t size, const uint8_t *data) {
    Blake2 *self = context;
    while (size > 0) {
        if (self->used == block_size(self)) {
            self->counter += self->used;
            compress(self, false);
            self->used = 0;
        }
        size_t room = block_size(self) - self->used;
        size_t part = size < room ? size : room;
        memcpy(self->block + self->used, data, part);
        self->used += part;
        data += part;
        size -= part;
    }
}

static void blake2_digest(void *context, size_t size, uint8_t *digest) {
    Blake2 *self = context;
    memset(self->block + self->used, 0, block_size(self) - self->used);
    self->counter += self->used;
    compress(self, true);
    uint8_t bytes[8 * sizeof(uint64_t)];
    for (size_t i = 0; i < 8; i++) {
        memcpy(bytes + i * self->word_size, &self->h[i], self->word_size);
    }
    memcpy(digest, bytes, size < self->digest_size ? size : self->digest_size);
}

static void blake2_no_start(void *context) {
    (void)context;
}

const struct nettle_hash blake2b_hash = {"blake2b",       sizeof(Blake2), 64,           128,
                                         blake2_no_start, blake2_update,  blake2_digest};
const struct nettle_hash blake2s_hash = {"blake2s",       sizeof(Blake2), 32,           64,
                                         blake2_no_start, blake2_update,  blake2_digest};

size_t blake2_parameters_size(const struct nettle_hash *hash) {
    return hash->digest_size;
}

void blake2_start(const struct nettle_hash *hash, void *context, const uint8_t *parameters,
                  const uint8_t *key, size_t key_size, bool is_last_node) {
    Blake2 *self = context;
    memset(self, 0, sizeof *self);
    self->word_size = hash->block_size / BLOCK_WORDS;
    self->digest_size = parameters[0];
    self->is_last_node = is_last_node;
    for (int i = 0; i < 8; i++) {
        self->h[i] =
            initial(self, i) ^ read_word(self, parameters + (size_t)i * self->word_size);
    }
    if (key_size > 0) {
        memcpy(self->block, key, key_size);
        self->used = block_size(self);
    }
}
