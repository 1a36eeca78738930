/* Words for what a goroutine is doing. Go: runtime/runtime2.go (waitReasonStrings),
 * runtime/traceback.go (gStatusStrings) */
#include "sched/g.h"

const char *
g_wait_reason_text(enum g_wait_reason r)
{
    static const char *const texts[G_WAIT_COUNT] = {
#define G_WAIT_TEXT(name, text) text,
        G_WAIT_REASONS(G_WAIT_TEXT)
#undef G_WAIT_TEXT
    };
    return (unsigned)r < G_WAIT_COUNT ? texts[r] : "";
}

const char *
g_status_text(const struct g *g)
{
    uint32_t status = atomic_load_explicit(&g->status, memory_order_relaxed);
    switch (status & ~(uint32_t)G_SCAN) {
    case G_IDLE:
        return "idle";
    case G_RUNNABLE:
        return "runnable";
    case G_RUNNING:
        return "running";
    case G_SYSCALL:
        return "syscall";
    case G_WAITING: {
        uint32_t why = atomic_load_explicit(&g->wait_reason, memory_order_relaxed);
        return why == G_WAIT_NONE ? "waiting" : g_wait_reason_text((enum g_wait_reason)why);
    }
    case G_DEAD:
        return "dead";
    case G_COPYSTACK:
        return "copystack";
    case G_PREEMPTED:
        return "preempted";
    default:
        return "???";
    }
}

bool
g_claim(struct g *g)
{
    uint32_t status = atomic_load(&g->status);
    if (status == G_RUNNING) {
        int offered = G_OFFERED;
        return atomic_compare_exchange_strong(&g->offer, &offered, G_TAKEN);
    }
    if (status != G_RUNNABLE && status != G_WAITING && status != G_PREEMPTED)
        return false;
    return atomic_compare_exchange_strong(&g->status, &status, status | G_SCAN);
}

void
g_release(struct g *g)
{
    if (atomic_load(&g->offer) == G_TAKEN) {
        atomic_store(&g->offer, G_OFFERED);
        return;
    }
    atomic_fetch_and(&g->status, ~(uint32_t)G_SCAN);
}

void
g_offer(struct g *g)
{
    atomic_store(&g->offer, G_OFFERED);
}

void
g_withdraw(struct g *g)
{
    int offered = G_OFFERED;
    while (!atomic_compare_exchange_weak(&g->offer, &offered, G_KEPT))
        offered = G_OFFERED;
}
