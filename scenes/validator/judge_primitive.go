package validator

import "strings"

// semantics is what the names of a primitive's attributes say.
type semantics struct {
	position, normal, tangent          bool
	colors, joints, weights, texCoords int // how many, when numbered from 0 without gaps; else 0
}

// indexedSemantic splits TEXCOORD_1 into its parts; the number is −1 when it is none: 01 is not.
func indexedSemantic(name string) (base string, n int, ok bool) {
	base, digits, cut := strings.Cut(name, "_")
	if !cut || strings.Contains(digits, "_") {
		return base, -1, false
	}
	if !isDigits(digits) || len(digits) > 1 && digits[0] == '0' || len(digits) > 9 {
		return base, -1, true
	}
	for _, d := range digits {
		n = n*10 + int(d-'0')
	}
	return base, n, true
}

func judgeSemantic(c *checker, in ref, name string) {
	switch name {
	case "POSITION", "NORMAL", "TANGENT":
		return
	}
	if strings.HasPrefix(name, "_") {
		return
	}
	base, n, ok := indexedSemantic(name)
	switch base {
	case "COLOR", "JOINTS", "TEXCOORD", "WEIGHTS":
		ok = ok && n >= 0
	default:
		ok = false
	}
	if !ok {
		c.sayIn(meshPrimitiveInvalidAttribute, in, name)
	}
}

func judgeTargetSemantic(c *checker, in ref, name string) {
	switch name {
	case "POSITION", "NORMAL", "TANGENT":
		return
	}
	if strings.HasPrefix(name, "_") {
		return
	}
	if base, n, ok := indexedSemantic(name); !ok || n < 0 || base != "COLOR" && base != "TEXCOORD" {
		c.sayIn(meshPrimitiveInvalidAttribute, in, name)
	}
}

// semanticsOf reads the names and, with say, what is wrong with them together.
func (c *checker) semanticsOf(attributes ref, say bool) (s semantics) {
	count, most := map[string]int{}, map[string]int{}
	for a := range c.children(attributes) {
		switch name := c.key(a); name {
		case "POSITION":
			s.position = true
		case "NORMAL":
			s.normal = true
		case "TANGENT":
			s.tangent = true
		default:
			if base, n, ok := indexedSemantic(name); ok && n >= 0 && base != "" {
				count[base]++
				most[base] = max(most[base], n+1)
			}
		}
	}
	continuous := func(base string) int {
		if most[base] == count[base] {
			return count[base]
		}
		if say {
			c.say(meshPrimitiveIndexedSemanticContinuity, attributes, base, most[base], count[base])
		}
		return 0
	}
	s.colors, s.joints, s.weights, s.texCoords = continuous("COLOR"), continuous("JOINTS"), continuous("WEIGHTS"), continuous("TEXCOORD")
	if s.joints != s.weights {
		if say {
			c.say(meshPrimitiveJointsWeightsMismatch, attributes, s.joints, s.weights)
		}
		s.joints, s.weights = 0, 0
	}
	return s
}

func judgePrimitive(c *checker, is ref) {
	attributes := c.good(is, "attributes")
	if attributes == none {
		return
	}
	s := c.semanticsOf(attributes, true)
	if !s.position {
		c.say(meshPrimitiveNoPosition, attributes)
	}
	if s.tangent && !s.normal {
		c.sayIn(meshPrimitiveTangentWithoutNormal, attributes, "TANGENT")
	}
}
