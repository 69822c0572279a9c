package scenes

import (
	"cmp"
	"encoding/json"
	"math"
	"strings"
	"unicode"

	"github.com/qmuntal/gltf"
)

const (
	touchpointPrefix = "tp:"
	spawnPrefix      = "spawn:"
	mostPlaces       = 256 // of each kind
)

// Meaning is what a scene says about itself, or what its designer has said since.
type Meaning struct {
	Spawns      []Place  `json:"spawns"`
	Seats       []Place  `json:"seats"`
	Touchpoints []Place  `json:"touchpoints"`
	Zones       []Zone   `json:"zones"`
	Links       []Link   `json:"links"`
	Floor       Floor    `json:"floor"`
	Hidden      []string `json:"hidden"` // nodes that help the designer and nobody else
	Units       string   `json:"units"`  // what was found: "m", "cm", "mm", "in"
	Up          string   `json:"up"`     // what was found: "y" or "z"
}

// Place is where something happens: people come in, sit, or meet the service.
type Place struct {
	Name     string     `json:"name"`
	Node     string     `json:"node"`
	Position [3]float64 `json:"position"`
	Yaw      float64    `json:"yaw"`   // radians about +y; 0 looks along −z
	Kind     string     `json:"kind"`  // of a touchpoint: door, sign, kiosk, desk, screen, seat, room, exit or other
	Party    string     `json:"party"` // the group of people it is for, or empty
}

// Zone is a box of the scene that has a name.
type Zone struct {
	Name string     `json:"name"`
	Node string     `json:"node"`
	Min  [3]float64 `json:"min"`
	Max  [3]float64 `json:"max"`
}

// Link is an address that the scene mentions. It is never fetched.
type Link struct {
	Name     string     `json:"name"`
	Node     string     `json:"node"`
	Position [3]float64 `json:"position"`
	Address  string     `json:"address"`
}

// Floor is what people walk on.
type Floor struct {
	Nodes    []string `json:"nodes"`  // walkable surfaces
	Height   float64  `json:"height"` // where people stand when nothing is below them
	Inferred bool     `json:"inferred"`
}

// noMeaning is that of a scene that says nothing, with no list null.
func noMeaning() Meaning {
	return Meaning{
		Spawns: []Place{}, Seats: []Place{}, Touchpoints: []Place{}, Zones: []Zone{}, Links: []Link{}, Floor: Floor{Nodes: []string{}},
		Hidden: []string{}, Units: "m", Up: "y",
	}
}

// findMeaning reads what the shown nodes say of themselves. Names come first, because they survive every exporter.
func (v *inspection) findMeaning() {
	m := &v.report.Meaning
	for _, i := range v.shown {
		n := v.doc.Nodes[i]
		name := cleanName(n.Name)
		world := v.world[i]
		position := [3]float64{world[12], world[13], world[14]}
		if called, ok := spawnName(n, name); ok && len(m.Spawns) < mostPlaces {
			m.Spawns = append(m.Spawns, Place{Name: called, Node: name, Position: position, Yaw: v.facing(world)})
		}
		if called, ok := cutFold(name, touchpointPrefix); ok && called != "" && len(m.Touchpoints) < mostPlaces {
			m.Touchpoints = append(m.Touchpoints, Place{Name: called, Node: name, Position: position})
		}
	}
}

// facing is where people look who come in at a node. One that was never turned says nothing about that, and its people look
// the way, of the four along the axes, that leads most towards the middle of the scene: rooms are square to them.
func (v *inspection) facing(world matrix) float64 {
	const level, apart = 1e-6, 0.5
	if math.Abs(world[8]) > level || math.Abs(world[9]) > level || world[10] <= 0 {
		return yawOf(world)
	}
	x := (v.report.Min[0]+v.report.Max[0])/2 - world[12]
	z := (v.report.Min[2]+v.report.Max[2])/2 - world[14]
	if math.Hypot(x, z) < apart {
		return 0
	}
	if math.Abs(x) > math.Abs(z) {
		return yawTowards(x, 0)
	}
	return yawTowards(0, z)
}

// spawnName says whether people come in at a node, and what the place is called.
func spawnName(n *gltf.Node, name string) (string, bool) {
	var omi struct {
		Title any `json:"title"`
	}
	if payload(n.Extensions, extSpawn, &omi) {
		if title, ok := omi.Title.(string); ok && cleanName(title) != "" {
			return cleanName(title), true
		}
		return name, true
	}
	if called, ok := cutFold(name, spawnPrefix); ok {
		return cmp.Or(called, name), true
	}
	return name, looksLikeSpawn(name) || hubsSpawn(n)
}

// looksLikeSpawn takes SpawnPoint, spawn_point.001, Spawn Point A and spawn 2, and not spawner.
func looksLikeSpawn(name string) bool {
	letters := strings.Map(func(r rune) rune {
		if r == ' ' || r == '_' || r == '-' || r == '.' {
			return -1
		}
		return unicode.ToLower(r)
	}, name)
	rest, ok := strings.CutPrefix(letters, "spawn")
	return ok && (strings.HasPrefix(rest, "point") || strings.Trim(rest, "0123456789") == "")
}

// hubsSpawn reads the components of Hubs: a spawn-point, or a waypoint one can start at. Spoke writes strings for values.
func hubsSpawn(n *gltf.Node) bool {
	var components map[string]json.RawMessage
	if !payload(n.Extensions, extHubs, &components) && !payload(n.Extensions, extHubsNew, &components) {
		return false
	}
	if _, ok := components["spawn-point"]; ok {
		return true
	}
	var waypoint struct {
		CanBeSpawnPoint any `json:"canBeSpawnPoint"`
	}
	if json.Unmarshal(components["waypoint"], &waypoint) != nil {
		return false
	}
	return waypoint.CanBeSpawnPoint == true || waypoint.CanBeSpawnPoint == "true"
}

// cutFold cuts a prefix in any case, and the blanks after it.
func cutFold(name, prefix string) (string, bool) {
	if len(name) < len(prefix) || !strings.EqualFold(name[:len(prefix)], prefix) {
		return "", false
	}
	return strings.TrimSpace(name[len(prefix):]), true
}
