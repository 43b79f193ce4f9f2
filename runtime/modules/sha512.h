// SHA-512 (FIPS 180-4), for seeding random numbers from text.
#ifndef GILT_RUNTIME_MODULES_SHA512_H
#define GILT_RUNTIME_MODULES_SHA512_H

#include <stddef.h>
#include <stdint.h>

#include "vm/base/contract.h"

#define SHA512_SIZE 64

// Writes the digest of `size` bytes. Cannot fail.
void sha512(const uint8_t *data, size_t size, uint8_t digest[SHA512_SIZE]) ANY_THREAD;

#endif
