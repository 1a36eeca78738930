package os

// ids are those of the process.
func ids() (pid, ppid, uid, euid, gid, egid int)

func Getpid() int {
	pid, _, _, _, _, _ := ids()
	return pid
}

func Getppid() int {
	_, ppid, _, _, _, _ := ids()
	return ppid
}

func Getuid() int {
	_, _, uid, _, _, _ := ids()
	return uid
}

func Geteuid() int {
	_, _, _, euid, _, _ := ids()
	return euid
}

func Getgid() int {
	_, _, _, _, gid, _ := ids()
	return gid
}

func Getegid() int {
	_, _, _, _, _, egid := ids()
	return egid
}

func Getpagesize() int { return 4096 }
