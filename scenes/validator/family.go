package validator

// family answers questions about ancestors in logarithmic time, so that neither deep chains nor many skins make it slow.
// Nodes of a loop, and nodes below one, have no root.
type family struct {
	parent []int32
	depth  []int32 // −1: in a loop or below one
	jump   []int32 // a far ancestor: depths of jumps grow as in a skew-binary number
	loop   []bool
	move   []int8 // whether the node or an ancestor has a transform: 0 not known, 1 no, 2 yes
}

func (k *linker) family() *family {
	n := len(k.nodes)
	f := &family{parent: make([]int32, n), depth: make([]int32, n), jump: make([]int32, n), loop: make([]bool, n), move: make([]int8, n)}
	below := make([][]int32, n)
	var order []int32
	for i, node := range k.nodes {
		f.depth[i], f.parent[i] = -1, -1
		if node == nil || node.parent < 0 {
			order = append(order, int32(i))
			continue
		}
		f.parent[i] = node.parent
		below[node.parent] = append(below[node.parent], int32(i))
	}
	for at := 0; at < len(order); at++ {
		f.place(order[at])
		order = append(order, below[order[at]]...)
	}
	f.findLoops()
	return f
}

func (f *family) place(i int32) {
	p := f.parent[i]
	if p < 0 {
		f.depth[i], f.jump[i] = 0, i
		return
	}
	f.depth[i] = f.depth[p] + 1
	if f.depth[p]-f.depth[f.jump[p]] == f.depth[f.jump[p]]-f.depth[f.jump[f.jump[p]]] {
		f.jump[i] = f.jump[f.jump[p]]
	} else {
		f.jump[i] = p
	}
}

// findLoops follows each chain once: a chain that meets itself holds a loop. The jump of a node that has no root is one
// node of the loop in which its chain ends.
func (f *family) findLoops() {
	seen := make([]int32, len(f.parent)) // by which walk, from 1
	for i := range f.parent {
		walk := int32(i) + 1
		at := int32(i)
		for f.depth[at] < 0 && seen[at] == 0 {
			seen[at] = walk
			at = f.parent[at]
		}
		if f.depth[at] >= 0 {
			continue
		}
		end := f.jump[at]
		if seen[at] == walk { // met itself
			end = at
			for !f.loop[at] {
				f.loop[at] = true
				at = f.parent[at]
			}
		}
		for at = int32(i); seen[at] == walk; at = f.parent[at] {
			seen[at] = -1
			f.jump[at] = end
		}
	}
}

// together says whether the chains of two nodes end in the same root or loop.
func (f *family) together(a, b int) bool {
	if f.depth[a] < 0 || f.depth[b] < 0 {
		return f.depth[a] < 0 && f.depth[b] < 0 && f.jump[a] == f.jump[b]
	}
	return f.rootOf(a) == f.rootOf(b)
}

func (f *family) looped(i int) bool { return f.loop[i] }

// common is the nearest ancestor of both, or one of them; −1: none.
func (f *family) common(a, b int32) int32 {
	if a < 0 || b < 0 || f.depth[a] < 0 || f.depth[b] < 0 {
		return -1
	}
	if f.depth[a] < f.depth[b] {
		a, b = b, a
	}
	a = f.ancestor(a, f.depth[b])
	for a != b {
		if f.parent[a] < 0 {
			return -1
		}
		if f.jump[a] == f.jump[b] {
			a, b = f.parent[a], f.parent[b]
		} else {
			a, b = f.jump[a], f.jump[b]
		}
	}
	return a
}

// ancestor at a depth not greater than the node's own.
func (f *family) ancestor(a, depth int32) int32 {
	for f.depth[a] > depth {
		if f.depth[f.jump[a]] >= depth {
			a = f.jump[a]
		} else {
			a = f.parent[a]
		}
	}
	return a
}

func (f *family) rootOf(i int) int {
	if i < 0 || f.depth[i] < 0 {
		return -1
	}
	return int(f.ancestor(int32(i), 0))
}

// moved says whether node i or an ancestor has a transform.
func (f *family) moved(k *linker, i int32) bool {
	var path []int32
	for i >= 0 && f.move[i] == 0 {
		f.move[i] = 1
		path = append(path, i)
		i = f.parent[i]
	}
	moved := i >= 0 && f.move[i] == 2
	for at := len(path) - 1; at >= 0; at-- {
		moved = moved || k.nodes[path[at]] != nil && k.hasTransform(k.nodes[path[at]].is)
		if moved {
			f.move[path[at]] = 2
		}
	}
	return moved
}
