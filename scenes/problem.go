package scenes

import (
	"cmp"
	"slices"
)

// Severity says what a problem does to an upload.
type Severity string

// A scene with a Refuse problem is not kept; one with only Warn problems is.
const (
	Refuse Severity = "refuse"
	Warn   Severity = "warn"
)

// Problem is one thing that is wrong with a file. Its code is stable, and the sentence in each language is found by it.
type Problem struct {
	Code     string            `json:"code"`
	Severity Severity          `json:"severity"`
	Where    string            `json:"where"` // the designer's own name of the object, material or picture, or empty
	Values   map[string]string `json:"values,omitempty"`
}

// code is a Problem's code. Where one begins with another, it is the more exact form of it.
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
	pictureDamaged    code = "picture-damaged"
	pictureNoSize     code = "picture-damaged-no-size"
	pictureMissing    code = "picture-missing"
	pictureTooBig     code = "picture-too-big"
	picturesTooBig    code = "pictures-too-big"
	pictureBig        code = "picture-big"
	picturesBig       code = "pictures-big"
)

// warnings are the codes that leave a scene usable. Every other code refuses it.
func (c code) severity() Severity {
	switch c {
	case fileBig, unknownData, featureIgnored, linkIgnored, geometryNoBounds, geometryEmpty, manyTriangles, manyDrawCalls,
		objectZeroSize, farFromOrigin, scaleSuspicious, scaleTiny, pictureMislabeled, pictureBig, picturesBig:
		return Warn
	}
	return Refuse
}

// Caps on what is reported: a scene with a thousand broken objects is told about the first few.
const (
	mostPerCode = 8
	mostName    = 80 // characters of a reported name
)

// findings collects problems, each (code, where) once.
type findings struct {
	list    []Problem
	perCode map[code]int
	refused bool
}

// add reports a problem; values are names and texts in turn.
func (f *findings) add(c code, where string, values ...string) {
	f.refused = f.refused || c.severity() == Refuse
	p := Problem{Code: string(c), Severity: c.severity(), Where: cleanName(where)}
	if f.perCode[c] >= mostPerCode || slices.ContainsFunc(f.list, func(q Problem) bool { return q.Code == p.Code && q.Where == p.Where }) {
		return
	}
	if len(values) > 0 {
		p.Values = make(map[string]string, len(values)/2)
	}
	for i := 0; i+1 < len(values); i += 2 {
		p.Values[values[i]] = cleanName(values[i+1])
	}
	if f.perCode == nil {
		f.perCode = make(map[code]int)
	}
	f.perCode[c]++
	f.list = append(f.list, p)
}

// problems answers what was found, what refuses first.
func (f *findings) problems() []Problem {
	sorted := append([]Problem{}, f.list...)
	slices.SortStableFunc(sorted, func(a, b Problem) int { return cmp.Compare(a.Severity, b.Severity) })
	return sorted
}
