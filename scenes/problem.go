package scenes

import (
	"cmp"
	"slices"
)

// Severity is how bad a problem is by the rules of the format.
type Severity string

// The severities are those of the Khronos validator. Error stands with Refuse and Repair, and with nothing else.
const (
	Error       Severity = "error"
	Warning     Severity = "warning"
	Information Severity = "information"
	Hint        Severity = "hint"
)

// Action is what becomes of a file because of a problem.
type Action string

// A file with a Refuse problem is not kept. One with a Repair problem shows, and is better mended first; Warn is the designer's
// choice; Note is for those who want to know.
const (
	Refuse Action = "refuse"
	Repair Action = "repair"
	Warn   Action = "warn"
	Note   Action = "note"
)

// Problem is one thing that is wrong with a file, in a form that programs can count on. The sentences are found by its kind.
type Problem struct {
	Code     string            `json:"code"` // the Khronos validator's where it has one, else the kind
	Kind     string            `json:"kind"` // stable; finds the sentences in words/
	Severity Severity          `json:"severity"`
	Action   Action            `json:"action"`
	Pointer  string            `json:"pointer"` // into the description, or empty
	Where    string            `json:"where"`   // the designer's own name of the object, material or picture, or empty
	Repair   string            `json:"repair"`  // the offer that mends it, or empty
	Values   map[string]string `json:"values,omitempty"`
}

// code is a Problem's kind. Where one begins with another, it is the more exact form of it.
type code string

const (
	fileEmpty      code = "file-empty"
	fileTooBig     code = "file-too-big"
	fileBig        code = "file-big"
	fileCutOff     code = "file-cut-off"
	fileDamaged    code = "file-damaged"
	fileNoScene    code = "file-damaged-no-description"
	fileTwoScenes  code = "file-damaged-two-descriptions"
	unknownData    code = "unknown-data"
	trailingData   code = "unknown-data-after-end"
	tooManyChunks  code = "unknown-data-flood"
	checkFailed    code = "check-failed"
	notGLTF        code = "not-a-gltf"
	notGLTFWeb     code = "not-a-gltf-web-page"
	notGLTFLFS     code = "not-a-gltf-lfs-pointer"
	notGLTFZip     code = "not-a-gltf-zip"
	notGLTFPicture code = "not-a-gltf-picture"
	notGLTFSVG     code = "not-a-gltf-svg"
	notGLTFBlend   code = "not-a-gltf-blend"
	notGLTFFBX     code = "not-a-gltf-fbx"
	notGLTFPacked  code = "not-a-gltf-compressed"
	notGLTFOther   code = "not-a-gltf-other-format"
	notGLTFAsset   code = "not-a-gltf-no-asset"
	gltfText       code = "extension-wrong-gltf-text"
	gltfOne        code = "gltf-1"
	gltfVersion    code = "gltf-version"
	gltfNewer      code = "gltf-newer"

	textEncoding    code = "text-encoding"
	byteOrderMark   code = "byte-order-mark"
	jsonInvalid     code = "json-invalid"
	jsonDuplicate   code = "json-duplicate-key"
	jsonWrongCase   code = "json-wrong-case-key"
	jsonWrongType   code = "json-wrong-type"
	jsonTooDeep     code = "json-too-deep"
	jsonTooBig      code = "json-too-big"
	numberRange     code = "number-out-of-range"
	referenceBroken code = "reference-broken"
	structureWrong  code = "json-wrong-structure"

	featureUnsupported  code = "feature-unsupported"
	featureIgnored      code = "feature-ignored"
	extensionUndeclared code = "extension-undeclared"

	fileMissing code = "file-missing"
	fileOutside code = "file-outside"
	linkOutside code = "link-outside"
	linkIgnored code = "link-outside-ignored"

	geometryDamaged    code = "geometry-damaged"
	geometryIndex      code = "geometry-damaged-index"
	geometryNumbers    code = "geometry-damaged-numbers"
	geometryCompressed code = "geometry-damaged-compressed"
	geometryType       code = "geometry-damaged-type"
	geometryMissing    code = "geometry-damaged-missing"
	geometryLayout     code = "geometry-layout"
	geometryReused     code = "geometry-reused"
	geometryBounds     code = "geometry-bounds-wrong"
	geometryNoBounds   code = "geometry-bounds-missing"
	geometryEmpty      code = "geometry-empty"
	tooManyVertices    code = "too-many-vertices"
	tooManyTriangles   code = "too-many-triangles"
	tooManyInstances   code = "too-many-triangles-instances"
	tooManyDrawCalls   code = "too-many-draw-calls"
	manyTriangles      code = "many-triangles"
	manyDrawCalls      code = "many-draw-calls"

	emptyList          code = "empty-list"
	extensionMisplaced code = "extension-misplaced"
	featureUnchecked   code = "feature-unchecked"
	formatOdd          code = "format-odd"
	formatDetail       code = "format-detail"
	propertyUnknown    code = "property-unknown"
	valueRange         code = "value-out-of-range"
	partUnused         code = "part-unused"
	objectEmpty        code = "object-empty"
	rotationLength     code = "rotation-length"
	cameraWrong        code = "camera-wrong"
	cameraOdd          code = "camera-odd"
	lightWrong         code = "light-wrong"
	materialOdd        code = "material-odd"
	texturePlace       code = "texture-without-place"
	geometryDirections code = "geometry-directions"
	geometryColours    code = "geometry-colours"
	geometryLoose      code = "geometry-loose"
	geometryThin       code = "geometry-thin"
	tangentsMissing    code = "tangents-missing"
	animationDamaged   code = "animation-damaged"
	animationEmpty     code = "animation-empty"
	animationTurns     code = "animation-turns"
	animationTimes     code = "animation-times"
	animationLoose     code = "animation-loose"
	morphDamaged       code = "morph-damaged"
	skinDamaged        code = "skin-damaged"
	skinWeights        code = "skin-weights"

	nodeLoop          code = "node-loop"
	nodeTwoParents    code = "node-two-parents"
	hierarchyTooDeep  code = "hierarchy-too-deep"
	tooManyObjects    code = "too-many-objects"
	sceneEmpty        code = "scene-empty"
	transformTwo      code = "transform-invalid-two"
	transformInvalid  code = "transform-invalid"
	objectZeroSize    code = "object-zero-size"
	farFromOrigin     code = "far-from-origin"
	scaleSuspicious   code = "scale-suspicious"
	scaleTiny         code = "scale-suspicious-tiny"
	pictureType       code = "picture-type-unsupported"
	picturePointer    code = "picture-type-unsupported-placeholder"
	picturePage       code = "picture-type-unsupported-web-page"
	pictureMislabeled code = "picture-type-wrong"
	pictureUndeclared code = "picture-type-undeclared"
	pictureFeatures   code = "picture-features"
	pictureOddSize    code = "picture-odd-size"
	pictureDamaged    code = "picture-damaged"
	pictureNoSize     code = "picture-damaged-no-size"
	pictureMissing    code = "picture-missing"
	pictureNone       code = "picture-none"
	pictureTooBig     code = "picture-too-big"
	picturesTooBig    code = "pictures-too-big"
	pictureBig        code = "picture-big"
	picturesBig       code = "pictures-big"
)

// action is what a kind does to a file. What only warns leaves a scene usable; every other kind refuses it.
func (c code) action() Action {
	switch c {
	case byteOrderGone:
		return Repair
	case extensionWrong, severalChosen, uriBackslash, fileNameCase, fileIgnored, fileElsewhere:
		return Warn
	case fileBig, unknownData, trailingData, featureIgnored, linkIgnored, geometryNoBounds, geometryEmpty, manyTriangles, manyDrawCalls,
		objectZeroSize, farFromOrigin, scaleSuspicious, scaleTiny, pictureMislabeled, pictureBig, picturesBig, sceneEmpty, pictureNone, gltfNewer:
		return Warn
	}
	return Refuse
}

// repair is the offer that mends a kind, where one does.
func (c code) repair() string {
	switch c {
	case geometryEmpty:
		return repairEmpty
	case geometryNoBounds:
		return repairBounds
	case pictureMislabeled:
		return repairPictures
	}
	return ""
}

// severity is what an action stands with.
func (a Action) severity() Severity {
	switch a {
	case Warn:
		return Warning
	case Note:
		return Information
	}
	return Error
}

// rank puts what matters most first.
func (a Action) rank() int { return slices.Index([]Action{Refuse, Repair, Warn, Note}, a) }

// Caps on what is reported: a scene with a thousand broken objects is told about the first few.
const (
	mostPerCode = 8
	mostName    = 80 // characters of a reported name
)

// findings collects problems, each (code, where) once.
type findings struct {
	list    []Problem
	perCode map[string]int
	refused bool
}

// add reports a problem of our own; values are names and texts in turn.
func (f *findings) add(c code, where string, values ...string) {
	p := problemOf(c, where, "")
	if len(values) > 0 {
		p.Values = make(map[string]string, len(values)/2)
	}
	for i := 0; i+1 < len(values); i += 2 {
		p.Values[values[i]] = cleanName(values[i+1])
	}
	f.put(p)
}

// problemOf is a problem of our own, which has no code but its kind.
func problemOf(c code, where, pointer string) Problem {
	return Problem{
		Code: string(c), Kind: string(c), Severity: c.action().severity(), Action: c.action(), Where: cleanName(where), Pointer: pointer,
		Repair: c.repair(),
	}
}

// put adds a problem, unless it has been said: the same code of the same thing, or, of ours, what the format's own code says already.
func (f *findings) put(p Problem) {
	said := func(q Problem) bool {
		same := q.Where == p.Where || p.Pointer != "" && q.Pointer == p.Pointer
		return same && q.Kind == p.Kind && (q.Code == p.Code || p.Code == p.Kind)
	}
	if slices.ContainsFunc(f.list, said) {
		return
	}
	f.refused = f.refused || p.Action == Refuse
	if f.perCode[p.Code] >= mostPerCode {
		return
	}
	if f.perCode == nil {
		f.perCode = make(map[string]int)
	}
	f.perCode[p.Code]++
	f.list = append(f.list, p)
}

// problems answers what was found, what refuses first.
func (f *findings) problems() []Problem {
	sorted := append([]Problem{}, f.list...)
	slices.SortStableFunc(sorted, func(a, b Problem) int { return cmp.Compare(a.Action.rank(), b.Action.rank()) })
	return sorted
}
