package scenes

import "strconv"

// names knows what a designer calls things. Geometry and pictures rarely have a name of their own that anybody would
// recognise, so they are called by the object, or material, that shows them.
type names struct {
	own   map[place]string
	users map[place]place
}

// call notes a name.
func (n *names) call(p place, name string) {
	if p.pool == noPool || p.pool == accessors || p.pool == bufferViews || p.pool == buffers {
		return
	}
	if name = cleanName(name); name == "" {
		return
	}
	if n.own == nil {
		n.own = make(map[place]string)
	}
	if _, ok := n.own[p]; !ok {
		n.own[p] = name
	}
}

// used notes who points at a thing; the first one counts.
func (n *names) used(p, user place) {
	if n.users == nil {
		n.users = make(map[place]place)
	}
	if _, ok := n.users[p]; !ok && user != p {
		n.users[p] = user
	}
}

// of answers the most telling name of a thing, or its position in the file if nothing that leads to it has one.
func (n *names) of(p place) string {
	if p.pool == noPool {
		return ""
	}
	first := p
	for range pools {
		user, ok := n.users[p]
		if p.pool == meshes && ok && n.own[user] != "" {
			return n.own[user] // an object's name is seen in every editor, its mesh's is not
		}
		if name := n.own[p]; name != "" {
			return name
		}
		if !ok || p.pool == nodes {
			break
		}
		p = user
	}
	return first.pool.String() + "[" + strconv.Itoa(first.index) + "]"
}

// isUsed says whether anything points at p.
func (n *names) isUsed(p place) bool {
	_, ok := n.users[p]
	return ok
}
