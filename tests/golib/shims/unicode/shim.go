package unicode

func inPacked(packed string, r rune) bool { panic("not in this test") }
