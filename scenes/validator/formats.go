package validator

import "strconv"

func itoa(i int) string { return strconv.Itoa(i) }

// Formats that the specification allows, and those that KHR_mesh_quantization adds.

func formatsOf(normalized bool, kind string, componentTypes ...int64) []format {
	var all []format
	for _, c := range componentTypes {
		all = append(all, format{kind, c, normalized && c != glFloat})
	}
	return all
}

func join(lists ...[]format) []format {
	var all []format
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}

// attributeFormats of a semantic without its number; nil: anything.
func (k *linker) attributeFormats(base string) []format {
	quantised := k.loaded["KHR_mesh_quantization"]
	unsigned := []int64{glFloat, glUbyte, glUshort}
	var formats []format
	switch base {
	case "POSITION":
		formats = formatsOf(false, "VEC3", glFloat)
		if quantised {
			formats = join(formats, quantisedPositions())
		}
	case "NORMAL":
		formats = formatsOf(false, "VEC3", glFloat)
		if quantised {
			formats = join(formats, formatsOf(true, "VEC3", glByte, glShort))
		}
	case "TANGENT":
		formats = formatsOf(false, "VEC4", glFloat)
		if quantised {
			formats = join(formats, formatsOf(true, "VEC4", glByte, glShort))
		}
	case "TEXCOORD":
		formats = formatsOf(true, "VEC2", unsigned...)
		if quantised {
			formats = join(formats, quantisedTexCoords())
		}
	case "COLOR":
		formats = join(formatsOf(true, "VEC3", unsigned...), formatsOf(true, "VEC4", unsigned...))
	case "JOINTS":
		formats = formatsOf(false, "VEC4", glUbyte, glUshort)
	case "WEIGHTS":
		formats = formatsOf(true, "VEC4", unsigned...)
	}
	return formats
}

// targetFormats of a semantic of a morph target.
func (k *linker) targetFormats(base string) []format {
	quantised := k.loaded["KHR_mesh_quantization"]
	all := []int64{glFloat, glByte, glUbyte, glShort, glUshort}
	switch base {
	case "POSITION", "NORMAL", "TANGENT":
		formats := formatsOf(false, "VEC3", glFloat)
		if !quantised {
			return formats
		}
		formats = join(formats, formatsOf(true, "VEC3", glByte, glShort))
		if base == "POSITION" {
			formats = join(formats, formatsOf(false, "VEC3", glByte, glShort))
		}
		return formats
	case "TEXCOORD":
		formats := formatsOf(true, "VEC2", all...)
		if quantised {
			formats = join(formats, formatsOf(false, "VEC2", glByte, glShort))
		}
		return formats
	case "COLOR":
		return join(formatsOf(true, "VEC3", all...), formatsOf(true, "VEC4", all...))
	}
	return nil
}

func quantisedPositions() []format {
	all := []int64{glByte, glUbyte, glShort, glUshort}
	return join(formatsOf(false, "VEC3", all...), formatsOf(true, "VEC3", all...))
}

func quantisedTexCoords() []format {
	return join(formatsOf(false, "VEC2", glByte, glUbyte, glShort, glUshort), formatsOf(true, "VEC2", glByte, glShort))
}

// outputFormats of an animation by what it drives.
func outputFormats(path string) []format {
	signed := []int64{glFloat, glUbyte, glByte, glUshort, glShort}
	switch path {
	case "translation", "scale":
		return formatsOf(false, "VEC3", glFloat)
	case "rotation":
		return formatsOf(true, "VEC4", signed...)
	case "weights":
		return formatsOf(true, "SCALAR", signed...)
	}
	return nil
}
