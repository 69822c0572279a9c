package scenes

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/qmuntal/gltf"
)

const (
	mostPlaces  = 256 // of each kind
	mostAddress = 2048
	proposed    = "proposed" // the kind of a spawn that nobody made
)

// Meaning is what a scene says about itself, or what its designer has said since. A node is referred to by its name where no
// other node has it, and else by # and its index; a place without one has been proposed, or added, and no node stands for it yet.
type Meaning struct {
	Title       string   `json:"title,omitempty"` // what the file calls itself
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
	Kind     string     `json:"kind"`  // of a touchpoint: door, sign, kiosk, desk, screen, seat, room, exit or other; of a spawn nobody made: proposed
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

// reading is what the nodes of a scene say, on its way to a Meaning.
type reading struct {
	v      *inspection
	said   []saying // of each shown node
	refs   []string // of each node
	index  map[string]int
	below  []box         // of each shown node: what it and the nodes under it draw
	unseen []bool        // hidden, or under one that is
	users  map[int][]int // nodes of each mesh, once they are asked for
	told   *confirmation
	m      Meaning
}

// findMeaning reads what the shown nodes say of themselves, and then guesses what none has said.
func (v *inspection) findMeaning() {
	r := v.listenToAll()
	r.readPlaces()
	r.readZones()
	r.readFloor()
	r.readHidden()
	r.m.Title = titleOf(&v.doc)
	if r.told == nil {
		r.guessSeats()
		r.guessScale()
	}
	if r.told == nil && len(r.m.Floor.Nodes) == 0 {
		r.guessFloor()
	}
	if len(r.m.Spawns) == 0 {
		r.proposeSpawn()
	}
	v.report.Meaning = r.m
}

func (v *inspection) listenToAll() *reading {
	count := len(v.doc.Nodes)
	r := &reading{v: v, said: make([]saying, count), below: make([]box, count), unseen: make([]bool, count), m: noMeaning()}
	r.refs, r.index = references(&v.doc)
	for _, i := range v.shown {
		r.said[i] = listen(v.doc.Nodes[i])
		r.unseen[i] = r.hides(i, r.said[i].hidden) || v.parent[i] >= 0 && r.unseen[v.parent[i]]
		r.below[i] = v.extents[i]
	}
	for k := len(v.shown) - 1; k >= 0; k-- { // children before parents
		i := v.shown[k]
		if p := v.parent[i]; p >= 0 && !r.below[i].empty() {
			r.below[p].include(r.below[i].min)
			r.below[p].include(r.below[i].max)
		}
	}
	r.told = confirmationOf(&v.doc)
	return r
}

// references are how nodes are referred to: by name where one node alone has it as it stands, else by # and index.
func references(doc *gltf.Document) (refs []string, index map[string]int) {
	refs, index = make([]string, len(doc.Nodes)), make(map[string]int)
	times := make(map[string]int)
	for _, n := range doc.Nodes {
		times[n.Name]++
	}
	for i, n := range doc.Nodes {
		refs[i] = n.Name
		if n.Name == "" || times[n.Name] > 1 || cleanName(n.Name) != n.Name || strings.HasPrefix(n.Name, "#") {
			refs[i] = "#" + strconv.Itoa(i)
		}
		index[refs[i]] = i
	}
	return refs, index
}

// readPlaces collects what stands at one point: spawns, seats, touchpoints and links.
func (r *reading) readPlaces() {
	m := &r.m
	turned := r.anySpawnTurned()
	for _, i := range r.v.shown {
		s := &r.said[i]
		if s.spawn.yes {
			place := r.place(i, s.spawn)
			if s.spawn.weak && !turned {
				place.Yaw = r.v.facing(r.v.world[i])
			}
			m.Spawns = append(m.Spawns, place)
		}
		if s.seat.yes && !(s.seat.weak && r.above(i, func(p int) bool { return r.said[p].seat.yes })) {
			place := r.place(i, s.seat)
			place.Yaw = s.seated.yaw(r.v.world[i], place.Yaw)
			m.Seats = append(m.Seats, place)
		}
		if s.touchpoint.yes {
			place := r.place(i, s.touchpoint)
			place.Kind = s.kind
			if !slices.Contains(placeKinds(), place.Kind) {
				place.Kind = kindOf(place.Name)
			}
			m.Touchpoints = append(m.Touchpoints, place)
		}
		if s.link.yes {
			m.Links = append(m.Links, Link{Name: r.called(i, s.link), Node: r.refs[i], Position: placed(r.v.world[i]), Address: s.address})
		}
	}
	slices.SortStableFunc(m.Spawns, func(a, b Place) int { return cmp.Compare(r.orderOf(a), r.orderOf(b)) })
	m.Spawns, m.Seats, m.Touchpoints = bounded(m.Spawns), bounded(m.Seats), bounded(m.Touchpoints)
	m.Links = bounded(m.Links)
}

// orderOf is the place of a spawn among the others; those that say nothing come last.
func (r *reading) orderOf(p Place) float64 {
	if order := r.said[r.index[p.Node]].order; order > 0 {
		return order
	}
	return math.Inf(1)
}

func bounded[T any](list []T) []T { return list[:min(len(list), mostPlaces)] }

// anySpawnTurned says whether the designer thought of where people look who come in.
func (r *reading) anySpawnTurned() bool {
	return slices.ContainsFunc(r.v.shown, func(i int) bool { return r.said[i].spawn.yes && isTurned(r.v.world[i]) })
}

func (r *reading) place(i int, c claim) Place {
	world := r.v.world[i]
	return Place{Name: r.called(i, c), Node: r.refs[i], Position: placed(world), Yaw: yawOf(world), Party: r.said[i].party}
}

// called is what a person reads.
func (r *reading) called(i int, c claim) string {
	return cmp.Or(c.name, cleanName(r.v.doc.Nodes[i].Name), r.refs[i])
}

// above says whether a node above i is something.
func (r *reading) above(i int, is func(int) bool) bool {
	for p := r.v.parent[i]; p >= 0; p = r.v.parent[p] {
		if is(p) {
			return true
		}
	}
	return false
}

func placed(world matrix) [3]float64 { return [3]float64{world[12], world[13], world[14]} }

// readHidden lists what people do not see.
func (r *reading) readHidden() {
	for _, i := range r.v.shown {
		if r.hides(i, r.said[i].hidden) {
			r.m.Hidden = append(r.m.Hidden, r.refs[i])
		}
	}
	r.m.Hidden = bounded(r.m.Hidden)
}

// hides says whether a node is hidden. A name alone only hides what is nothing but a mesh: others hold what is seen.
func (r *reading) hides(i int, c claim) bool {
	n := r.v.doc.Nodes[i]
	return c.yes && (!c.weak || n.Mesh != nil && len(n.Children) == 0)
}

func isTurned(world matrix) bool {
	const level = 1e-6
	return math.Abs(world[8]) > level || math.Abs(world[9]) > level || world[10] <= 0
}

// facing is where people look who come in at a node that only its name makes a spawn. Where none of these was ever turned, they
// say nothing about that, and people look the way, of the four along the axes, that leads most towards the middle of the scene:
// rooms are square to them.
func (v *inspection) facing(world matrix) float64 {
	const apart = 0.5
	if isTurned(world) {
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

// yaw is where somebody looks who sits: along the thighs, or the shins where those hang straight down.
func (s omiSeat) yaw(world matrix, otherwise float64) float64 {
	for _, end := range [][3]float64{s.Knee, s.Foot} {
		from, to := apply(world, s.Back), apply(world, end)
		x, y, z := to[0]-from[0], to[1]-from[1], to[2]-from[2]
		if flat := math.Hypot(x, z); flat > 1e-9 && flat > 0.2*math.Abs(y) {
			return yawTowards(x, z)
		}
	}
	return otherwise
}

// titleOf is the title that the file's metadata gives it.
func titleOf(doc *gltf.Document) string {
	var used struct {
		Packet int `json:"packet"`
	}
	var all struct {
		Packets []map[string]any `json:"packets"`
	}
	if !payload(doc.Asset.Extensions, extXMP, &used) || !payload(doc.Extensions, extXMP, &all) || used.Packet < 0 || used.Packet >= len(all.Packets) {
		return ""
	}
	title := all.Packets[used.Packet]["dc:title"]
	for range 3 { // a text, or alternatives of texts in languages
		switch t := title.(type) {
		case string:
			return cleanName(t)
		case map[string]any:
			title = t["@value"]
			if title == nil {
				title = t["rdf:_1"]
			}
		}
	}
	return ""
}
