package validator

// The parts of an asset that refer to each other, read from a tree that was judged: numbers are −1 where there is no good one.

type bufferView struct {
	is                             ref
	buffer                         int
	offset, length, stride, target int64
	use                            viewUse
	used                           bool
	holder                         *buffer                // nil: none
	accessors                      map[*accessor]struct{} // vertex accessors without a stride of the view
}

type buffer struct {
	is     ref
	length int64
	used   bool
	data   blob // once loaded; size 0: nothing to read
}

type accessor struct {
	is                       ref
	index                    int
	view                     *bufferView // nil: none, or not resolved
	viewIndex                int
	offset, component, count int64
	kind                     string
	normalized               bool
	min, max                 []float64
	hasMin, hasMax           bool
	sparse                   *sparse
	use                      accessorUse
	used                     bool
	checks                   []check // of its data, in the order in which they were found necessary
}

type sparse struct {
	is, indicesIs, valuesIs                   ref
	count                                     int64
	indicesView, valuesView                   *bufferView
	indicesViewIndex, valuesViewIndex         int
	indicesOffset, indicesComponent, valuesAt int64
}

type image struct {
	is    ref
	mime  string // declared; "" when it is not
	view  *bufferView
	used  bool
	found string // the type that the data show
}

type texture struct {
	is              ref
	source, sampler int
	image           *image
	used            bool
}

// binding is a texture coordinate set that a material needs.
type binding struct {
	is  ref
	set int64
}

type material struct {
	is           ref
	needsTangent bool
	normal       bool // has a normal texture
	bindings     []binding
	used         bool
}

type mesh struct {
	is          ref
	primitives  []*primitive // nil: not usable
	weights     ref
	weightsUsed bool
	used        bool
}

type primitive struct {
	is, attributesIs ref
	semantics        semantics
	attributes       map[string]*accessor
	targets          []ref // nil: none
	count, vertices  int64
	mode             int64
	indices          *accessor
	texCoordUsed     []bool
}

type node struct {
	is                ref
	parent            int32 // −1: none
	mesh              *mesh
	skin              *skin
	camera, skinIndex int
	hasChildren       bool
	isJoint, used     bool
}

type skin struct {
	is     ref
	joints []int // −1 where not resolved
	length int   // of the joints as written; −1: no list
	used   bool
	top    int32 // the highest common ancestor of all joints; −1: none
}

// viewUse and accessorUse: what bytes are for must not change.
type viewUse uint8

const (
	viewUnused viewUse = iota
	viewVertices
	viewIndices
	viewBindMatrices
	viewImage
	viewOther
)

func (u viewUse) String() string {
	return [...]string{"", "VertexBuffer", "IndexBuffer", "IBM", "Image", "Other"}[u]
}

type accessorUse uint8

const (
	accessorUnused accessorUse = iota
	accessorVertices
	accessorIndices
	accessorBindMatrices
	accessorTimes
	accessorValues
)

func (u accessorUse) String() string {
	return [...]string{"", "VertexAttribute", "PrimitiveIndices", "IBM", "AnimationInput", "AnimationOutput"}[u]
}

// format is what the specification asks of an accessor in a place.
type format struct {
	kind       string
	component  int64
	normalized bool
}

func (f format) String() string {
	s := "{" + f.kind + ", " + componentName(f.component)
	if f.normalized {
		s += " normalized"
	}
	return s + "}"
}

func (a *accessor) format() format { return format{a.kind, a.component, a.normalized} }

func (a *accessor) components() int64 { return components(a.kind) }

// readable says whether what the accessor means is known at all.
func (a *accessor) readable() bool { return a.kind != "" && a.component >= 0 && a.count >= 0 }

// Columns of matrices begin at multiples of four bytes.

func (a *accessor) elementSize() int64 {
	switch size := componentSize(a.component); {
	case size == 1 && a.kind == "MAT2":
		return 6
	case size == 1 && a.kind == "MAT3":
		return 11
	case size == 2 && a.kind == "MAT3":
		return 22
	default:
		return size * a.components()
	}
}

func (a *accessor) stride() int64 {
	if a.view != nil && a.view.stride > 0 {
		return a.view.stride
	}
	return a.packed()
}

func (a *accessor) packed() int64 {
	switch size := componentSize(a.component); {
	case size == 1 && a.kind == "MAT2":
		return 8
	case size == 1 && a.kind == "MAT3":
		return 12
	case size == 2 && a.kind == "MAT3":
		return 24
	default:
		return size * a.components()
	}
}

func (a *accessor) byteLength() int64 { return a.stride()*(a.count-1) + a.elementSize() }

// fits says whether a run of bytes lies aligned and whole inside a buffer view.
func (v *bufferView) fits(offset, componentSize, length int64) bool {
	return offset >= 0 && v.offset >= 0 && v.length >= 0 &&
		offset%componentSize == 0 && (v.offset+offset)%componentSize == 0 && offset <= v.length && offset+length <= v.length
}
