//go:build !race

package validator

const slow = false
