package scenes

import "math"

// checkForest holds the nodes to a forest of bounded depth: every node has at most one parent, none is its own ancestor.
// It never recurses, and visits each node once.
func (v *inspection) checkForest() {
	v.parent = make([]int, len(v.doc.Nodes))
	for i := range v.parent {
		v.parent[i] = -1
	}
	for i, n := range v.doc.Nodes {
		for _, child := range n.Children {
			switch {
			case child == i:
				v.found.add(nodeLoop, v.called(nodes, child))
			case v.parent[child] >= 0:
				v.found.add(nodeTwoParents, v.called(nodes, child))
			default:
				v.parent[child] = i
			}
		}
	}
	if !v.found.refused {
		v.checkDepth()
	}
	if !v.found.refused {
		v.chooseScene()
	}
}

// checkDepth walks down from the roots. What no root leads to is a loop.
func (v *inspection) checkDepth() {
	level := make([]int, 0, len(v.parent))
	for i, p := range v.parent {
		if p < 0 {
			level = append(level, i)
		}
	}
	visited := make([]bool, len(v.parent))
	count := 0
	for depth := 1; len(level) > 0; depth++ {
		if depth > v.limits.Depth {
			v.found.add(hierarchyTooDeep, v.called(nodes, level[0]), "most", number(int64(v.limits.Depth)))
			return
		}
		v.report.Figures.Depth = int64(depth)
		var next []int
		for _, i := range level {
			visited[i] = true
			count++
			next = append(next, v.doc.Nodes[i].Children...)
		}
		level = next
	}
	for i := 0; count < len(visited) && i < len(visited); i++ {
		if !visited[i] {
			v.found.add(nodeLoop, v.called(nodes, i))
			return
		}
	}
}

// chooseScene lists the nodes of the scene that a viewer shows, parents before children.
func (v *inspection) chooseScene() {
	if len(v.doc.Scenes) == 0 {
		v.found.add(sceneEmpty, "")
		return
	}
	which := 0
	if v.doc.Scene != nil {
		which = *v.doc.Scene
	}
	there := make([]bool, len(v.doc.Nodes))
	for _, root := range v.doc.Scenes[which].Nodes {
		if there[root] || v.parent[root] >= 0 {
			v.found.add(nodeTwoParents, v.called(nodes, root))
			return
		}
		there[root] = true
		v.shown = append(v.shown, root)
	}
	for i := 0; i < len(v.shown); i++ {
		v.shown = append(v.shown, v.doc.Nodes[v.shown[i]].Children...)
	}
}

// checkTransforms places every node that is shown, and says which places are impossible or useless.
func (v *inspection) checkTransforms() {
	v.world = make([]matrix, len(v.doc.Nodes))
	for _, i := range v.shown {
		n := v.doc.Nodes[i]
		local := n.Matrix
		if n.Matrix == identity() { // the parser's word for none
			local = compose(n.Translation, n.Rotation, n.Scale)
		}
		if determinant(local) == 0 && n.Mesh != nil {
			v.found.add(objectZeroSize, v.called(nodes, i))
		}
		v.world[i] = local
		if p := v.parent[i]; p >= 0 {
			v.world[i] = multiply(v.world[p], local)
		}
		for _, x := range v.world[i] {
			if math.IsNaN(x) || math.Abs(x) > math.MaxFloat32 {
				v.found.add(transformInvalid, v.called(nodes, i))
				break
			}
		}
	}
}
