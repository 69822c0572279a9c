package scenes

import "encoding/json"

// wrap puts one new node over all that the scenes show. A scene that shares a root with one that has been wrapped stays as it is:
// no node may have two parents.
func (m *mending) wrap(node dict) error {
	list, err := m.list("scenes")
	if err != nil {
		return err
	}
	taken := make(map[int]bool)
	order := []int{}
	if m.v.doc.Scene != nil {
		order = append(order, *m.v.doc.Scene) // the one that is shown comes first
	}
	for i := range list {
		order = append(order, i)
	}
	done := make(map[int]bool)
	for _, i := range order {
		if done[i] {
			continue
		}
		done[i] = true
		if err := m.wrapScene(&list[i], node, taken); err != nil {
			return err
		}
	}
	return nil
}

func (m *mending) wrapScene(scene *dict, node dict, taken map[int]bool) error {
	var roots []int
	if err := json.Unmarshal(scene.get("nodes"), &roots); err != nil || len(roots) == 0 {
		return nil // there is nothing to wrap
	}
	for _, root := range roots {
		if taken[root] {
			return nil
		}
	}
	for _, root := range roots {
		taken[root] = true
	}
	over := append(dict{}, node...)
	over.set("children", roots)
	i, err := m.append("nodes", over)
	if err != nil {
		return err
	}
	scene.set("nodes", []int{i})
	return nil
}
