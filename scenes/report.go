package scenes

// Report is what an inspection found. Its JSON is kept with the scene.
type Report struct {
	Problems []Problem  `json:"problems"`
	Figures  Figures    `json:"figures"`
	Heaviest []Heavy    `json:"heaviest"` // at most three of each kind, heaviest first
	Min      [3]float64 `json:"min"`      // of what is seen, in metres
	Max      [3]float64 `json:"max"`
	Meaning  Meaning    `json:"meaning"` // what the file says of itself, as a proposal
	Repairs  []Offer    `json:"repairs"` // what Repaired can mend
}

// Figures say how heavy a scene is.
type Figures struct {
	Bytes          int64 `json:"bytes"` // of the file as it is served
	Triangles      int64 `json:"triangles"`
	DrawCalls      int64 `json:"drawCalls"`
	Materials      int64 `json:"materials"`
	Textures       int64 `json:"textures"`
	TextureBytes   int64 `json:"textureBytes"`   // memory in the headset
	LargestTexture int64 `json:"largestTexture"` // texels of the longest side
	Nodes          int64 `json:"nodes"`
	Depth          int64 `json:"depth"` // of the node forest
	Animations     int64 `json:"animations"`
}

// Heavy is one of the heaviest things of a scene, by the designer's own name for it.
type Heavy struct {
	Name         string `json:"name"`
	Kind         string `json:"kind"` // object, picture or material
	Triangles    int64  `json:"triangles"`
	DrawCalls    int64  `json:"drawCalls"`
	TextureBytes int64  `json:"textureBytes"`
}

// Offer is a repair that can be made, and what it would mend.
type Offer struct {
	Code  string   `json:"code"`
	Count int      `json:"count"`
	Where []string `json:"where"` // names, the first few
}

// What becomes of a file.
const (
	VerdictAccept = "accept"
	VerdictRepair = "repair"
	VerdictRefuse = "refuse"
)

// Verdict is the heaviest of the problems' consequences.
func (r Report) Verdict() string {
	verdict := VerdictAccept
	for _, p := range r.Problems {
		switch p.Action {
		case Refuse:
			return VerdictRefuse
		case Repair:
			verdict = VerdictRepair
		}
	}
	return verdict
}

// Refused says whether the file cannot be a scene.
func (r Report) Refused() bool { return r.Verdict() == VerdictRefuse }
