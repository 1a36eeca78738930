package time

import real "time"

var begin = real.Now()

func now() (sec int64, nsec int32, mono int64) {
	t := real.Now()
	return t.Unix(), int32(t.Nanosecond()), nanotime()
}

func nanotime() int64 { return int64(real.Since(begin)) + 1 }

func Sleep(d Duration) { real.Sleep(real.Duration(d)) }

var timers = map[*timer]*real.Timer{}

func startTimer(t *timer, when, period int64) {
	timers[t] = real.AfterFunc(real.Duration(when-nanotime()), func() {
		if t.c == nil {
			t.f()
			return
		}
		select {
		case t.c <- Now():
		default:
		}
		if period > 0 {
			timers[t].Reset(real.Duration(period))
		}
	})
}

func stopTimer(t *timer) bool { return timers[t].Stop() }

func getenv(key string) (string, bool) { return "", true }

func readZone(path string, buf []byte) int { return -1 }
