package scenes

import (
	"cmp"
	"slices"
)

// mostNamed is how many things a repair on offer names.
const mostNamed = 8

// tally is what a repair would mend, each thing once.
type tally struct {
	things map[string]bool
	names  []string
}

// offers are the repairs that something was found for.
type offers map[string]*tally

// add notes that a repair would mend a thing; thing tells it from others, where is what it is called.
func (o *offers) add(repair, thing, where string) {
	if *o == nil {
		*o = make(offers)
	}
	t := (*o)[repair]
	if t == nil {
		t = &tally{things: make(map[string]bool)}
		(*o)[repair] = t
	}
	if t.things[thing] {
		return
	}
	t.things[thing] = true
	if where != "" && len(t.names) < mostNamed && !slices.Contains(t.names, where) {
		t.names = append(t.names, where)
	}
}

// listed are the offers in the order in which they would be made.
func (o offers) listed() []Offer {
	list := []Offer{}
	for _, code := range repairs() {
		if t := o[code]; t != nil {
			list = append(list, Offer{Code: code, Count: len(t.things), Where: append([]string{}, t.names...)})
		}
	}
	return list
}

// Message says what the repair does, Why what for, and Do what stays as it was; each a sentence.
func (o Offer) Message(lang string) string { return o.problem().Message(lang) }

// Why says what the repair is for.
func (o Offer) Why(lang string) string { return o.problem().Why(lang) }

// Do says what stays as it was.
func (o Offer) Do(lang string) string { return o.problem().Do(lang) }

func (o Offer) problem() Problem {
	return Problem{Kind: "repair-" + o.Code, Values: map[string]string{"count": number(int64(o.Count))}}
}

// gatherOffers lists what Repaired can mend in a scene that is not refused.
func (v *inspection) gatherOffers() {
	if v.found.refused {
		return
	}
	for _, p := range v.found.list {
		if p.Repair != "" {
			v.offers.add(p.Repair, cmp.Or(p.Where, p.Pointer), p.Where)
		}
	}
	for _, code := range v.report.Meaning.Mends() {
		v.offers.add(code, "scene", "")
	}
	v.report.Repairs = v.offers.listed()
}
