/* Numbers as text. Go: strconv (FormatFloat) */
#ifndef VM_LIB_NUMBER_H
#define VM_LIB_NUMBER_H

/* f >= 0 and finite, as FormatFloat(f, 'g', -1, bits) writes it; out has room for 32 bytes.
 * Returns the length. Any thread. */
unsigned lib_number_shortest(char *out, double f, int bits);

#endif
