package validator

import "fmt"

// Severity says what an issue means for the asset, in the four steps of the Khronos validator.
type Severity uint8

// The numbers are those of the Khronos validator's reports.
const (
	Error       Severity = iota // the asset breaks the specification
	Warning                     // allowed, but not what was meant
	Information                 // worth knowing
	Hint                        // could be better
)

func (s Severity) String() string {
	switch s {
	case Error:
		return "error"
	case Warning:
		return "warning"
	case Information:
		return "information"
	case Hint:
		return "hint"
	}
	return fmt.Sprintf("severity %d", uint8(s))
}

// Issue is one finding.
type Issue struct {
	Code     string   // the Khronos code, or one of ours (see the package documentation)
	Severity Severity // of the code, always the same
	Pointer  string   // JSON pointer to what is wrong; empty when Offset says where
	Message  string   // one English sentence with the values found
	Offset   int64    // byte offset in the GLB, or −1
}

// Report is what Validate found, in the order in which it looked: container, schema, extensions, links, files, data.
type Report struct {
	Issues    []Issue
	Counts    map[string]int // how often each code was found, kept or not
	Truncated bool           // not all of them are in Issues, or a limit ended the work early
}

// HasErrors reports whether the asset breaks the specification or one of our own rules of severity Error.
func (r Report) HasErrors() bool {
	for _, i := range r.Issues {
		if i.Severity == Error {
			return true
		}
	}
	return false
}
