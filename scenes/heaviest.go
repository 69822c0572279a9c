package scenes

import (
	"cmp"
	"slices"
)

// mostHeavy is how many of the heaviest things are named.
const mostHeavy = 3

// heavies are what things weigh, by name: copies of an object weigh together.
type heavies map[string]Heavy

func (h heavies) add(one Heavy) {
	all := h[one.Name]
	all.Name, all.Kind = one.Name, one.Kind
	all.Triangles, all.DrawCalls = sum(all.Triangles, one.Triangles), all.DrawCalls+one.DrawCalls
	all.TextureBytes = sum(all.TextureBytes, one.TextureBytes)
	h[one.Name] = all
}

// share is how much of what a headset takes a thing uses up, by the figure that it uses most of.
func (h Heavy) share(g Gates) float64 {
	part := func(n int64, g Gate) float64 { return float64(n) / float64(g.Red) }
	return max(part(h.Triangles, g.Triangles), part(h.DrawCalls, g.DrawCalls), part(h.TextureBytes, g.TextureBytes))
}

// most answers the n heaviest; of equals the first by name.
func (h heavies) most(n int, g Gates) []Heavy {
	all := make([]Heavy, 0, len(h))
	for _, one := range h {
		all = append(all, one)
	}
	slices.SortFunc(all, func(a, b Heavy) int {
		return cmp.Or(cmp.Compare(b.share(g), a.share(g)), cmp.Compare(a.Name, b.Name))
	})
	return all[:min(n, len(all))]
}

// mostTriangles is the name of the thing that has most.
func (h heavies) mostTriangles() string {
	var most Heavy
	for _, one := range h {
		if one.Triangles > most.Triangles || one.Triangles == most.Triangles && (most.Name == "" || one.Name < most.Name) {
			most = one
		}
	}
	return most.Name
}

// groupOf is what a designer calls a node, or the group that it is in where it has no name of its own.
func (v *inspection) groupOf(node int) string {
	for i := node; i >= 0; i = v.parent[i] {
		if name := v.text.names.own[place{nodes, i}]; name != "" {
			return name
		}
	}
	return v.called(nodes, node)
}

// nameHeaviest names what a designer would have to look at first, objects and pictures together.
func (v *inspection) nameHeaviest() {
	g := v.limits.Gates
	all := append(v.objects.most(mostHeavy, g), v.images.most(mostHeavy, g)...)
	slices.SortStableFunc(all, func(a, b Heavy) int { return cmp.Compare(b.share(g), a.share(g)) })
	v.report.Heaviest = append(v.report.Heaviest, all[:min(mostHeavy, len(all))]...)
}
