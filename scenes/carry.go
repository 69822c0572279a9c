package scenes

import (
	"math"
	"slices"
)

// withLists is the meaning with empty lists in place of null ones.
func (m Meaning) withLists() Meaning {
	m.Spawns, m.Seats, m.Touchpoints = orEmpty(m.Spawns), orEmpty(m.Seats), orEmpty(m.Touchpoints)
	m.Zones, m.Links, m.Hidden, m.Floor.Nodes = orEmpty(m.Zones), orEmpty(m.Links), orEmpty(m.Hidden), orEmpty(m.Floor.Nodes)
	return m
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// carried is what a version means that was made from another by changing its file. What the designer said is kept, at its new size where the whole scene
// was scaled; a scene of another shape means what its file says.
func carried(of, v Version) Meaning {
	k, ok := scaleBetween(of.Report, v.Report)
	if !ok || of.Made != MadeMeaning && sameMeaning(of.Meaning, of.Report.Meaning) {
		return v.Meaning
	}
	at := func(p [3]float64) [3]float64 {
		for i := range p {
			p[i] = v.Report.Min[i] + (p[i]-of.Report.Min[i])*k
		}
		return p
	}
	m := of.Meaning.withLists()
	m.Units, m.Up = v.Meaning.Units, v.Meaning.Up
	m.Spawns, m.Seats, m.Touchpoints = slices.Clone(m.Spawns), slices.Clone(m.Seats), slices.Clone(m.Touchpoints)
	for _, places := range [][]Place{m.Spawns, m.Seats, m.Touchpoints} {
		for i := range places {
			places[i].Position = at(places[i].Position)
		}
	}
	m.Zones, m.Links = slices.Clone(m.Zones), slices.Clone(m.Links)
	for i := range m.Zones {
		m.Zones[i].Min, m.Zones[i].Max = at(m.Zones[i].Min), at(m.Zones[i].Max)
	}
	for i := range m.Links {
		m.Links[i].Position = at(m.Links[i].Position)
	}
	m.Floor.Height = at([3]float64{0, m.Floor.Height, 0})[1]
	return m
}

// scaleBetween is how much larger a scene has become, when it has become so in every direction alike.
func scaleBetween(a, b Report) (k float64, ok bool) {
	const alike = 0.01
	for i := range 3 {
		was, is := a.Max[i]-a.Min[i], b.Max[i]-b.Min[i]
		k = max(k, is/max(was, 1e-9))
	}
	for i := range 3 {
		was, is := a.Max[i]-a.Min[i], b.Max[i]-b.Min[i]
		if math.Abs(was*k-is) > alike*max(is, 1e-3) {
			return 0, false
		}
	}
	return k, finite(k) && k > 0
}

func sameMeaning(a, b Meaning) bool {
	return slices.Equal(a.Spawns, b.Spawns) && slices.Equal(a.Seats, b.Seats) && slices.Equal(a.Touchpoints, b.Touchpoints) &&
		slices.Equal(a.Zones, b.Zones) && slices.Equal(a.Links, b.Links) && slices.Equal(a.Hidden, b.Hidden) &&
		slices.Equal(a.Floor.Nodes, b.Floor.Nodes) && a.Floor.Height == b.Floor.Height
}
