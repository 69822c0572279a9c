package scenes

import (
	"math"

	"github.com/qmuntal/gltf"
)

// confirmation is what an exported file says of itself in its scene's extras: that a designer has said what it means, so that
// nothing is guessed any more.
type confirmation struct {
	Height   float64
	Inferred bool
}

// The keys of it.
const (
	confirmedKey = "rehearsal"
	heightKey    = "floorHeight"
	inferredKey  = "floorInferred"
)

func confirmationOf(doc *gltf.Document) *confirmation {
	i := shownScene(doc)
	if i < 0 {
		return nil
	}
	extras, _ := doc.Scenes[i].Extras.(map[string]any)
	said, ok := extras[confirmedKey].(map[string]any)
	if !ok {
		return nil
	}
	var c confirmation
	if height, ok := said[heightKey].(float64); ok && math.Abs(height) <= farAway {
		c.Height = height
	}
	c.Inferred, _ = said[inferredKey].(bool)
	return &c
}

// shownScene is the scene that a viewer shows; −1 if there is none.
func shownScene(doc *gltf.Document) int {
	if doc.Scene != nil && *doc.Scene >= 0 && *doc.Scene < len(doc.Scenes) {
		return *doc.Scene
	}
	return min(0, len(doc.Scenes)-1)
}
