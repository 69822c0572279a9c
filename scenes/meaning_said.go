package scenes

import (
	"cmp"
	"encoding/json"
	"strings"

	"github.com/qmuntal/gltf"
)

// saying is what one node says of itself, in whichever convention.
type saying struct {
	spawn, seat, touchpoint, zone, link, walkable, hidden claim

	insists bool   // that one walks on this very node, and not on what it helps with
	address string // of the link
	kind    string // of the touchpoint
	party   string
	order   float64 // of the spawn among others
	size    [3]float64
	seated  omiSeat
	trigger *omiTrigger
}

// claim is whether a node is something, and what it is called as that.
type claim struct {
	yes  bool
	name string
	weak bool // only its name says so
}

// The keys of a node's extras, which are Blender's custom properties. Each of the first seven is true, a name or false; false
// takes back whatever else the node says.
const (
	saidSpawn      = "spawn"
	saidSeat       = "seat"
	saidTouchpoint = "touchpoint"
	saidZone       = "zone"
	saidLink       = "link" // an address
	saidWalkable   = "walkable"
	saidHidden     = "hidden"
	saidKind       = "kind"
	saidParty      = "party"
	saidLabel      = "label"
	saidOrder      = "order"
	saidSize       = "size" // width, height and depth of a zone, which stands on its node
)

// omiSeat is the payload of OMI_seat: three points in the node's own space.
type omiSeat struct {
	Back [3]float64 `json:"back"`
	Foot [3]float64 `json:"foot"`
	Knee [3]float64 `json:"knee"`
}

// omiTrigger is the trigger of OMI_physics_body: a shape of its own, those of other nodes, or those of the nodes below.
type omiTrigger struct {
	Shape *int  `json:"shape"`
	Nodes []int `json:"nodes"`
	field bool  // of gravity, which is no place
}

// listen reads what a node says.
func listen(n *gltf.Node) (s saying) {
	extras, _ := n.Extras.(map[string]any)
	hubs := hubsOf(n)
	name := cleanName(n.Name)
	label := cleanName(textOf(extras[saidLabel]))
	s.spawn = sayings(extras, saidSpawn, label, omiSpawn(n), hubs.spawns(), spawnName(name))
	sits := payload(n.Extensions, extSeat, &s.seated)
	if !sits {
		s.seated = omiSeat{} // and not half of one
	}
	s.seat = sayings(extras, saidSeat, label, claim{yes: sits}, hubs.seats(), seatName(name))
	s.touchpoint = sayings(extras, saidTouchpoint, label, prefixed(name, "tp", "touchpoint"))
	s.zone = sayings(extras, saidZone, label, prefixed(name, "zone", "parth"))
	s.walkable = sayings(extras, saidWalkable, "", hubs.has("nav-mesh"), flag(extras["navmesh"]), helperName(name, "navmesh", "navigationmesh"))
	s.hidden = sayings(extras, saidHidden, "", invisible(n), hubs.hides(), flag(extras["hide_render"]), helperName(name, "navmesh", "navigationmesh", "collider", "collision"))
	s.insists = flag(extras[saidWalkable]).yes
	s.link, s.address = linkOf(n, extras, hubs, label)
	s.kind = strings.ToLower(textOf(extras[saidKind]))
	s.party = cleanName(textOf(extras[saidParty]))
	s.order, _ = extras[saidOrder].(float64)
	s.size = sizeOf(extras[saidSize])
	s.trigger = triggerOf(n)
	return s
}

// of is what a node says under a key.
func (s *saying) of(key string) claim {
	switch key {
	case saidSpawn:
		return s.spawn
	case saidSeat:
		return s.seat
	case saidTouchpoint:
		return s.touchpoint
	case saidZone:
		return s.zone
	case saidLink:
		return s.link
	case saidWalkable:
		return s.walkable
	case saidHidden:
		return s.hidden
	}
	return claim{}
}

// sayings answers the first that says yes; what the extras say comes before all of them.
func sayings(extras map[string]any, key, label string, others ...claim) claim {
	said, has := extras[key]
	own := flag(said)
	if has && !own.yes && said != nil {
		return claim{}
	}
	if typed := textOf(extras["type"]); strings.EqualFold(typed, key) {
		own.yes = true
	}
	var found claim
	for _, other := range append([]claim{own}, others...) {
		if !other.yes {
			continue
		}
		found.name = cmp.Or(found.name, other.name)
		if !found.yes {
			found.yes, found.weak = true, other.weak
		}
	}
	if found.yes {
		found.name = cmp.Or(own.name, titled(others), label, found.name)
	}
	return found
}

// titled is the name that an extension gives, which always comes first among others.
func titled(others []claim) string {
	if len(others) > 0 && others[0].yes && !others[0].weak {
		return others[0].name
	}
	return ""
}

// flag reads a value that may be a truth, a number, a word for either, or a name.
func flag(value any) claim {
	switch v := value.(type) {
	case bool:
		return claim{yes: v}
	case float64:
		return claim{yes: v != 0}
	case string:
		switch strings.ToLower(strings.TrimSpace(v)) {
		case "", "false", "no", "0", "off":
			return claim{}
		case "true", "yes", "1", "on":
			return claim{yes: true}
		}
		return claim{yes: true, name: cleanName(v)}
	}
	return claim{}
}

func textOf(value any) string {
	s, _ := value.(string)
	return strings.TrimSpace(s)
}

func sizeOf(value any) (size [3]float64) {
	list, _ := value.([]any)
	for i := range min(len(list), 3) {
		size[i], _ = list[i].(float64)
		size[i] = max(size[i], 0)
	}
	return size
}

func omiSpawn(n *gltf.Node) claim {
	var omi struct {
		Title any `json:"title"`
	}
	return claim{yes: payload(n.Extensions, extSpawn, &omi), name: cleanName(textOf(omi.Title))}
}

func invisible(n *gltf.Node) claim {
	var shown struct {
		Visible *bool `json:"visible"`
	}
	return claim{yes: payload(n.Extensions, extVisibility, &shown) && shown.Visible != nil && !*shown.Visible}
}

// linkOf reads where a node leads. Only addresses of web pages count.
func linkOf(n *gltf.Node, extras map[string]any, hubs components, label string) (claim, string) {
	if said, has := extras[saidLink]; has && !flag(said).yes && said != nil {
		return claim{}, ""
	}
	var omi struct {
		URI   any `json:"uri"`
		Title any `json:"title"`
	}
	payload(n.Extensions, extLink, &omi)
	for _, address := range []string{textOf(omi.URI), textOf(extras[saidLink]), hubs.text("link", "href"), textOf(extras["href"])} {
		if isWebAddress(address) {
			return claim{yes: true, name: cmp.Or(cleanName(textOf(omi.Title)), label, cleanName(n.Name))}, address
		}
	}
	return claim{}, ""
}

func triggerOf(n *gltf.Node) *omiTrigger {
	var body struct {
		Trigger *omiTrigger `json:"trigger"`
	}
	if !payload(n.Extensions, extBody, &body) || body.Trigger == nil {
		return nil
	}
	_, body.Trigger.field = n.Extensions[extGravity]
	return body.Trigger
}

// components are what Hubs knows of a node. Spoke writes strings for values.
type components map[string]json.RawMessage

func hubsOf(n *gltf.Node) components {
	var c components
	if !payload(n.Extensions, extHubs, &c) {
		payload(n.Extensions, extHubsNew, &c)
	}
	return c
}

func (c components) has(name string) claim {
	_, ok := c[name]
	return claim{yes: ok}
}

// value is one value of a component.
func (c components) value(component, name string) any {
	var values map[string]any
	if json.Unmarshal(c[component], &values) != nil {
		return nil
	}
	return values[name]
}

func (c components) text(component, name string) string { return textOf(c.value(component, name)) }

// spawns takes a spawn-point, or a waypoint that one can start at.
func (c components) spawns() claim {
	return claim{yes: c.has("spawn-point").yes || flag(c.value("waypoint", "canBeSpawnPoint")).yes}
}

func (c components) seats() claim {
	return claim{yes: flag(c.value("waypoint", "canBeOccupied")).yes && !c.spawns().yes}
}

// hides takes a component that says so, or one that is the value itself.
func (c components) hides() claim {
	visible := c.value("visible", "visible")
	if visible == nil && json.Unmarshal(c["visible"], &visible) == nil {
		if _, whole := visible.(map[string]any); whole {
			visible = nil
		}
	}
	return claim{yes: visible != nil && !flag(visible).yes}
}
