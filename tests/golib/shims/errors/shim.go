package errors

import "reflect"

func assign(err error, target any) int {
	to := reflect.ValueOf(target).Elem()
	errorType := reflect.TypeOf((*error)(nil)).Elem()
	if to.Kind() != reflect.Interface && !to.Type().Implements(errorType) {
		return -1
	}
	if !reflect.TypeOf(err).AssignableTo(to.Type()) {
		return 0
	}
	to.Set(reflect.ValueOf(err))
	return 1
}
