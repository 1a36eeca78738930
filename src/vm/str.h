/* Strings: concatenation, conversions, runes. Go: runtime/string.go, utf8.go. Strings are 2 words
 * {data, len} in the frame. buf: address of a 32-byte frame buffer for results that do not escape,
 * 0 = none. False = memory exhausted. */
#ifndef VM_STR_H
#define VM_STR_H

#include "vm/vm.h"

bool str_concat(struct p *p, struct g *g, const uint64_t *strs, unsigned n, uint64_t buf,
                uint64_t *out);
bool str_from_bytes(struct p *p, struct g *g, uint64_t data, uint64_t len, uint64_t buf,
                    uint64_t *out);
bool str_to_bytes(struct p *p, struct g *g, uint64_t data, uint64_t len, uint64_t buf,
                  uint64_t *out); /* out: 3 words */
bool str_to_runes(struct p *p, struct g *g, uint64_t data, uint64_t len, uint64_t *out);
bool str_from_runes(struct p *p, struct g *g, uint64_t data, uint64_t n, uint64_t *out);
bool str_from_rune(struct p *p, struct g *g, int64_t rune, uint64_t *out);
/* The rune at data[at]; *next = index behind it. */
int32_t str_decode(uint64_t data, uint64_t len, uint64_t at, uint64_t *next);
/* A fresh Go string with these host bytes. */
bool str_make(struct p *p, struct g *g, const char *bytes, uint64_t n, uint64_t *out);

#endif
