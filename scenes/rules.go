package scenes

import (
	"errors"
	"slices"
	"strings"

	"rehearsal/scenes/validator"
)

// rule is what becomes of an issue of the format, in the designer's world.
type rule struct {
	kind   code
	action Action
	repair string // the offer that mends it
}

func refuse(c code) rule              { return rule{c, Refuse, ""} }
func mend(c code, repair string) rule { return rule{c, Repair, repair} }
func warn(c code) rule                { return rule{c, Warn, ""} }
func note(c code) rule                { return rule{c, Note, ""} }

// ruleOf finds what becomes of an issue. Most is decided by its code; for some it matters where it was found.
func (m modelText) ruleOf(issue validator.Issue) rule {
	r, ok := rules()[issue.Code]
	if !ok {
		return unknownRule(issue.Severity)
	}
	if m.beyond > 0 && (issue.Code == "GLB_LENGTH_MISMATCH" || issue.Offset >= m.end) {
		return tailRule(issue.Severity)
	}
	switch issue.Code {
	case "GLB_INVALID_VERSION":
		if m.version == 1 {
			return refuse(gltfOne)
		}
	case "GLB_CHUNK_TOO_BIG":
		if issue.Offset <= headerBytes+chunkBytes {
			return refuse(fileDamaged)
		}
	case "UNSUPPORTED_EXTENSION":
		return extensionRule(m.called(issue))
	case "INVALID_JSON":
		return m.textRule()
	case "IO_ERROR", "INVALID_URI":
		return m.addressRule(issue.Pointer)
	case "VALUE_NOT_IN_RANGE":
		return m.rangeRule(issue.Pointer)
	case "TYPE_MISMATCH", "ARRAY_TYPE_MISMATCH":
		return typeRule(issue.Pointer)
	case "EMPTY_ENTITY":
		return emptyRule(issue.Pointer)
	case "UNDEFINED_PROPERTY":
		return missingRule(issue.Pointer)
	case "DUPLICATE_ELEMENTS":
		if leads(issue.Pointer, "nodes", "*", "children") || leads(issue.Pointer, "scenes", "*", "nodes") {
			return refuse(nodeTwoParents)
		}
	case "UNKNOWN_ASSET_MAJOR_VERSION":
		if version := stringAt(m.text, "/asset/version"); strings.HasPrefix(version, "1.") || strings.HasPrefix(version, "0.") {
			return refuse(gltfOne)
		}
	}
	return r
}

// tailRule is for what comes after a model. What is kept ends where the model does.
func tailRule(s validator.Severity) rule {
	if s == validator.Error {
		return mend(trailingData, "")
	}
	return warn(trailingData)
}

func unknownRule(s validator.Severity) rule {
	switch s {
	case validator.Error:
		return refuse(structureWrong)
	case validator.Warning:
		return note(formatOdd)
	}
	return note(formatDetail)
}

// textRule says why a description is not one, as exactly as we know.
func (m modelText) textRule() rule {
	switch {
	case len(m.wrongs) > 0:
		return refuse(m.wrongs[0].code)
	case m.broken != "":
		return refuse(m.broken)
	}
	return refuse(jsonInvalid)
}

// extensionRule says whether something will be missing that a feature of the format would show.
func extensionRule(name string) rule {
	if slices.Contains(shown(), name) || slices.Contains(understood(), name) {
		return note(featureUnchecked)
	}
	return warn(featureIgnored)
}

// addressRule says why a file beside the model cannot be had.
func (m modelText) addressRule(pointer string) rule {
	address := stringAt(m.text, pointer)
	err := m.open(address)
	switch {
	case schemeOf(address) == "data" && leads(pointer, "images"):
		return refuse(pictureDamaged)
	case schemeOf(address) == "data":
		return refuse(geometryDamaged)
	case errors.Is(err, ErrLink):
		return refuse(linkOutside)
	case errors.Is(err, ErrFileOutside):
		return refuse(fileOutside)
	}
	return refuse(fileMissing)
}

func (m modelText) rangeRule(pointer string) rule {
	p, _ := placeOf(pointer)
	switch {
	case leads(pointer, "accessors", "*", "count") && m.vacant[p.index]:
		return mend(geometryEmpty, repairEmpty)
	case leads(pointer, "bufferViews", "*", "byteLength") && m.zeroAt(pointer),
		leads(pointer, "buffers", "*", "byteLength") && m.zeroAt(pointer) && m.lengths[bufferViews] == 0:
		return mend(emptyList, repairEmpty)
	case p.pool == accessors || p.pool == bufferViews || p.pool == buffers:
		return refuse(geometryDamaged)
	case p.pool == materials:
		return mend(valueRange, repairValues)
	case p.pool == lights:
		return mend(lightWrong, repairValues)
	case p.pool == cameras:
		return mend(cameraWrong, repairValues)
	case leads(pointer, "nodes", "*", "rotation"):
		return mend(rotationLength, repairDirections)
	}
	return refuse(numberRange)
}

func typeRule(pointer string) rule {
	if leads(pointer, "accessors", "*", "min") || leads(pointer, "accessors", "*", "max") {
		return mend(geometryNoBounds, repairBounds)
	}
	if strings.HasSuffix(pointer, "/name") {
		return mend(emptyList, repairEmpty)
	}
	return refuse(jsonWrongType)
}

// emptyRule tells a list that may as well be left out from one that has to hold something.
func emptyRule(pointer string) rule {
	switch {
	case leads(pointer, "skins", "*", "joints"):
		return refuse(skinDamaged)
	case leads(pointer, "asset", "version"):
		return refuse(notGLTFAsset)
	case leads(pointer, "meshes", "*"):
		return mend(geometryEmpty, repairEmpty)
	case leads(pointer, "animations", "*"):
		return mend(animationEmpty, repairEmpty)
	case strings.Contains(pointer, "/extensions/") && !leads(pointer, "extensions"):
		return refuse(structureWrong)
	}
	return mend(emptyList, repairEmpty)
}

func missingRule(pointer string) rule {
	if pointer == "" || pointer == "/" || leads(pointer, "asset") {
		return refuse(notGLTFAsset)
	}
	return refuse(jsonWrongType)
}
