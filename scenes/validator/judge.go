package validator

import (
	"math"
	"strings"
)

// What the tables cannot say of single objects.

func componentSize(componentType int64) int64 {
	switch componentType {
	case glByte, glUbyte:
		return 1
	case glShort, glUshort:
		return 2
	}
	return 4
}

func components(kind string) int64 {
	switch kind {
	case "SCALAR":
		return 1
	case "VEC2":
		return 2
	case "VEC3":
		return 3
	case "VEC4", "MAT2":
		return 4
	case "MAT3":
		return 9
	case "MAT4":
		return 16
	}
	return 0
}

func componentName(componentType int64) string {
	return map[int64]string{
		glByte: "BYTE", glUbyte: "UNSIGNED_BYTE", glShort: "SHORT", glUshort: "UNSIGNED_SHORT", glUint: "UNSIGNED_INT", glFloat: "FLOAT",
	}[componentType]
}

func judgeAccessor(c *checker, is ref) {
	offset := c.get(is, "byteOffset")
	if c.indexOf(is, "bufferView") < 0 {
		if offset != none {
			c.spoil(unsatisfiedDependency, offset, "bufferView")
		}
	} else if offset != none {
		f := integer("byteOffset")
		c.integerField(offset, &f)
	}
	kind, component := c.stringOf(is, "type"), c.integerOf(is, "componentType", -1)
	if component >= 0 {
		c.judgeBounds(c.get(is, "min"), kind, component)
		c.judgeBounds(c.get(is, "max"), kind, component)
	}
	if c.kind(c.get(is, "normalized")) == isTrue && (component == glFloat || component == glUint) {
		c.sayIn(accessorNormalizedInvalid, is, "normalized")
	}
	if n := c.integerOf(is, "byteOffset", 0); strings.HasPrefix(kind, "MAT") && len(kind) == 4 && n > 0 && n&3 != 0 {
		c.sayIn(accessorMatrixAlignment, is, "byteOffset")
	}
}

func (c *checker) judgeBounds(m ref, kind string, component int64) {
	n := int(components(kind))
	if m == none || n == 0 {
		return
	}
	if component == glFloat {
		f := numbers("bounds", n)
		c.collection(m, &f)
		return
	}
	if c.kind(m) != isArray {
		c.mismatch(m, "array")
		return
	}
	if c.len(m) != n {
		c.spoil(arrayLengthNotInList, m, c.len(m), list([]int{n}))
		return
	}
	least, most := componentRange(component)
	for e := range c.children(m) {
		if v, ok := c.integer(e); !ok {
			c.spoil(arrayTypeMismatch, m, c.lit(e), "integer")
		} else if v < least || v > most {
			c.spoil(invalidGLValue, m, c.lit(e), componentName(component))
		}
	}
}

func componentRange(componentType int64) (least, most int64) {
	switch componentType {
	case glByte:
		return math.MinInt8, math.MaxInt8
	case glUbyte:
		return 0, math.MaxUint8
	case glShort:
		return math.MinInt16, math.MaxInt16
	case glUshort:
		return 0, math.MaxUint16
	}
	return 0, math.MaxUint32
}

func judgeTarget(c *checker, is ref) {
	path := c.good(is, "path")
	if path == none {
		return
	}
	allowed := []string{"translation", "rotation", "scale", "weights"}
	if c.loaded["KHR_animation_pointer"] {
		allowed = append(allowed, "pointer")
	}
	f := text("path").oneOf(allowed...)
	c.stringField(path, &f)
}

func judgeBufferView(c *checker, is ref) {
	stride, length := c.integerOf(is, "byteStride", -1), c.integerOf(is, "byteLength", -1)
	if stride < 0 {
		return
	}
	if length >= 0 && stride > length {
		c.sayIn(bufferViewTooBigByteStride, is, "byteStride", stride, length)
	}
	if stride%4 != 0 {
		c.sayIn(valueMultipleOf, is, "byteStride", stride, 4)
	}
	if c.integerOf(is, "target", -1) == targetIndices {
		c.sayIn(bufferViewInvalidByteStride, is, "byteStride")
	}
}

func judgeCamera(c *checker, is ref) {
	if c.has(is, "orthographic") && c.has(is, "perspective") {
		c.say(oneOfMismatch, is, list([]string{"orthographic", "perspective"}))
	}
	var f field
	switch c.stringOf(is, "type") {
	case "orthographic":
		f = object("orthographic", orthographicShape()).must()
	case "perspective":
		f = object("perspective", perspectiveShape()).must()
	default:
		return
	}
	c.field(is, &f)
}

func judgeOrthographic(c *checker, is ref) {
	c.judgeDepth(is)
	for _, name := range []string{"xmag", "ymag"} {
		if mag := c.numberOf(is, name, math.NaN()); mag == 0 {
			c.sayIn(cameraXmagYmagZero, is, name)
		} else if mag < 0 {
			c.sayIn(cameraXmagYmagNegative, is, name)
		}
	}
}

func judgePerspective(c *checker, is ref) {
	if c.numberOf(is, "yfov", math.NaN()) >= math.Pi {
		c.say(cameraYfovGequalPi, is)
	}
	c.judgeDepth(is)
}

func (c *checker) judgeDepth(is ref) {
	if c.numberOf(is, "zfar", math.NaN()) <= c.numberOf(is, "znear", math.NaN()) {
		c.say(cameraZfarLequalZnear, is)
	}
}

// numberOf is not a number where a member has no good value.
func (c *checker) numberOf(is ref, name string, absent float64) float64 {
	m := c.get(is, name)
	switch {
	case m == none || c.kind(m) == isNull:
		return absent
	case c.tree.at(m).bad:
		return math.NaN()
	}
	return c.number(m)
}

// numbersOf is nil where a member has no good value.
func (c *checker) numbersOf(is ref, name string) []float64 {
	var all []float64
	for e := range c.children(c.good(is, name)) {
		all = append(all, c.number(e))
	}
	return all
}

func judgeMaterial(c *checker, is ref) {
	if c.has(is, "alphaCutoff") && c.stringOf(is, "alphaMode") != "MASK" {
		c.sayIn(materialAlphaCutoffInvalidMode, is, "alphaCutoff")
	}
}

func judgeLight(c *checker, is ref) {
	kind := c.stringOf(is, "type")
	if kind == "spot" {
		f := object("spot", spotShape()).must()
		c.field(is, &f)
	} else if c.has(is, "spot") {
		c.sayIn(extraProperty, is, "spot")
	}
	if kind == "directional" && c.good(is, "range") != none {
		c.sayIn(extraProperty, is, "range")
	}
}

func judgeSpot(c *checker, is ref) {
	inner, outer := c.numberOf(is, "innerConeAngle", 0), c.numberOf(is, "outerConeAngle", math.Pi/4)
	if outer <= inner {
		c.sayIn(khrLightsPunctualLightSpotAngles, is, "outerConeAngle", inner, outer)
	}
}

func judgeIridescence(c *checker, is ref) {
	least := c.numberOf(is, "iridescenceThicknessMinimum", 100)
	most := c.numberOf(is, "iridescenceThicknessMaximum", 400)
	if c.good(is, "iridescenceThicknessTexture") != none {
		if least == most {
			c.sayIn(khrMaterialsIridescenceThicknessTextureUnused, is, "iridescenceThicknessTexture")
		}
	} else if c.has(is, "iridescenceThicknessMinimum") && !math.IsNaN(least) {
		c.sayIn(khrMaterialsIridescenceThicknessRangeWithoutTexture, is, "iridescenceThicknessMinimum")
	}
}

func judgeMesh(c *checker, is ref) {
	primitives := c.good(is, "primitives")
	if primitives == none {
		return
	}
	first := -1
	for p := range c.children(primitives) {
		targets := c.len(c.good(p, "targets"))
		switch {
		case first < 0:
			first = targets
		case first != targets && targets > 0:
			c.sayIn(meshPrimitivesUnequalTargetsCount, p, "targets")
		case first != targets:
			c.say(meshPrimitivesUnequalTargetsCount, p)
		}
	}
	if w := c.good(is, "weights"); w != none && c.len(w) != first {
		c.say(meshInvalidWeightsCount, w, c.len(w), first)
	}
}
