/* The figures of a run at its end, for people and for programs; and two runs side by side. Pure
 * functions of snapshots. JSON documents carry "schema": 1. */
#ifndef OBS_REPORT_H
#define OBS_REPORT_H

#include "base/buf.h"
#include "obs/snapshot.h"

void report_text(const struct snapshot *s, struct buf *out);
void report_json(const struct snapshot *s, struct buf *out);
/* A table: figure, a, b, ratio b/a. */
void report_compare_text(const struct snapshot *a, const struct snapshot *b, struct buf *out);
void report_compare_json(const struct snapshot *a, const struct snapshot *b, struct buf *out);

#endif
