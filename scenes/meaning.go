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

// findMeaning reads what the shown nodes say of themselves. Names come first, because they survive every exporter.
func (v *inspection) findMeaning() {
	for _, i := range v.shown {
		n := v.doc.Nodes[i]
		name := cleanName(n.Name)
		world := v.world[i]
		position := [3]float64{world[12], world[13], world[14]}
		if called, ok := spawnName(n, name); ok && len(v.report.Spawns) < mostPlaces {
			v.report.Spawns = append(v.report.Spawns, Spawn{called, position, v.facing(world)})
		}
		if called, ok := cutFold(name, touchpointPrefix); ok && called != "" && len(v.report.Touchpoints) < mostPlaces {
			v.report.Touchpoints = append(v.report.Touchpoints, Touchpoint{called, position})
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
