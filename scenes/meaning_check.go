package scenes

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"unicode/utf8"
)

// ErrMeaning is a meaning that cannot be kept; what wraps it says why, in a sentence.
var ErrMeaning = errors.New("scenes: this meaning cannot be kept")

// MeaningError says what of a meaning has to change.
type MeaningError struct {
	Kind string // stable: places-too-many, name-missing, name-too-long, place-nowhere, zone-inside-out, link-address, kind-unknown, no-way-in
	List string // spawns, seats, touchpoints, zones, links, floor, hidden
	Name string
}

func (e *MeaningError) Error() string {
	text := fmt.Sprintf("scenes: meaning: %s: %s", e.List, e.Kind)
	if e.Name != "" {
		text += fmt.Sprintf(" %q", e.Name)
	}
	return text
}

func (e *MeaningError) Unwrap() error { return ErrMeaning }

// Check says whether a meaning that somebody edited can be kept. It is bounded, its numbers are numbers, its names are names,
// and its links lead to web pages.
func (m Meaning) Check() error {
	if len(m.Spawns) == 0 {
		return &MeaningError{Kind: "no-way-in", List: "spawns"}
	}
	for _, l := range []struct {
		name   string
		places []Place
	}{{"spawns", m.Spawns}, {"seats", m.Seats}, {"touchpoints", m.Touchpoints}} {
		if len(l.places) > mostPlaces {
			return &MeaningError{Kind: "places-too-many", List: l.name}
		}
		for _, p := range l.places {
			if kind := p.fault(l.name); kind != "" {
				return &MeaningError{kind, l.name, cleanName(p.Name)}
			}
		}
	}
	if err := m.checkZones(); err != nil {
		return err
	}
	if err := m.checkLinks(); err != nil {
		return err
	}
	return m.checkFloor()
}

func (p Place) fault(list string) string {
	switch {
	case nameFault(p.Name) != "":
		return nameFault(p.Name)
	case p.Party != "" && nameFault(p.Party) != "" || utf8.RuneCountInString(p.Node) > mostName+1:
		return "name-too-long"
	case !isPoint(p.Position) || math.IsNaN(p.Yaw) || math.Abs(p.Yaw) > 2*math.Pi:
		return "place-nowhere"
	case list == "touchpoints" && !slices.Contains(placeKinds(), p.Kind):
		return "kind-unknown"
	}
	return ""
}

// nameFault says what is wrong with a name: it is one if it is as it would be read.
func nameFault(name string) string {
	switch {
	case name == "":
		return "name-missing"
	case cleanName(name) != name:
		return "name-too-long"
	}
	return ""
}

// isPoint says whether somebody could stand there.
func isPoint(p [3]float64) bool {
	return !distant(box{p, p})
}

func (m Meaning) checkZones() error {
	if len(m.Zones) > mostPlaces {
		return &MeaningError{Kind: "places-too-many", List: "zones"}
	}
	for _, z := range m.Zones {
		kind := nameFault(z.Name)
		switch {
		case kind != "":
		case !isPoint(z.Min) || !isPoint(z.Max):
			kind = "place-nowhere"
		case z.Min[0] > z.Max[0] || z.Min[1] > z.Max[1] || z.Min[2] > z.Max[2]:
			kind = "zone-inside-out"
		}
		if kind != "" {
			return &MeaningError{kind, "zones", cleanName(z.Name)}
		}
	}
	return nil
}

func (m Meaning) checkLinks() error {
	if len(m.Links) > mostPlaces {
		return &MeaningError{Kind: "places-too-many", List: "links"}
	}
	for _, l := range m.Links {
		kind := nameFault(l.Name)
		switch {
		case kind != "":
		case !isPoint(l.Position):
			kind = "place-nowhere"
		case !isWebAddress(l.Address):
			kind = "link-address"
		}
		if kind != "" {
			return &MeaningError{kind, "links", cleanName(l.Name)}
		}
	}
	return nil
}

func (m Meaning) checkFloor() error {
	for list, names := range map[string][]string{"floor": m.Floor.Nodes, "hidden": m.Hidden} {
		if len(names) > mostPlaces {
			return &MeaningError{Kind: "places-too-many", List: list}
		}
		for _, name := range names {
			if kind := nameFault(name); kind != "" {
				return &MeaningError{kind, list, cleanName(name)}
			}
		}
	}
	if !isPoint([3]float64{0, m.Floor.Height, 0}) {
		return &MeaningError{Kind: "place-nowhere", List: "floor"}
	}
	return nil
}
