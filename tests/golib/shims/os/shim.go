package os

import real "os"

func write(fd int, p []byte) int {
	n, _ := real.NewFile(uintptr(fd), "std").Write(p)
	return n
}

func read(fd int, p []byte) int                    { n, _ := real.Stdin.Read(p); return n }
func exit(code int)                                { real.Exit(code) }
func args() []string                               { return real.Args }
func getenv(key string) (value string, found bool) { return real.LookupEnv(key) }

func environ() []string { return real.Environ() }

func ids() (pid, ppid, uid, euid, gid, egid int) { return real.Getpid(), 0, 0, 0, 0, 0 }
