package scenes

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"unicode"
)

// tokens are the words of a name: OfficeChair_03.001 is office, chair.
func tokens(name string) []string {
	var all []string
	var word []rune
	end := func() {
		if len(word) > 0 {
			all = append(all, strings.ToLower(string(word)))
		}
		word = word[:0]
	}
	for _, r := range name {
		switch {
		case !unicode.IsLetter(r):
			end()
			continue
		case unicode.IsUpper(r) && len(word) > 0 && !unicode.IsUpper(word[len(word)-1]):
			end()
		}
		word = append(word, r)
	}
	end()
	return all
}

// letters are a name's letters and digits in small.
func letters(name string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, name)
}

// numbered says whether a name is a word, or a copy of it: Seat, seat_2, Seat.001.
func numbered(name, word string) bool {
	rest, ok := strings.CutPrefix(letters(name), word)
	return ok && strings.Trim(rest, "0123456789") == ""
}

// prefixed reads names as tp:Help desk, in any case; where a program took the colon for something else, tp_Help desk.
func prefixed(name string, prefixes ...string) claim {
	for _, prefix := range prefixes {
		for _, mark := range []string{":", "_"} {
			if called, ok := cutFold(name, prefix+mark); ok && called != "" {
				return claim{yes: true, name: called, weak: true}
			}
		}
	}
	return claim{}
}

// cutFold cuts a prefix in any case, and the blanks after it.
func cutFold(name, prefix string) (string, bool) {
	if len(name) < len(prefix) || !strings.EqualFold(name[:len(prefix)], prefix) {
		return "", false
	}
	return strings.TrimSpace(name[len(prefix):]), true
}

// spawnName takes spawn:Front door, SpawnPoint, spawn_point.001, Spawn Point A and spawn 2, and not spawner.
func spawnName(name string) claim {
	plain := claim{yes: true, name: name, weak: true}
	if called, ok := cutFold(name, "spawn:"); ok {
		if called != "" {
			plain.name = called
		}
		return plain
	}
	if numbered(name, "spawn") || strings.HasPrefix(letters(name), "spawnpoint") {
		return plain
	}
	return claim{}
}

// seatName takes Seat, Seat.001, Sedd 2 and seat:By the window; chairs are only guessed at, when no seat is said to be one.
func seatName(name string) claim {
	for _, prefix := range []string{"seat:", "sedd:"} {
		if called, ok := cutFold(name, prefix); ok && called != "" {
			return claim{yes: true, name: called, weak: true}
		}
	}
	return claim{yes: numbered(name, "seat") || numbered(name, "sedd"), name: name, weak: true}
}

// helperName takes names that hold one of the words, whatever is between its letters: NavMesh.001, Floor_navmesh.
func helperName(name string, words ...string) claim {
	all := letters(name)
	return claim{yes: slices.ContainsFunc(words, func(w string) bool { return strings.Contains(all, w) }), weak: true}
}

// What things are called that sit on the floor, or are the floor, in the languages that designers here use; singular, so that a
// group called Chairs is not one.
func seatWords() []string {
	return []string{
		"seat", "chair", "armchair", "stool", "sofa", "couch", "bench", "settee", "recliner",
		"sedd", "cadair", "stôl", "stol", "soffa", "mainc",
		"chaise", "fauteuil", "banc", "canapé", "stuhl", "sessel", "silla", "sillón", "sedia", "stoel", "krzesło",
	}
}

func floorWords() []string {
	return []string{
		"floor", "flooring", "ground", "groundplane", "pavement", "pave", "road", "street", "terrain", "walkway", "footpath", "carpet", "concourse",
		"llawr", "tir", "palmant", "ffordd",
		"sol", "plancher", "boden", "fußboden", "fussboden", "suelo", "piso", "pavimento", "vloer", "podłoga", "gulv", "golv", "lattia",
	}
}

func ceilingWords() []string {
	return []string{"ceiling", "roof", "nenfwd", "plafond", "decke", "techo", "soffitto"}
}

func doorWords() []string {
	return []string{"door", "drws", "porte", "tür", "tuer", "puerta", "porta", "deur"}
}

// plainWords say nothing of what a thing is.
func plainWords() []string {
	return []string{"mesh", "geo", "geometry", "obj", "object", "plane", "base", "main", "surface", "tile", "tiles", "dense", "low", "high", "lod", "plan", "slab", "mat"}
}

// isCalled says whether the last word of a name that means anything is one of these: Office chair, and not Chair leg.
func isCalled(name string, words []string) bool {
	all := tokens(name)
	for len(all) > 1 && (slices.Contains(plainWords(), all[len(all)-1]) || len([]rune(all[len(all)-1])) == 1) {
		all = all[:len(all)-1]
	}
	return len(all) > 0 && slices.Contains(words, all[len(all)-1])
}

// The kinds of touchpoint.
func placeKinds() []string {
	return []string{"door", "sign", "kiosk", "desk", "screen", "seat", "room", "exit", "other"}
}

// kindOf guesses what a touchpoint is by its name. English says last what a thing is, Welsh says it first: an exit sign is a
// sign, and so is arwydd allanfa.
func kindOf(name string) string {
	kind := ""
	for _, word := range tokens(name) {
		if k, ok := welshKind(word); ok {
			return cmp.Or(kind, k)
		}
		if k, ok := englishKind(word); ok {
			kind = k
		}
		if kind != "" && slices.Contains([]string{"to", "of", "for", "by", "in", "at", "near", "with"}, word) {
			break
		}
	}
	return cmp.Or(kind, "other")
}

func welshKind(word string) (string, bool) {
	switch word {
	case "drws", "mynedfa", "fynedfa", "porth", "giât":
		return "door", true
	case "arwydd", "arwyddion", "hysbysfwrdd", "poster":
		return "sign", true
	case "ciosg", "peiriant", "terfynell":
		return "kiosk", true
	case "desg", "cownter", "derbynfa", "dderbynfa", "bwrdd", "ymholiadau":
		return "desk", true
	case "sgrin", "arddangosfa":
		return "screen", true
	case "sedd", "seddau", "cadair", "cadeiriau", "mainc", "soffa":
		return "seat", true
	case "ystafell", "stafell", "swyddfa", "bwth", "lolfa":
		return "room", true
	case "allanfa":
		return "exit", true
	}
	return "", false
}

func englishKind(word string) (string, bool) {
	switch word {
	case "door", "doors", "entrance", "entry", "gate", "lobby":
		return "door", true
	case "sign", "signs", "signage", "notice", "noticeboard", "board", "map", "leaflet", "leaflets":
		return "sign", true
	case "kiosk", "kiosks", "machine", "terminal", "checkin", "ticket", "tickets", "pc", "computer":
		return "kiosk", true
	case "desk", "desks", "counter", "reception", "enquiries", "enquiry", "helpdesk", "table", "window":
		return "desk", true
	case "screen", "screens", "display", "monitor", "tv", "television":
		return "screen", true
	case "seat", "seats", "seating", "chair", "chairs", "bench", "sofa", "waiting":
		return "seat", true
	case "room", "rooms", "office", "booth", "pod", "toilet", "toilets", "wc":
		return "room", true
	case "exit", "exits", "out":
		return "exit", true
	}
	return "", false
}

// isWebAddress says whether a link leads to a page, and to nothing else.
func isWebAddress(address string) bool {
	if len(address) > mostAddress || strings.ContainsFunc(address, unicode.IsControl) {
		return false
	}
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.User == nil
}
