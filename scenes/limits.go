package scenes

// Limits are the hard stops of an inspection. All are inclusive: what equals a limit passes.
type Limits struct {
	Bytes     int64  // of the whole file, and of all that it unpacks to
	Files     int    // in a zip or folder
	TextBytes int64  // of a .gltf, which may carry its files as text
	Spool     string // directory for what is unpacked; empty for the system's own
	JSONBytes int64  // of the scene's description; it is held in memory, and decoding takes a multiple
	JSONDepth int    // of brackets in the description
	Elements  int    // objects and arrays in the description
	Values    int    // strings, numbers and words in the description

	Nodes int
	Depth int // of the node forest

	Triangles int64
	DrawCalls int64
	Vertices  int64 // over all distinct POSITION accessors
	Instances int64 // of EXT_mesh_gpu_instancing, over the scene

	TextureSide   int   // texels
	TextureTexels int64 // of one picture
	Texels        int64 // of all pictures

	Expanded int64 // bytes that compressed or absent geometry would take up in the client

	Gates Gates // of the weakest headset; above their red a scene is warned of
}

// DefaultLimits are the project's: stops at what no supported headset shows.
func DefaultLimits() Limits {
	gates := Standalone()
	return Limits{
		Bytes:     gates.Bytes.Stop,
		Files:     4096,
		TextBytes: 32 << 20,
		JSONBytes: 16 << 20,
		JSONDepth: 64,
		Elements:  150_000,
		Values:    1_500_000,

		Nodes: 20_000,
		Depth: 256,

		Triangles: gates.Triangles.Stop,
		DrawCalls: gates.DrawCalls.Stop,
		Vertices:  6_000_000, // three to a triangle, when nothing is shared
		Instances: 200_000,

		TextureSide:   int(gates.LargestTexture.Stop),
		TextureTexels: 1 << 25, // 8,192 × 4,096
		Texels:        1 << 28, // 1.3 GB in the headset

		Expanded: 512 << 20,

		Gates: gates,
	}
}
