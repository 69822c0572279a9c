package validator

import "fmt"

// defaultMostPerCode keeps a report readable: a damaged accessor can hold millions of the same issue.
const defaultMostPerCode = 100

// ledger collects issues in the order in which they are found.
type ledger struct {
	most   int
	issues []Issue
	counts map[string]int
	cut    bool
}

func newLedger(most int) *ledger {
	if most <= 0 {
		most = defaultMostPerCode
	}
	return &ledger{most: most, counts: map[string]int{}}
}

// admits counts one more issue of a code and says whether it is still to be kept.
func (l *ledger) admits(c code) bool {
	l.counts[c.name]++
	if l.counts[c.name] > l.most {
		l.cut = true
		return false
	}
	return true
}

func (l *ledger) at(c code, pointer string, args ...any) {
	if l.admits(c) {
		l.issues = append(l.issues, Issue{Code: c.name, Severity: c.severity, Pointer: pointer, Message: fmt.Sprintf(c.message, args...), Offset: -1})
	}
}

func (l *ledger) atOffset(c code, offset int64, args ...any) {
	if l.admits(c) {
		l.issues = append(l.issues, Issue{Code: c.name, Severity: c.severity, Message: fmt.Sprintf(c.message, args...), Offset: offset})
	}
}

func (l *ledger) report() Report {
	return Report{Issues: l.issues, Truncated: l.cut}
}
