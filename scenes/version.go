package scenes

import (
	"crypto/rand"
	"strings"
	"time"
)

// Scene is one space in the catalogue, in one or more variants of it.
type Scene struct {
	ID       string
	Name     string
	Sample   bool // ships with the program
	Added    time.Time
	AddedBy  string
	Variants []Variant // by id; never none
	Uses     int       // sessions in any version of it
}

// Variant is one form of a space, to be compared with the others.
type Variant struct {
	ID      string // a, b …
	Name    string
	Current Version
}

// Version is one state of a variant. Nothing of it ever changes.
type Version struct {
	ID      string
	Scene   string // its id
	Variant string // its id
	Number  int    // from 1 in its variant
	Made    Made
	Of      string // the version it was made from, which may be gone since, or empty
	SHA256  string // of the file, in hex
	Bytes   int64
	File    string // what the upload was called, or empty
	Upload  string // which upload it came by, or empty
	Report  Report
	Meaning Meaning
	At      time.Time
	By      string // a member of staff's name

	SceneName, VariantName string // as they are called now
	Thumbnail              bool   // there is one
}

// Made says how a version came to be.
type Made string

// The ways.
const (
	MadeUploaded Made = "uploaded"
	MadeRepaired Made = "repaired"
	MadeLighter  Made = "lighter"
	MadeMeaning  Made = "meaning"
	MadeSample   Made = "sample"
)

// Variant finds a variant of the scene; the first when id is empty.
func (s Scene) Variant(id string) (Variant, error) {
	for _, v := range s.Variants {
		if id == "" || v.ID == id {
			return v, nil
		}
	}
	return Variant{}, ErrNotFound
}

func newID() string { return strings.ToLower(rand.Text()[:12]) }
