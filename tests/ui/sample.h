/* A made-up moment of a run for panel tests and pictures: in the middle of a mark phase, with deep
 * and shallow stacks, one just grown, large objects, live, freed and unreadable arenas. Its sums
 * hold (snapshot_check). */
#ifndef TESTS_UI_SAMPLE_H
#define TESTS_UI_SAMPLE_H

#include "ui/view.h"

/* Fills v->now and v->live; `v` was initialised. */
void sample_fill(struct view *v);
/* What the snapshot then holds when the stack of G18 was asked for, at its second frame. */
void sample_frames(struct view *v);
/* Allocation sites, counted at that rate, looked at for two seconds. */
void sample_sites(struct view *v, uint64_t rate);
/* Stopped while marking, a few of the collector's steps behind it. */
void sample_steps(struct view *v);

#endif
