/* Backward dataflow over a function's bytecode: a slot is live where some way leads to a read of it
 * without a write before. Blocks end behind jumps and behind calls, so that each safepoint's map is
 * that of a block's start; equal maps are kept once.
 *
 * What the instructions do not say:
 *   A panic, or the end of a deferred call's panic, leads from anywhere in a function with deferred
 *   calls to its RUNDEFERS: what is live there is live everywhere, the records among it, which
 *   RUNDEFERS reads.
 *   A waiting goroutine's channel partner reads the slots of a SEND or SELECT behind our back: they
 *   are live at the next instruction, too. What a RECV will write is zeroed before it waits.
 *   An instruction that takes the address of a value reads it all. What happens through the address
 *   later is not seen here: as long as a pointer leads to the value, the scan of the stack finds
 *   it (sched/stackroots.h).
 * Go: cmd/compile/internal/liveness/plive.go */
#include "code/liveness.h"

#include "base/bitops.h"
#include "base/bug.h"
#include "code/effects.h"

#include <string.h>

enum { MAX_BITMAP_WORDS = 1 << 20 }; /* of a set for each block; beyond, `pointers` must do */

struct flow { /* during the computation */
    struct liveness *l;
    uint32_t n_words;         /* of code */
    uint64_t *leaders;        /* bit per word of code, and one for the end */
    uint64_t *use, *def, *in; /* a map for each block */
    uint64_t *taken;          /* a map: slots whose address is taken */
    uint32_t resume;          /* block of RUNDEFERS after a recover; LIVENESS_NOWHERE */
};

static uint64_t *
map_of(const struct flow *w, uint64_t *maps, uint32_t block)
{
    return maps + (size_t)block * w->l->map_words;
}

/* ---- bits ---- */

uint32_t
liveness_bit(const struct liveness *l, uint32_t slot)
{
    uint32_t frame_words = l->func->frame_words;
    if (slot - l->first_local < l->n_locals)
        return slot - l->first_local;
    if (slot > frame_words && slot - frame_words - 1 < l->n_args)
        return l->args_at * 64 + slot - frame_words - 1;
    return LIVENESS_NOWHERE;
}

/* One bit past the last that belongs to the same region of the frame. */
static uint32_t
region_end(const struct liveness *l, uint32_t bit)
{
    return bit < l->args_at * 64 ? l->n_locals : l->args_at * 64 + l->n_args;
}

static bool
is_start(const struct liveness *l, uint32_t bit)
{
    if (bit < l->args_at * 64)
        return bitops_get(l->func->locals_starts, l->first_local + bit);
    return bitops_get(l->func->args_starts, bit - l->args_at * 64);
}

/* The whole value that has this bit. */
static struct liveness_object
value_around(const struct liveness *l, uint32_t bit)
{
    uint32_t end = region_end(l, bit), first = bit, past = bit + 1;
    while (!is_start(l, first))
        first--;
    while (past < end && !is_start(l, past))
        past++;
    return (struct liveness_object){first, past - first};
}

static void
set_range(uint64_t *map, uint32_t bit, uint32_t n)
{
    for (uint32_t end = bit + n; bit < end; bit++)
        bitops_set(map, bit);
}

/* ---- one instruction ---- */

static void
gen(uint64_t *use, const uint64_t *def, uint32_t bit, uint32_t n)
{
    for (uint32_t end = bit + n; bit < end; bit++) {
        if (!def || !bitops_get(def, bit))
            bitops_set(use, bit);
    }
}

static uint32_t
in_region(const struct liveness *l, uint32_t bit, uint32_t n)
{
    uint32_t room = region_end(l, bit) - bit;
    return n < room ? n : room;
}

/* The results, which a return reads; one of them it may have to write first. */
static void
add_results(const struct liveness *l, const struct instr *i, uint64_t *use, const uint64_t *def)
{
    uint32_t lo = l->args_at * 64 + l->func->param_words,
             hi = l->args_at * 64 + l->func->args_words;
    uint32_t own = i->op == OP_RET ? LIVENESS_NOWHERE : liveness_bit(l, i->a);
    if (own < lo || own >= hi) {
        gen(use, def, lo, hi - lo);
        return;
    }
    gen(use, def, lo, own - lo);
    gen(use, def, own + 1, hi - own - 1);
}

/* All that the instruction reads, but not what is in `def` already (NULL = nothing is). */
static void
add_reads(const struct flow *w, const struct instr *i, uint64_t *use, const uint64_t *def)
{
    const struct liveness *l = w->l;
    struct effect effects[EFFECTS_MAX];
    unsigned n = effects_of(i, effects);
    for (unsigned k = 0; k < n; k++) {
        const struct effect *e = &effects[k];
        uint32_t bit = liveness_bit(l, e->slot);
        if (bit == LIVENESS_NOWHERE)
            continue;
        if (e->kind == EFFECT_READ || e->kind == EFFECT_UPDATE) {
            gen(use, def, bit, in_region(l, bit, e->n));
        } else if (e->kind == EFFECT_ADDRESS) {
            struct liveness_object v = value_around(l, bit);
            gen(use, def, v.bit, v.n);
            if (w->taken)
                bitops_set(w->taken, v.bit);
        }
    }
    if (opcode_is_return((enum opcode)i->op))
        add_results(l, i, use, def);
}

static void
add_writes(const struct liveness *l, const struct instr *i, uint64_t *def)
{
    struct effect effects[EFFECTS_MAX];
    unsigned n = effects_of(i, effects);
    for (unsigned k = 0; k < n; k++) {
        uint32_t bit = liveness_bit(l, effects[k].slot);
        if (effects[k].kind == EFFECT_WRITE && bit != LIVENESS_NOWHERE)
            set_range(def, bit, in_region(l, bit, effects[k].n));
    }
}

static uint32_t
instr_words(const struct instr *i)
{
    return 1 + opcode_ext_words((enum opcode)i->op);
}

static const struct instr *
instr_at(const struct liveness *l, uint32_t at)
{
    return (const struct instr *)(const void *)(l->code + at);
}

/* ---- blocks ---- */

static void
find_leaders(struct flow *w)
{
    bitops_set(w->leaders, 0);
    for (uint32_t at = 0, next; at < w->n_words; at = next) {
        const struct instr *i = instr_at(w->l, at);
        enum opcode op = (enum opcode)i->op;
        next = at + instr_words(i);
        if (effects_is_jump(op))
            bitops_set(w->leaders, (size_t)(at + effects_jump_words(i)));
        if (op == OP_RUNDEFERS)
            bitops_set(w->leaders, at); /* which is its own return address */
        if (effects_is_jump(op) || !effects_falls_through(op) || effects_is_call(op) ||
            effects_is_wait(op))
            bitops_set(w->leaders, next);
    }
}

static void
make_blocks(struct flow *w)
{
    struct liveness *l = w->l;
    for (uint32_t k = 0; k <= w->n_words / 64; k++)
        l->n_blocks += bitops_popcount64(w->leaders[k]);
    if (bitops_get(w->leaders, w->n_words))
        l->n_blocks--; /* the end is none */
    l->blocks = xcalloc(l->n_blocks, sizeof *l->blocks);
    uint32_t n = 0;
    for (uint32_t at = 0; at < w->n_words; at++) {
        if (bitops_get(w->leaders, at))
            l->blocks[n++] = (struct liveness_block){at, 0, {LIVENESS_NOWHERE, LIVENESS_NOWHERE}};
    }
}

/* The last block that starts at or before a word. */
static uint32_t
block_at(const struct liveness *l, uint32_t at)
{
    uint32_t lo = 0, hi = l->n_blocks;
    while (hi - lo > 1) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (l->blocks[mid].at <= at)
            lo = mid;
        else
            hi = mid;
    }
    return lo;
}

static uint32_t
block_end(const struct flow *w, uint32_t b)
{
    return b + 1 < w->l->n_blocks ? w->l->blocks[b + 1].at : w->n_words;
}

/* Deferred closures and the frames they belong to are read when calls are run. */
static void
add_records(struct flow *w, uint64_t *use, const uint64_t *def)
{
    const struct liveness *l = w->l;
    for (uint32_t at = 0; at < w->n_words; at += instr_words(instr_at(l, at))) {
        const struct instr *i = instr_at(l, at);
        uint32_t bit = i->op == OP_DEFER ? liveness_bit(l, i->a) : LIVENESS_NOWHERE;
        if (bit != LIVENESS_NOWHERE)
            gen(use, def, bit, in_region(l, bit, DEFER_WORDS));
    }
}

static void
summarize(struct flow *w, uint32_t b)
{
    struct liveness *l = w->l;
    struct liveness_block *block = &l->blocks[b];
    uint64_t *use = map_of(w, w->use, b), *def = map_of(w, w->def, b);
    uint32_t end = block_end(w, b), at = block->at;
    const struct instr *i = NULL;
    for (; at < end; at += instr_words(i)) {
        i = instr_at(l, at);
        add_reads(w, i, use, def);
        if (i->op == OP_RUNDEFERS)
            add_records(w, use, def);
        add_writes(l, i, def);
    }
    enum opcode op = (enum opcode)i->op;
    if (effects_falls_through(op) && b + 1 < l->n_blocks)
        block->next[0] = b + 1;
    if (effects_is_jump(op)) {
        uint32_t from = at - instr_words(i);
        block->next[1] = block_at(l, (uint32_t)(from + effects_jump_words(i)));
    }
    if (effects_is_wait(op) && b + 1 < l->n_blocks) /* not written yet: blocks go in order */
        add_reads(w, i, map_of(w, w->use, b + 1), NULL);
}

/* out = live at the end of a block. */
static void
live_out(const struct liveness *l, const struct liveness_block *block, const uint64_t *in,
         uint64_t *out)
{
    memset(out, 0, l->map_words * sizeof *out);
    for (unsigned k = 0; k < 2; k++) {
        if (block->next[k] == LIVENESS_NOWHERE)
            continue;
        const uint64_t *next = in + (size_t)block->next[k] * l->map_words;
        for (uint32_t j = 0; j < l->map_words; j++)
            out[j] |= next[j];
    }
}

static bool
flow_through(struct flow *w, uint32_t b, uint64_t *out)
{
    const struct liveness *l = w->l;
    const uint64_t *use = map_of(w, w->use, b), *def = map_of(w, w->def, b);
    const uint64_t *resume = w->resume == LIVENESS_NOWHERE ? NULL : map_of(w, w->in, w->resume);
    uint64_t *in = map_of(w, w->in, b);
    bool changed = false;
    live_out(l, &l->blocks[b], w->in, out);
    for (uint32_t j = 0; j < l->map_words; j++) {
        uint64_t word = in[j] | use[j] | (out[j] & ~def[j]) | (resume ? resume[j] : 0);
        changed |= word != in[j];
        in[j] = word;
    }
    return changed;
}

static void
solve(struct flow *w)
{
    uint64_t *out = xcalloc(w->l->map_words, sizeof *out);
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t b = w->l->n_blocks; b-- > 0;)
            changed |= flow_through(w, b, out);
    }
    free(out);
}

/* ---- results ---- */

static uint64_t
hash_of(const uint64_t *map, uint32_t n)
{
    uint64_t h = n;
    for (uint32_t j = 0; j < n; j++)
        h = (h ^ map[j]) * UINT64_C(0x9e3779b97f4a7c15) ^ h >> 29;
    return h;
}

/* Numbers of the different maps among the blocks' and an empty one, which is the last. */
static void
share_maps(struct flow *w)
{
    struct liveness *l = w->l;
    uint32_t n = l->n_blocks + 1, size = 4;
    while (size < 2 * n)
        size *= 2;
    uint32_t *table = xcalloc(size, sizeof *table); /* number + 1 */
    uint64_t *last = map_of(w, w->in, l->n_blocks);
    size_t bytes = l->map_words * sizeof *last;
    memset(last, 0, bytes);
    for (uint32_t b = 0; b < n; b++) {
        uint64_t *map = map_of(w, w->in, b);
        for (uint32_t j = 0; j < l->map_words; j++)
            map[j] &= l->pointers[j];
        uint32_t at = (uint32_t)(hash_of(map, l->map_words) >> 16) & (size - 1);
        while (table[at] && memcmp(map_of(w, w->in, table[at] - 1), map, bytes) != 0)
            at = (at + 1) & (size - 1);
        if (!table[at]) {
            memmove(map_of(w, w->in, l->n_maps), map, bytes);
            table[at] = ++l->n_maps;
        }
        if (b < l->n_blocks)
            l->blocks[b].map = table[at] - 1;
        else
            l->in_panic = table[at] - 1;
    }
    if (w->resume != LIVENESS_NOWHERE)
        l->in_panic = l->blocks[w->resume].map;
    l->maps = xrealloc(w->in, (size_t)l->n_maps * l->map_words, sizeof *l->maps);
    free(table);
}

static bool
has_pointers(const struct liveness *l, uint32_t bit, uint32_t n)
{
    for (uint32_t end = bit + n; bit < end; bit++) {
        if (bitops_get(l->pointers, bit))
            return true;
    }
    return false;
}

static void
collect_objects(struct flow *w)
{
    struct liveness *l = w->l;
    VEC(struct liveness_object) objects = {0};
    for (uint32_t j = 0; j < l->map_words; j++) {
        for (uint64_t word = w->taken[j]; word; word &= word - 1) {
            struct liveness_object v = value_around(l, j * 64 + bitops_ctz64(word));
            if (has_pointers(l, v.bit, v.n))
                vec_push(&objects, v);
        }
    }
    l->objects = objects.v;
    l->n_objects = (uint32_t)objects.n;
}

static void
compute(struct liveness *l)
{
    struct flow w = {.l = l, .n_words = (uint32_t)(l->func->code_bytes / 8)};
    w.leaders = xcalloc(w.n_words / 64 + 1, sizeof *w.leaders);
    w.taken = xcalloc(l->map_words, sizeof *w.taken);
    w.resume = LIVENESS_NOWHERE;
    find_leaders(&w);
    if (l->func->deferreturn)
        bitops_set(w.leaders, l->func->deferreturn / 8);
    make_blocks(&w);
    size_t words = ((size_t)l->n_blocks + 1) * l->map_words;
    w.in = xcalloc(words, sizeof *w.in);
    w.use = xcalloc(words, sizeof *w.use);
    w.def = xcalloc(words, sizeof *w.def);
    for (uint32_t b = 0; b < l->n_blocks; b++)
        summarize(&w, b);
    if (l->func->deferreturn)
        w.resume = block_at(l, l->func->deferreturn / 8);
    solve(&w);
    share_maps(&w);
    collect_objects(&w);
    free(w.use);
    free(w.def);
    free(w.taken);
    free(w.leaders);
}

static struct liveness *
create(const struct image *im, const struct program_func *f)
{
    struct liveness *l = xcalloc(1, sizeof *l);
    const struct func_header *h = image_header(im->text + f->entry);
    l->func = f;
    l->code = (const uint64_t *)(uintptr_t)(im->text + f->entry);
    l->first_local = h->clear_off;
    l->n_locals = h->clear_n;
    l->n_args = f->args_words;
    l->args_at = (l->n_locals + 63) / 64;
    l->map_words = l->args_at + (l->n_args + 63) / 64;
    l->pointers = xcalloc(l->map_words + 1u, sizeof *l->pointers);
    for (uint32_t k = 0; k < l->n_locals; k++) {
        if (bitops_get(f->locals_map, l->first_local + k))
            bitops_set(l->pointers, k);
    }
    for (uint32_t k = 0; k < l->n_args; k++) {
        if (bitops_get(f->args_map, k))
            bitops_set(l->pointers, l->args_at * 64 + k);
    }
    /* a function made by hand, in tests, has no starts */
    bool fixed = (f->flags & (FUNC_NATIVE | FUNC_RUNTIME)) != 0 || l->map_words == 0 ||
                 !f->locals_starts || f->code_bytes / 8 * l->map_words > MAX_BITMAP_WORDS;
    if (!fixed)
        compute(l);
    return l;
}

const struct liveness *
liveness_of(const struct image *im, const struct program_func *f)
{
    _Atomic(struct liveness *) *at = &im->liveness[f - im->program->funcs.v];
    struct liveness *l = atomic_load_explicit(at, memory_order_acquire);
    if (l)
        return l;
    struct liveness *own = create(im, f);
    if (atomic_compare_exchange_strong_explicit(at, &l, own, memory_order_acq_rel,
                                                memory_order_acquire))
        return own;
    liveness_destroy(own); /* another thread was faster */
    return l;
}

/* ---- questions ---- */

static const uint64_t *
map_number(const struct liveness *l, uint32_t n)
{
    return l->maps + (size_t)n * l->map_words;
}

/* Inside a block: from what is live at its end back to the instruction that has the word `at`. */
static const uint64_t *
inside(const struct liveness *l, uint32_t b, uint32_t at, liveness_scratch *scratch)
{
    const struct liveness_block *block = &l->blocks[b];
    uint32_t code_words = (uint32_t)(l->func->code_bytes / 8);
    uint32_t end = b + 1 < l->n_blocks ? l->blocks[b + 1].at : code_words;
    VEC(uint32_t) starts = {0};
    for (uint32_t k = block->at; k < end; k += instr_words(instr_at(l, k))) {
        if (k + instr_words(instr_at(l, k)) > at)
            vec_push(&starts, k);
    }
    scratch->n = 0;
    vec_reserve(scratch, 2 * (size_t)l->map_words);
    uint64_t *map = scratch->v, *def = map + l->map_words;
    memset(map, 0, l->map_words * sizeof *map);
    for (unsigned k = 0; k < 2; k++) {
        for (uint32_t j = 0; j < l->map_words && block->next[k] != LIVENESS_NOWHERE; j++)
            map[j] |= map_number(l, l->blocks[block->next[k]].map)[j];
    }
    struct flow w = {.l = (struct liveness *)(uintptr_t)l};
    while (starts.n > 0) {
        const struct instr *i = instr_at(l, vec_pop(&starts));
        memset(def, 0, l->map_words * sizeof *def);
        add_writes(l, i, def);
        for (uint32_t j = 0; j < l->map_words; j++)
            map[j] &= ~def[j];
        add_reads(&w, i, map, NULL);
    }
    const uint64_t *resume = l->func->deferreturn ? liveness_in_panic(l) : NULL;
    for (uint32_t j = 0; j < l->map_words; j++)
        map[j] = (map[j] | (resume ? resume[j] : 0)) & l->pointers[j];
    vec_finish(&starts);
    return map;
}

const uint64_t *
liveness_at(const struct liveness *l, uint64_t pc, liveness_scratch *scratch)
{
    if (!l->blocks)
        return l->pointers;
    uint32_t at = (uint32_t)((pc - (uint64_t)(uintptr_t)l->code) / 8);
    uint32_t b = block_at(l, at);
    if (l->blocks[b].at == at)
        return map_number(l, l->blocks[b].map);
    return inside(l, b, at, scratch);
}

const uint64_t *
liveness_in_panic(const struct liveness *l)
{
    return l->blocks ? map_number(l, l->in_panic) : l->pointers;
}

const struct liveness_object *
liveness_object_at(const struct liveness *l, uint32_t bit)
{
    uint32_t lo = 0, hi = l->n_objects;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (l->objects[mid].bit <= bit)
            lo = mid + 1;
        else
            hi = mid;
    }
    const struct liveness_object *o = lo > 0 ? &l->objects[lo - 1] : NULL;
    return o && bit - o->bit < o->n ? o : NULL;
}

bool
liveness_is_dead(const struct liveness *l, const uint64_t *map, uint32_t slot, uint32_t words)
{
    uint32_t bit = liveness_bit(l, slot);
    if (bit == LIVENESS_NOWHERE || liveness_object_at(l, bit))
        return false;
    bool any = false;
    for (uint32_t end = bit + in_region(l, bit, words); bit < end; bit++) {
        if (map[bit / 64] >> (bit % 64) & 1)
            return false;
        any |= bitops_get(l->pointers, bit);
    }
    return any;
}

void
liveness_destroy(struct liveness *l)
{
    if (!l)
        return;
    free(l->pointers);
    free(l->maps);
    free(l->blocks);
    free(l->objects);
    free(l);
}
