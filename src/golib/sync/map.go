package sync

// Map is a map for several goroutines.
type Map struct {
	_ noCopy
	m RWMutex
	v map[any]any
}

func (m *Map) Load(key any) (value any, ok bool) {
	m.m.RLock()
	value, ok = m.v[key]
	m.m.RUnlock()
	return value, ok
}

func (m *Map) Store(key, value any) {
	m.Swap(key, value)
}

func (m *Map) Swap(key, value any) (previous any, loaded bool) {
	m.m.Lock()
	if m.v == nil {
		m.v = make(map[any]any)
	}
	previous, loaded = m.v[key]
	m.v[key] = value
	m.m.Unlock()
	return previous, loaded
}

func (m *Map) LoadOrStore(key, value any) (actual any, loaded bool) {
	m.m.Lock()
	if m.v == nil {
		m.v = make(map[any]any)
	}
	actual, loaded = m.v[key]
	if !loaded {
		m.v[key] = value
		actual = value
	}
	m.m.Unlock()
	return actual, loaded
}

func (m *Map) LoadAndDelete(key any) (value any, loaded bool) {
	m.m.Lock()
	value, loaded = m.v[key]
	delete(m.v, key)
	m.m.Unlock()
	return value, loaded
}

func (m *Map) Delete(key any) {
	m.LoadAndDelete(key)
}

func (m *Map) CompareAndSwap(key, old, new any) (swapped bool) {
	m.m.Lock()
	if v, ok := m.v[key]; ok && v == old {
		m.v[key] = new
		swapped = true
	}
	m.m.Unlock()
	return swapped
}

func (m *Map) CompareAndDelete(key, old any) (deleted bool) {
	m.m.Lock()
	if v, ok := m.v[key]; ok && v == old {
		delete(m.v, key)
		deleted = true
	}
	m.m.Unlock()
	return deleted
}

func (m *Map) Clear() {
	m.m.Lock()
	clear(m.v)
	m.m.Unlock()
}

// Range calls f for what is in the map at the start, without holding the lock.
func (m *Map) Range(f func(key, value any) bool) {
	m.m.RLock()
	pairs := make([]any, 0, 2*len(m.v))
	for k, v := range m.v {
		pairs = append(pairs, k, v)
	}
	m.m.RUnlock()
	for i := 0; i < len(pairs); i += 2 {
		if !f(pairs[i], pairs[i+1]) {
			return
		}
	}
}
