package scenes

// Gate is what a figure of a scene may be: fine up to Green, too heavy beyond Red, and beyond Stop nobody is shown it. A Stop of 0
// is none.
type Gate struct {
	Green int64 `json:"green"`
	Red   int64 `json:"red"`
	Stop  int64 `json:"stop,omitempty"`
}

// Gates are what a class of headset takes.
type Gates struct {
	Triangles      Gate `json:"triangles"`
	DrawCalls      Gate `json:"drawCalls"`
	Materials      Gate `json:"materials"`
	TextureBytes   Gate `json:"textureBytes"`
	LargestTexture Gate `json:"largestTexture"`
	Bytes          Gate `json:"bytes"`
}

// Headset is a class of what people put on or sit at.
type Headset struct {
	Key   string `json:"key"`
	Gates Gates  `json:"gates"`
}

// Headsets are the classes, the weakest first: it is the one that many have, and its gates are the project's for everybody.
// They follow the makers' published frame budgets (Quest 2: 80 to 200 draw calls and 0.75 to 1 million triangles; Quest 3: 200 to
// 300, and 1 to 2 million), of which a page without multiview has half, since it draws everything twice. gates.json says the same
// to the pages.
func Headsets() []Headset {
	file := Gate{16 << 20, 50 << 20, 100 << 20}
	return []Headset{
		{"standalone", Gates{ // Quest 2, PICO 4
			Triangles: Gate{100_000, 500_000, 2_000_000}, DrawCalls: Gate{100, 300, 1_500}, Materials: Gate{50, 100, 0},
			TextureBytes: Gate{256 << 20, 512 << 20, 0}, LargestTexture: Gate{2_048, 4_096, 8_192}, Bytes: file,
		}},
		{"newer", Gates{ // Quest 3, PICO 4 Ultra
			Triangles: Gate{200_000, 1_000_000, 2_000_000}, DrawCalls: Gate{150, 450, 1_500}, Materials: Gate{75, 150, 0},
			TextureBytes: Gate{384 << 20, 768 << 20, 0}, LargestTexture: Gate{4_096, 8_192, 8_192}, Bytes: file,
		}},
		{"laptop", Gates{
			Triangles: Gate{500_000, 2_000_000, 2_000_000}, DrawCalls: Gate{500, 1_500, 1_500}, Materials: Gate{200, 400, 0},
			TextureBytes: Gate{1 << 30, 2 << 30, 0}, LargestTexture: Gate{4_096, 8_192, 8_192}, Bytes: file,
		}},
	}
}

// Standalone are the gates of the weakest class. Above their red, a scene is warned of.
func Standalone() Gates { return Headsets()[0].Gates }
