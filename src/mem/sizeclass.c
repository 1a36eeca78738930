/* The table of size classes and the two lookups by size: requests up to 1016 bytes are looked up in
 * steps of 8 bytes, larger ones in steps of 128, so that neither table is long. Each entry is the
 * smallest class whose slots hold the upper end of its step.
 *
 * magic is floor((2^32 - 1) / bytes) + 1: multiplying an offset inside a span by it and dropping 32
 * bits divides exactly, because spans are short.
 *
 * Go: internal/runtime/gc/sizeclasses.go, runtime/msize.go */
#include "mem/sizeclass.h"

#include "base/bitops.h"
#include "base/bug.h"

/* Slot bytes, pages of a span, magic. */
const struct sizeclass sizeclasses[SIZECLASS_COUNT] = {
    {0, 0, 0},          {8, 1, 536870912},   {16, 1, 268435456}, {24, 1, 178956971},
    {32, 1, 134217728}, {48, 1, 89478486},   {64, 1, 67108864},  {80, 1, 53687092},
    {96, 1, 44739243},  {112, 1, 38347923},  {128, 1, 33554432}, {144, 1, 29826162},
    {160, 1, 26843546}, {176, 1, 24403224},  {192, 1, 22369622}, {208, 1, 20648882},
    {224, 1, 19173962}, {240, 1, 17895698},  {256, 1, 16777216}, {288, 1, 14913081},
    {320, 1, 13421773}, {352, 1, 12201612},  {384, 1, 11184811}, {416, 1, 10324441},
    {448, 1, 9586981},  {480, 1, 8947849},   {512, 1, 8388608},  {576, 1, 7456541},
    {640, 1, 6710887},  {704, 1, 6100806},   {768, 1, 5592406},  {896, 1, 4793491},
    {1024, 1, 4194304}, {1152, 1, 3728271},  {1280, 1, 3355444}, {1408, 2, 3050403},
    {1536, 1, 2796203}, {1792, 2, 2396746},  {2048, 1, 2097152}, {2304, 2, 1864136},
    {2688, 1, 1597831}, {3072, 3, 1398102},  {3200, 2, 1342178}, {3456, 3, 1242757},
    {4096, 1, 1048576}, {4864, 3, 883012},   {5376, 2, 798916},  {6144, 3, 699051},
    {6528, 4, 657931},  {6784, 5, 633103},   {6912, 6, 621379},  {8192, 1, 524288},
    {9472, 7, 453439},  {9728, 6, 441506},   {10240, 5, 419431}, {10880, 4, 394759},
    {12288, 3, 349526}, {13568, 5, 316552},  {14336, 7, 299594}, {16384, 2, 262144},
    {18432, 9, 233017}, {19072, 7, 225198},  {20480, 5, 209716}, {21760, 8, 197380},
    {24576, 3, 174763}, {27264, 10, 157533}, {28672, 7, 149797}, {32768, 4, 131072},
};

static const uint8_t by_8[1024 / 8 + 1] = {
    0,  1,  2,  3,  4,  5,  5,  6,  6,  7,  7,  8,  8,  9,  9,  10, 10, 11, 11, 12, 12, 13,
    13, 14, 14, 15, 15, 16, 16, 17, 17, 18, 18, 19, 19, 19, 19, 20, 20, 20, 20, 21, 21, 21,
    21, 22, 22, 22, 22, 23, 23, 23, 23, 24, 24, 24, 24, 25, 25, 25, 25, 26, 26, 26, 26, 27,
    27, 27, 27, 27, 27, 27, 27, 28, 28, 28, 28, 28, 28, 28, 28, 29, 29, 29, 29, 29, 29, 29,
    29, 30, 30, 30, 30, 30, 30, 30, 30, 31, 31, 31, 31, 31, 31, 31, 31, 31, 31, 31, 31, 31,
    31, 31, 31, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32,
};

static const uint8_t by_128[(SIZECLASS_MAX_BYTES - 1024) / 128 + 1] = {
    32, 33, 34, 35, 36, 37, 37, 38, 38, 39, 39, 40, 40, 40, 41, 41, 41, 42, 43, 43, 44, 44, 44,
    44, 44, 45, 45, 45, 45, 45, 45, 46, 46, 46, 46, 47, 47, 47, 47, 47, 47, 48, 48, 48, 49, 49,
    50, 51, 51, 51, 51, 51, 51, 51, 51, 51, 51, 52, 52, 52, 52, 52, 52, 52, 52, 52, 52, 53, 53,
    54, 54, 54, 54, 55, 55, 55, 55, 55, 56, 56, 56, 56, 56, 56, 56, 56, 56, 56, 56, 57, 57, 57,
    57, 57, 57, 57, 57, 57, 57, 58, 58, 58, 58, 58, 58, 59, 59, 59, 59, 59, 59, 59, 59, 59, 59,
    59, 59, 59, 59, 59, 59, 60, 60, 60, 60, 60, 60, 60, 60, 60, 60, 60, 60, 60, 60, 60, 60, 61,
    61, 61, 61, 61, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 63, 63, 63, 63, 63, 63, 63, 63,
    63, 63, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64,
    64, 65, 65, 65, 65, 65, 65, 65, 65, 65, 65, 65, 65, 65, 65, 65, 65, 65, 65, 65, 65, 65, 66,
    66, 66, 66, 66, 66, 66, 66, 66, 66, 66, 67, 67, 67, 67, 67, 67, 67, 67, 67, 67, 67, 67, 67,
    67, 67, 67, 67, 67, 67, 67, 67, 67, 67, 67, 67, 67, 67, 67, 67, 67, 67, 67,
};

unsigned
sizeclass_of(uint32_t bytes)
{
    ensure(bytes >= 1 && bytes <= SIZECLASS_MAX_BYTES, "no size class for %u bytes", bytes);
    if (bytes <= 1024 - 8)
        return by_8[(bytes + 7) / 8];
    return by_128[(bytes - 1024 + 127) / 128];
}

unsigned
sizeclass_slots(unsigned spanclass)
{
    const struct sizeclass *c = &sizeclasses[spanclass >> 1];
    if (!c->bytes)
        return 1;
    uint32_t room = (uint32_t)c->pages * PAGE_BYTES;
    bool noscan = spanclass & 1;
    if (!noscan && c->bytes <= SIZECLASS_BITMAP_LIMIT)
        room -= PAGE_BYTES / 64;
    return room / c->bytes;
}

uint64_t
sizeclass_round(uint64_t bytes, bool noscan)
{
    if (!bytes)
        return 0;
    if (bytes > UINT64_MAX - PAGE_BYTES)
        return bytes;
    if (bytes > SIZECLASS_SMALL_LIMIT)
        return bitops_align_up(bytes, PAGE_BYTES);
    bool header = !noscan && bytes > SIZECLASS_BITMAP_LIMIT;
    uint32_t extra = header ? SIZECLASS_HEADER_BYTES : 0;
    return sizeclasses[sizeclass_of((uint32_t)bytes + extra)].bytes - extra;
}
