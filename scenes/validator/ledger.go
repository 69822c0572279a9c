package validator

import "fmt"

const (
	// defaultMostPerCode keeps a report readable: a damaged accessor can hold millions of the same issue.
	defaultMostPerCode = 100
	// mostMessage shortens what came from the file: a URI or a name may be as long as the file.
	mostMessage = 500
	mostPointer = 2000
)

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

// skip counts issues that nobody needs to see.
func (l *ledger) skip(c code, n int) {
	if n > 0 {
		l.counts[c.name] += n
		l.cut = true
	}
}

func (l *ledger) put(c code, pointer string, args ...any) {
	if l.admits(c) {
		l.keep(c, pointer, -1, args)
	}
}

func (l *ledger) putAt(c code, offset int64, args ...any) {
	if l.admits(c) {
		l.keep(c, "", offset, args)
	}
}

func (l *ledger) keep(c code, pointer string, offset int64, args []any) {
	message := c.message
	if len(args) > 0 {
		message = fmt.Sprintf(c.message, args...)
	}
	l.issues = append(l.issues, Issue{
		Code: c.name, Severity: c.severity, Pointer: shortenBy(pointer, mostPointer),
		Message: shortenBy(message, mostMessage), Offset: offset,
	})
}

// take moves another ledger's issues behind these.
func (l *ledger) take(other *ledger) {
	for _, i := range other.issues {
		if l.counts[i.Code] < l.most {
			l.issues = append(l.issues, i)
		} else {
			l.cut = true
		}
		l.counts[i.Code]++
		other.counts[i.Code]--
	}
	for name, n := range other.counts {
		l.counts[name] += n
	}
	l.cut = l.cut || other.cut
}

func (l *ledger) report() Report {
	return Report{Issues: l.issues, Counts: l.counts, Truncated: l.cut}
}
