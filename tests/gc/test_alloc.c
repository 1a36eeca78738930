/* Which path an allocation takes, and what it leaves behind. */
#include "gc/alloc.h"

#include "base/bitops.h"
#include "tests/gc/fake_world.h"
#include "tests/suite.h"

static struct fake *
world(void)
{
    struct gc_options o = fake_options();
    return fake_create(1, &o);
}

static uint64_t
take(struct fake *f, const struct typeinfo *t, uint64_t bytes)
{
    return alloc_object(&f->p[0], &f->gs[0].g, t, bytes, true);
}

static struct span *
span_at(struct fake *f, uint64_t addr)
{
    struct span *s = heap_span_of(f->heap, addr);
    ck_assert_ptr_nonnull(s);
    return s;
}

START_TEST(test_tiny_offsets_are_go_s)
{
    static const struct {
        unsigned n, bytes;
        unsigned offsets[12];
    } rows[] = {
        {12, 1, {0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0a, 0x0b}},
        {4, 2, {0x0c, 0x0e, 0x10, 0x12}},
        {4, 3, {0x14, 0x17, 0x1a, 0x1d}},
        {3, 12, {0x20, 0x30, 0x40}},
        {3, 4, {0x2c, 0x50, 0x54}},
    };
    struct fake *f = world();
    uint64_t base = 0;
    for (unsigned r = 0; r < sizeof rows / sizeof rows[0]; r++) {
        for (unsigned i = 0; i < rows[r].n; i++) {
            uint64_t addr = take(f, NULL, rows[r].bytes);
            if (!base)
                base = addr;
            ck_assert_uint_eq(addr - base, rows[r].offsets[i]);
        }
    }
    fake_destroy(f);
}
END_TEST

START_TEST(test_tiny_objects_share_slots)
{
    static const struct {
        unsigned bytes, slots;
    } rows[] = {{1, 4}, {8, 32}, {5, 22}};
    for (unsigned r = 0; r < 3; r++) {
        struct fake *f = world();
        for (unsigned i = 0; i < 64; i++)
            take(f, NULL, rows[r].bytes);
        ck_assert_uint_eq(f->p[0].cache.tiny_allocs, 64 - rows[r].slots);
        cache_flush(&f->p[0].cache);
        ck_assert_uint_eq(atomic_load(&heap_stats(f->heap)->small_allocs[2]), rows[r].slots);
        fake_destroy(f);
    }
}
END_TEST

START_TEST(test_zero_size_is_the_shared_address)
{
    struct fake *f = world();
    struct fake_type t;
    alloc_set_zerobase(f->gc, 0x1238);
    ck_assert_uint_eq(take(f, NULL, 0), 0x1238);
    ck_assert_uint_eq(take(f, fake_type(&t, 1, 1), 0), 0x1238);
    fake_destroy(f);
}
END_TEST

START_TEST(test_path_depends_on_size_and_pointers)
{
    static const struct {
        uint64_t bytes;
        bool pointers;
        unsigned spanclass, at; /* at: offset of the object in its slot */
    } rows[] = {
        {16, false, 2 << 1 | 1, 0},     {17, false, 3 << 1 | 1, 0}, {1000, false, 32 << 1 | 1, 0},
        {32760, false, 67 << 1 | 1, 0}, {32761, false, 1, 0},       {8, true, 1 << 1, 0},
        {24, true, 3 << 1, 0},          {40, true, 5 << 1, 0},      {512, true, 26 << 1, 0},
        {520, true, 27 << 1, 8},        {1000, true, 32 << 1, 8},   {1024, true, 33 << 1, 8},
        {32760, true, 67 << 1, 8},      {32768, true, 0, 0},        {1 << 20, true, 0, 0},
    };
    struct fake *f = world();
    struct fake_type t;
    fake_type(&t, 1, 1);
    for (unsigned r = 0; r < sizeof rows / sizeof rows[0]; r++) {
        uint64_t addr = take(f, rows[r].pointers ? &t.t : NULL, rows[r].bytes);
        struct span *s = span_at(f, addr);
        ck_assert_msg(s->spanclass == rows[r].spanclass, "%u bytes: span class %u",
                      (unsigned)rows[r].bytes, s->spanclass);
        ck_assert_uint_eq(addr - span_slot(s, span_index(s, addr)), rows[r].at);
        if (rows[r].at)
            ck_assert_uint_eq(access_load64(addr - 8), (uint64_t)(uintptr_t)&t);
    }
    fake_destroy(f);
}
END_TEST

/* The pointer words of the slot at addr, as the span's bitmap tells. */
static uint64_t
bits_of(struct fake *f, uint64_t addr, unsigned words)
{
    struct span *s = span_at(f, addr);
    uint64_t bits = 0;
    for (unsigned i = 0; i < words; i++) {
        unsigned w = (unsigned)((addr - s->base) / 8) + i;
        if (atomic_load(&span_ptr_bitmap(s)[w / 64]) >> (w % 64) & 1)
            bits |= UINT64_C(1) << i;
    }
    return bits;
}

START_TEST(test_bitmap_repeats_the_type_and_ends_with_the_object)
{
    struct fake *f = world();
    struct fake_type three, five, full;
    fake_type(&three, 3, 5);
    fake_type(&five, 5, 0x12);
    fake_type(&full, 1, 1);
    for (int round = 0; round < 100; round++) { /* all positions relative to a bitmap word */
        ck_assert_uint_eq(bits_of(f, take(f, &three.t, 24), 3), 5);
        ck_assert_uint_eq(bits_of(f, take(f, &five.t, 40), 6), 0x12);
        ck_assert_uint_eq(bits_of(f, take(f, &three.t, 72), 10), 0x16d);
        ck_assert_uint_eq(bits_of(f, take(f, &full.t, 8), 1), 1);
        ck_assert_uint_eq(bits_of(f, take(f, &full.t, 512), 64), UINT64_MAX);
        ck_assert_uint_eq(bits_of(f, take(f, &full.t, 488), 64), UINT64_MAX >> 3);
    }
    fake_destroy(f);
}
END_TEST

START_TEST(test_reused_memory_is_zero_again)
{
    static const uint64_t sizes[] = {16, 48, 400, 3000, 40000};
    struct fake *f = world();
    struct fake_type t;
    fake_type(&t, 1, 1);
    for (int round = 0; round < 3; round++) {
        for (unsigned i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
            for (int k = 0; k < 40; k++) {
                uint64_t addr = take(f, k % 2 ? &t.t : NULL, sizes[i] / 8 * 8);
                for (uint64_t b = 0; b < sizes[i] / 8 * 8; b += 8) {
                    ck_assert_uint_eq(access_load64(addr + b), 0);
                    access_store64(addr + b, k % 2 ? 0 : UINT64_MAX);
                }
            }
        }
        fake_collect(f);
    }
    fake_destroy(f);
}
END_TEST

START_TEST(test_objects_are_born_black_while_marking_and_white_otherwise)
{
    static const uint64_t sizes[] = {1, 16, 24, 512, 600, 32760, 100000};
    struct fake *f = world();
    struct fake_type t;
    fake_type(&t, 1, 1);
    for (int marking = 0; marking < 2; marking++) {
        if (marking)
            gc_start(f->gc, &f->p[0], GC_TRIGGER_USER);
        for (unsigned i = 0; i < 14; i++) {
            uint64_t addr = take(f, i % 2 ? &t.t : NULL, sizes[i / 2]);
            struct span *s = span_at(f, addr);
            ck_assert_int_eq(span_is_marked(s, span_index(s, addr)), marking);
        }
    }
    ck_assert(fake_finish_marking(f));
    fake_destroy(f);
}
END_TEST

START_TEST(test_reaching_the_trigger_leaves_a_wish_and_never_stops_the_world)
{
    struct fake *f = world();
    uint64_t allocated = 0;
    while (!(f->p[0].wishes & GC_WISH_START)) {
        take(f, NULL, 1024);
        allocated += 1024;
        ck_assert_uint_lt(allocated, 5 << 20);
    }
    ck_assert_uint_eq(f->n_stops, 0);
    ck_assert_uint_ge(allocated + 16384, 3997696 - 8192);
    ck_assert_int_eq(atomic_load(&f->gc->phase), GC_OFF);
    gc_safepoint(f->gc, &f->p[0], &f->gs[0].g);
    ck_assert_int_eq(atomic_load(&f->gc->phase), GC_MARK);
    ck_assert(fake_finish_marking(f));
    fake_destroy(f);
}
END_TEST

START_TEST(test_exhausted_memory_gives_0)
{
    struct fake *f = world();
    uint64_t addr = 1;
    for (int i = 0; i < 100 && addr; i++)
        addr = alloc_object(&f->p[0], NULL, NULL, UINT64_C(512) << 20, false);
    ck_assert_uint_eq(addr, 0);
    fake_destroy(f);
}
END_TEST

int
main(void)
{
    SUITE_RUN("alloc", test_tiny_offsets_are_go_s, test_tiny_objects_share_slots,
              test_zero_size_is_the_shared_address, test_path_depends_on_size_and_pointers,
              test_bitmap_repeats_the_type_and_ends_with_the_object,
              test_reused_memory_is_zero_again,
              test_objects_are_born_black_while_marking_and_white_otherwise,
              test_reaching_the_trigger_leaves_a_wish_and_never_stops_the_world,
              test_exhausted_memory_gives_0);
}
