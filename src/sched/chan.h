/* Channels: Go objects in the heap (struct hchan, 112 bytes as Go's), the buffer beside them.
 * Go: runtime/chan.go, select.go
 *
 * pc and sp of g are saved and point behind the instruction. PARKED: g is queued and waiting; the
 * caller returns SCHEDULE_PARKED without touching g. The partner writes value, ok and chosen case
 * into the addresses given, so that g goes on at its next instruction.
 * Every store to another goroutine's stack or to a buffer passes the write barrier by type. */
#ifndef SCHED_CHAN_H
#define SCHED_CHAN_H

#include "mem/typeinfo.h"
#include "sched/p.h"

enum chan_result {
    CHAN_DONE,
    CHAN_PARKED,
    CHAN_WOULD_BLOCK,  /* only when !block */
    CHAN_CLOSED_SEND,  /* panic: send on closed channel */
    CHAN_CLOSED_CLOSE, /* panic: close of closed channel */
    CHAN_NIL_CLOSE,    /* panic: close of nil channel */
    CHAN_NO_MEMORY
};

/* 0 = out of memory. size in elements, checked by the caller. t: the channel type. */
uint64_t chan_make(struct p *p, struct g *g, const struct typeinfo *t, uint64_t size);
/* elem: address of the value's memory image; exactly the element's size is read. g may be NULL when
 * !block (timers). */
enum chan_result chan_send(struct m *m, struct g *g, uint64_t chan, uint64_t elem, bool block);
/* Exactly the element's size is written at elem: a slot's upper bytes keep what they had.
 * elem 0 = discard; ok_addr 0 = not wanted (a word in g's frame). */
enum chan_result chan_recv(struct m *m, struct g *g, uint64_t chan, uint64_t elem, uint64_t ok_addr,
                           bool block);
enum chan_result chan_close(struct m *m, uint64_t chan);
uint64_t chan_len(uint64_t chan);
uint64_t chan_cap(uint64_t chan);

struct chan_case { /* lies in g's frame, 3 slots: see SELECT in opcode.def */
    uint64_t chan;
    uint64_t send; /* 0 receive, 1 send */
    uint64_t elem; /* address, 0 = discard */
};
/* result_addr: two words in g's frame: chosen case (-1 default), received ok. */
enum chan_result chan_select(struct m *m, struct g *g, uint64_t cases_addr, unsigned n,
                             bool has_default, uint64_t result_addr);
/* The scheduler, before it runs a goroutine that had waited (g->waiting): takes it off the other
 * queues, writes its results, frees its wait records. */
void chan_resume(struct m *m, struct g *g);

struct hchan; /* layout: hchan.h */
struct chan_info {
    uint64_t len, cap, elem_bytes;
    unsigned n_recvq, n_sendq;
    bool closed;
};
void chan_info(uint64_t chan, struct chan_info *out);

#endif
