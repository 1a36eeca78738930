/* Finalizers of the program. Go: runtime/mfinal.go */
#ifndef VM_LIB_FINALIZER_H
#define VM_LIB_FINALIZER_H

/* Finalizers are due: starts the goroutine that calls them. Any thread; vm: struct vm. */
void lib_finalizer_start(void *vm);

#endif
