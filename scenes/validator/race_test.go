//go:build race

package validator

// Under the race detector everything takes many times longer: bounds of time are not for it.
const slow = true
