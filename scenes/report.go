package scenes

// Report is what an inspection found. Its JSON is kept with the scene.
type Report struct {
	Problems    []Problem    `json:"problems"`
	Figures     Figures      `json:"figures"`
	Min         [3]float64   `json:"min"` // of what is seen, in metres
	Max         [3]float64   `json:"max"`
	Spawns      []Spawn      `json:"spawns"`
	Touchpoints []Touchpoint `json:"touchpoints"`
}

// Figures say how heavy a scene is.
type Figures struct {
	Triangles      int64 `json:"triangles"`
	DrawCalls      int64 `json:"drawCalls"`
	Materials      int64 `json:"materials"`
	Textures       int64 `json:"textures"`
	TextureBytes   int64 `json:"textureBytes"`   // memory in the headset
	LargestTexture int64 `json:"largestTexture"` // texels of the longest side
	Nodes          int64 `json:"nodes"`
	Animations     int64 `json:"animations"`
}

// Spawn is a place where people come in.
type Spawn struct {
	Name     string     `json:"name"`
	Position [3]float64 `json:"position"`
	Yaw      float64    `json:"yaw"` // radians about +y; 0 looks along −z
}

// Touchpoint is a place of the journey that the designer marked.
type Touchpoint struct {
	Name     string     `json:"name"`
	Position [3]float64 `json:"position"`
}

// Refused says whether the file cannot be a scene.
func (r Report) Refused() bool {
	for _, p := range r.Problems {
		if p.Severity == Refuse {
			return true
		}
	}
	return false
}
