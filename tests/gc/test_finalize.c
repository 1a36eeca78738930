/* User arenas under the collector. */
#include "gc/finalize.h"

#include "mem/userarena.h"
#include "tests/gc/fake_world.h"
#include "tests/suite.h"

static struct fake *
world(void)
{
    struct gc_options o = fake_options();
    struct fake *f = fake_create(1, &o);
    f->gc->userarenas = userarenas_create(f->heap);
    return f;
}

static void
finish(struct fake *f)
{
    userarenas_destroy(f->gc->userarenas);
    fake_destroy(f);
}

static uint64_t
new_arena(struct fake *f, uint64_t *handle)
{
    uint64_t id = userarena_new(f->gc->userarenas, &f->tracer, 1, 0);
    *handle = alloc_object(&f->p[0], NULL, NULL, 16, true);
    access_store64(*handle, id);
    gc_arena_handle(f->gc, &f->p[0], *handle, id);
    return id;
}

static uint64_t
in_arena(struct fake *f, uint64_t id, const struct typeinfo *t)
{
    uint64_t addr = 0;
    ck_assert_int_eq(userarena_alloc(f->gc->userarenas, &f->tracer, id, t, 1, &addr), USERARENA_OK);
    return addr;
}

static struct userarenas_totals
totals(struct fake *f)
{
    struct userarenas_totals t;
    userarenas_totals(f->gc->userarenas, &t);
    return t;
}

START_TEST(test_arena_objects_keep_heap_objects_alive)
{
    struct fake *f = world();
    struct fake_type node;
    fake_type(&node, 3, 3);
    uint64_t id = new_arena(f, &f->gs[0].slots[0]);
    uint64_t a = in_arena(f, id, &node.t), h = alloc_object(&f->p[0], NULL, &node.t, 24, true);
    barrier_store(&f->p[0], a + 8, h);
    access_store64(h + 16, 77);
    fake_collect(f);
    fake_collect(f);
    ck_assert_uint_eq(access_load64(access_load64(a + 8) + 16), 77);
    ck_assert_uint_eq(totals(f).live, 1);
    finish(f);
}
END_TEST

START_TEST(test_arena_is_freed_when_its_handle_dies)
{
    struct fake *f = world();
    struct fake_type node;
    fake_type(&node, 3, 3);
    uint64_t id = new_arena(f, &f->gs[0].slots[0]);
    in_arena(f, id, &node.t);
    f->gs[0].slots[0] = 0;
    fake_collect(f);
    ck_assert_uint_eq(totals(f).live, 0);
    ck_assert_uint_eq(totals(f).freed, 1);
    fake_collect(f);
    finish(f);
}
END_TEST

START_TEST(test_program_s_own_free_is_not_repeated)
{
    struct fake *f = world();
    uint64_t id = new_arena(f, &f->gs[0].slots[0]);
    ck_assert_int_eq(userarena_free(f->gc->userarenas, &f->tracer, id, true, 1), USERARENA_OK);
    f->gs[0].slots[0] = 0;
    fake_collect(f);
    fake_collect(f);
    ck_assert_uint_eq(totals(f).freed, 1);
    finish(f);
}
END_TEST

START_TEST(test_chunks_taken_while_marking_count_as_black)
{
    struct fake *f = world();
    struct gc_colours c;
    new_arena(f, &f->gs[0].slots[0]);
    gc_start(f->gc, &f->p[0], GC_TRIGGER_USER);
    new_arena(f, &f->gs[0].slots[1]);
    ck_assert(fake_finish_marking(f));
    gc_colours(f->gc, &c);
    ck_assert_uint_eq(c.black[0], 2);
    ck_assert_uint_eq(c.white[0] + c.grey[0], 0);
    ck_assert_uint_gt(atomic_load(&f->gc->bytes_marked), 15 << 20);
    finish(f);
}
END_TEST

int
main(void)
{
    SUITE_RUN("finalize", test_arena_objects_keep_heap_objects_alive,
              test_arena_is_freed_when_its_handle_dies, test_program_s_own_free_is_not_repeated,
              test_chunks_taken_while_marking_count_as_black);
}
