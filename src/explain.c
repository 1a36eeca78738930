/* One text a region, written for a Go developer who watches it for the first time. */
#include "explain.h"

#include <stddef.h>
#include <string.h>

const struct explain_text explain_texts[] = {
    {"stack", "Each goroutine owns one stack: frames of the functions it is in, newest last.\n"
              "\n"
              "Life     born with 2 KiB; a call that does not fit takes a stack of twice the\n"
              "         size and copies everything, adjusting pointers into it; the collector\n"
              "         halves it when less than a quarter is in use; freed when the\n"
              "         goroutine ends.\n"
              "Laws     goroutine : stack = 1 : 1, stack : frames = 1 : many. A stack never\n"
              "         holds what outlives its frame: the compiler proves that (escape\n"
              "         analysis) or puts the variable in the heap. No heap object points\n"
              "         into a stack.\n"
              "Cost     allocation and freeing are one addition each; no collector work but\n"
              "         scanning the used part as a root.\n"
              "Pitfalls endless recursion ends at 1,000,000,000 bytes; many deep goroutines\n"
              "         make every mark phase scan much; a returned pointer moves its\n"
              "         variable to the heap.\n"},
    {"heap", "What may outlive the function that made it: objects in spans, one size class\n"
             "a span, found and freed by the collector.\n"
             "\n"
             "Life     make, new, &T{...}, append, closures and boxed values take a free slot\n"
             "         of their size class through the P's mcache, else mcentral, else fresh\n"
             "         pages; above 32 KiB a span of their own. Sweeping turns unmarked slots\n"
             "         into free ones and empty spans into free pages.\n"
             "Laws     goroutines : heap = many : 1. A slot is free or allocated; an object\n"
             "         lives while a root reaches it. Objects never move.\n"
             "Cost     tens of nanoseconds an object, rounding up to the class, and mark work\n"
             "         in proportion to what stays alive.\n"
             "Pitfalls a small slice keeps its whole array alive; a forgotten map entry or\n"
             "         goroutine is a leak; high waste means an unlucky object size.\n"},
    {"sites", "Where a program allocates: lines that make heap objects, counted while you look.\n"
              "\n"
              "Life     p begins to count: each allocation is written down with its line, and\n"
              "         crossed out when sweeping finds the object dead. P ends it, or begins\n"
              "         anew. What was allocated before, or in user arenas, is not in it.\n"
              "Columns  live: not found dead by the last sweep. per s: allocated a second.\n"
              "         in all, objects: since counting began. left and right choose by which\n"
              "         the rows are ordered, which happens once a second.\n"
              "Why      a line allocates because escape analysis cannot keep its value in a\n"
              "         frame (\"escapes to heap\"), or because a slice, map or string grows.\n"
              "         Enter shows the source and the reasons.\n"
              "Cost     nothing while off. On, allocating takes longer; --sites=512KiB writes\n"
              "         down one allocation in so many bytes: cheap, and an estimate.\n"
              "Pitfalls much a second but little live is garbage: work for the collector. Much\n"
              "         live that only grows is a leak. Sharing one 16-byte block, tiny\n"
              "         objects are counted each, but their bytes once.\n"},
    {"gc", "A concurrent tri-colour mark and sweep collector. White: not found yet. Grey:\n"
           "found, not yet looked into. Black: looked into. At the end white is garbage.\n"
           "\n"
           "Cycle    the live heap reaches the trigger; a short pause turns the write\n"
           "         barrier on; roots (globals, stacks) turn objects grey; workers and\n"
           "         allocating goroutines blacken them; a second short pause ends it;\n"
           "         sweeping goes on lazily.\n"
           "Laws     a black object never points to a white one that nobody else will\n"
           "         find: stores of pointers shade what they overwrite and what they\n"
           "         write. New objects are born black while marking.\n"
           "Pacing   goal = live + (live + stacks + globals) * GOGC / 100. 25 % of the Ps\n"
           "         mark; who allocates too fast must assist.\n"
           "Pitfalls GOGC too low costs CPU, too high memory; GOMEMLIMIT below the live\n"
           "         heap makes the collector run all the time.\n"},
    {"arena", "User arenas (GOEXPERIMENT=arenas): chunks of 8 MiB filled by moving a cursor\n"
              "and freed as a whole.\n"
              "\n"
              "Life     NewArena takes a chunk; New and MakeSlice bump; Free gives all of it\n"
              "         back at once, without the collector; full chunks become unreadable\n"
              "         until no pointer into them is left.\n"
              "Laws     arena : objects = 1 : many; freeing the arena ends all of them.\n"
              "Cost     an addition an object; no marking of what died inside.\n"
              "Pitfalls use after free faults the program (that is the protection); an arena\n"
              "         that is never freed keeps all it points to; small arenas waste most of\n"
              "         their 8 MiB.\n"},
    {"globals", "Package variables: data (with a value) and bss (zero), each split by whether\n"
                "it holds pointers.\n"
                "\n"
                "Life     as long as the program. Never allocated, moved or freed.\n"
                "Laws     the pointer halves are roots, scanned once in each cycle; the noptr\n"
                "         halves are never looked at.\n"
                "Cost     none, except that what they point to stays alive.\n"
                "Pitfalls a global map or slice that only grows is the classic leak.\n"},
    {"text", "The program's code, and beside it read-only data: string literals, type\n"
             "descriptors, pointer maps.\n"
             "\n"
             "Life     mapped and sealed before main starts.\n"
             "Laws     never written: a store faults. Holds no pointer into the heap, so the\n"
             "         collector reads it only to learn how frames and types look.\n"
             "Cost     address space; shared by all goroutines.\n"},
    {NULL, NULL},
};

const struct explain_text *
explain_find(const char *name)
{
    for (const struct explain_text *e = explain_texts; e->name; e++)
        if (strcmp(e->name, name) == 0)
            return e;
    return NULL;
}
