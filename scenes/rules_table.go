package scenes

import "sync"

// rules are what becomes of each code of the validator. Repair is for what viewers show all the same and we can mend; refused is
// what cannot be shown, or is not safe to hand on.
var rules = sync.OnceValue(func() map[string]rule {
	all := make(map[string]rule)
	for _, group := range []map[string]rule{
		containerRules(), schemaRules(), structureRules(), geometryRules(), dataRules(), surfaceRules(), movementRules(), ownRules(),
	} {
		for code, r := range group {
			all[code] = r
		}
	}
	return all
})

func containerRules() map[string]rule {
	return map[string]rule{
		"GLB_INVALID_MAGIC":                  refuse(notGLTF),
		"GLB_INVALID_VERSION":                refuse(gltfVersion),
		"GLB_LENGTH_TOO_SMALL":               refuse(fileDamaged),
		"GLB_CHUNK_LENGTH_UNALIGNED":         refuse(fileDamaged),
		"GLB_LENGTH_MISMATCH":                refuse(fileCutOff),
		"GLB_CHUNK_TOO_BIG":                  refuse(fileCutOff),
		"GLB_EMPTY_CHUNK":                    refuse(fileNoScene),
		"GLB_EMPTY_BIN_CHUNK":                note(formatDetail),
		"GLB_DUPLICATE_CHUNK":                refuse(fileDamaged),
		"GLB_UNEXPECTED_END_OF_HEADER":       refuse(fileCutOff),
		"GLB_UNEXPECTED_END_OF_CHUNK_HEADER": refuse(fileCutOff),
		"GLB_UNEXPECTED_END_OF_CHUNK_DATA":   refuse(fileCutOff),
		"GLB_UNEXPECTED_FIRST_CHUNK":         refuse(fileDamaged),
		"GLB_UNEXPECTED_BIN_CHUNK":           refuse(fileDamaged),
		"GLB_UNKNOWN_CHUNK_TYPE":             warn(unknownData),
		"GLB_EXTRA_DATA":                     warn(trailingData),
		"URI_GLB":                            note(formatDetail),
		"DATA_URI_GLB":                       note(formatOdd),
	}
}

func schemaRules() map[string]rule {
	return map[string]rule{
		"INVALID_JSON":                           refuse(jsonInvalid),
		"ARRAY_LENGTH_NOT_IN_LIST":               refuse(jsonWrongType),
		"ARRAY_TYPE_MISMATCH":                    refuse(jsonWrongType),
		"TYPE_MISMATCH":                          refuse(jsonWrongType),
		"DUPLICATE_ELEMENTS":                     refuse(structureWrong),
		"EMPTY_ENTITY":                           mend(emptyList, repairEmpty),
		"INVALID_INDEX":                          refuse(referenceBroken),
		"INVALID_URI":                            refuse(fileMissing),
		"ONE_OF_MISMATCH":                        refuse(structureWrong),
		"PATTERN_MISMATCH":                       refuse(structureWrong),
		"UNDEFINED_PROPERTY":                     refuse(jsonWrongType),
		"UNEXPECTED_PROPERTY":                    note(propertyUnknown),
		"EXTRA_PROPERTY":                         note(propertyUnknown),
		"NON_OBJECT_EXTRAS":                      note(formatDetail),
		"UNSATISFIED_DEPENDENCY":                 refuse(structureWrong),
		"VALUE_MULTIPLE_OF":                      refuse(geometryDamaged),
		"VALUE_NOT_IN_LIST":                      note(formatOdd),
		"VALUE_NOT_IN_RANGE":                     refuse(numberRange),
		"UNKNOWN_ASSET_MAJOR_VERSION":            refuse(gltfVersion),
		"UNKNOWN_ASSET_MINOR_VERSION":            note(formatOdd),
		"ASSET_MIN_VERSION_GREATER_THAN_VERSION": refuse(gltfVersion),
	}
}

func structureRules() map[string]rule {
	return map[string]rule{
		"IO_ERROR":                      refuse(fileMissing),
		"NON_RELATIVE_URI":              warn(linkIgnored),
		"UNRESOLVED_REFERENCE":          refuse(referenceBroken),
		"UNDECLARED_EXTENSION":          mend(extensionUndeclared, repairFeatures),
		"UNUSED_EXTENSION_REQUIRED":     refuse(extensionUndeclared),
		"UNEXPECTED_EXTENSION_OBJECT":   refuse(extensionMisplaced),
		"UNSUPPORTED_EXTENSION":         note(featureUnchecked),
		"INCOMPLETE_EXTENSION_SUPPORT":  note(featureUnchecked),
		"INVALID_EXTENSION_NAME_FORMAT": note(formatOdd),
		"MULTIPLE_EXTENSIONS":           note(formatOdd),
		"UNUSED_OBJECT":                 note(partUnused),

		"NODE_LOOP":            refuse(nodeLoop),
		"NODE_PARENT_OVERRIDE": refuse(nodeTwoParents),
		"SCENE_NON_ROOT_NODE":  refuse(nodeTwoParents),
		"NODE_MATRIX_TRS":      refuse(transformTwo),
		"NODE_MATRIX_NON_TRS":  refuse(transformInvalid),
		"NODE_MATRIX_DEFAULT":  note(formatDetail),
		"NODE_EMPTY":           note(objectEmpty),
		"ROTATION_NON_UNIT":    mend(rotationLength, repairDirections),

		"CAMERA_XMAG_YMAG_NEGATIVE":                 note(cameraOdd),
		"CAMERA_XMAG_YMAG_ZERO":                     mend(cameraWrong, repairValues),
		"CAMERA_YFOV_GEQUAL_PI":                     note(cameraOdd),
		"CAMERA_ZFAR_LEQUAL_ZNEAR":                  mend(cameraWrong, repairValues),
		"KHR_LIGHTS_PUNCTUAL_LIGHT_SPOT_ANGLES":     mend(lightWrong, repairValues),
		"KHR_MATERIALS_VARIANTS_NON_UNIQUE_VARIANT": refuse(structureWrong),
	}
}

func geometryRules() map[string]rule {
	return map[string]rule{
		"BUFFER_BYTE_LENGTH_MISMATCH":       refuse(fileCutOff),
		"BUFFER_DATA_URI_MIME_TYPE_INVALID": refuse(geometryType),
		"BUFFER_GLB_CHUNK_TOO_BIG":          note(formatDetail),
		"BUFFER_MISSING_GLB_DATA":           refuse(geometryMissing),
		"BUFFER_VIEW_INVALID_BYTE_STRIDE":   refuse(geometryDamaged),
		"BUFFER_VIEW_TOO_BIG_BYTE_STRIDE":   refuse(geometryDamaged),
		"BUFFER_VIEW_TOO_LONG":              refuse(geometryDamaged),
		"BUFFER_VIEW_TARGET_OVERRIDE":       mend(geometryLoose, repairLayout),
		"BUFFER_VIEW_TARGET_MISSING":        note(formatDetail),

		"ACCESSOR_MATRIX_ALIGNMENT":          refuse(geometryDamaged),
		"ACCESSOR_NORMALIZED_INVALID":        refuse(geometryDamaged),
		"ACCESSOR_OFFSET_ALIGNMENT":          mend(geometryLoose, repairLayout),
		"ACCESSOR_TOTAL_OFFSET_ALIGNMENT":    mend(geometryLoose, repairLayout),
		"ACCESSOR_SMALL_BYTESTRIDE":          refuse(geometryDamaged),
		"ACCESSOR_SPARSE_COUNT_OUT_OF_RANGE": refuse(geometryDamaged),
		"ACCESSOR_TOO_LONG":                  refuse(geometryDamaged),
		"ACCESSOR_USAGE_OVERRIDE":            mend(geometryLoose, repairLayout),
		"IMAGE_BUFFER_VIEW_WITH_BYTESTRIDE":  mend(geometryLoose, repairLayout),

		"MESH_PRIMITIVE_ACCESSOR_UNALIGNED":                 mend(geometryLoose, repairLayout),
		"MESH_PRIMITIVE_ACCESSOR_WITHOUT_BYTESTRIDE":        mend(geometryLoose, repairLayout),
		"MESH_PRIMITIVE_INDICES_ACCESSOR_WITH_BYTESTRIDE":   mend(geometryLoose, repairLayout),
		"MESH_PRIMITIVE_ATTRIBUTES_ACCESSOR_INVALID_FORMAT": refuse(geometryDamaged),
		"MESH_PRIMITIVE_ATTRIBUTES_ACCESSOR_UNSIGNED_INT":   refuse(geometryDamaged),
		"MESH_PRIMITIVE_INDICES_ACCESSOR_INVALID_FORMAT":    refuse(geometryDamaged),
		"MESH_PRIMITIVE_INDEXED_SEMANTIC_CONTINUITY":        refuse(geometryDamaged),
		"MESH_PRIMITIVE_INVALID_ATTRIBUTE":                  refuse(geometryDamaged),
		"MESH_PRIMITIVE_UNEQUAL_ACCESSOR_COUNT":             refuse(geometryDamaged),
		"MESH_PRIMITIVE_POSITION_ACCESSOR_WITHOUT_BOUNDS":   mend(geometryNoBounds, repairBounds),
		"MESH_PRIMITIVE_NO_POSITION":                        warn(geometryEmpty),
		"MESH_PRIMITIVE_INCOMPATIBLE_MODE":                  warn(geometryEmpty),
		"MESH_PRIMITIVE_TANGENT_WITHOUT_NORMAL":             note(tangentsMissing),
		"MESH_PRIMITIVE_GENERATED_TANGENT_SPACE":            note(tangentsMissing),
		"MESH_PRIMITIVE_NO_TANGENT_SPACE":                   refuse(texturePlace),
		"MESH_PRIMITIVE_TOO_FEW_TEXCOORDS":                  mend(texturePlace, repairPlaces),
		"UNUSED_MESH_TANGENT":                               note(partUnused),
		"UNUSED_MESH_WEIGHTS":                               note(partUnused),
	}
}

func dataRules() map[string]rule {
	return map[string]rule{
		"ACCESSOR_MIN_MISMATCH":                                       mend(geometryBounds, repairBounds),
		"ACCESSOR_MAX_MISMATCH":                                       mend(geometryBounds, repairBounds),
		"ACCESSOR_ELEMENT_OUT_OF_MIN_BOUND":                           mend(geometryBounds, repairBounds),
		"ACCESSOR_ELEMENT_OUT_OF_MAX_BOUND":                           mend(geometryBounds, repairBounds),
		"ACCESSOR_VECTOR3_NON_UNIT":                                   mend(geometryDirections, repairDirections),
		"ACCESSOR_INVALID_SIGN":                                       mend(geometryDirections, repairDirections),
		"ACCESSOR_NON_CLAMPED":                                        mend(geometryColours, repairValues),
		"ACCESSOR_INVALID_FLOAT":                                      refuse(geometryNumbers),
		"ACCESSOR_INDEX_OOB":                                          refuse(geometryIndex),
		"ACCESSOR_INDEX_PRIMITIVE_RESTART":                            refuse(geometryIndex),
		"ACCESSOR_INDEX_TRIANGLE_DEGENERATE":                          note(geometryThin),
		"ACCESSOR_SPARSE_INDEX_OOB":                                   refuse(geometryIndex),
		"ACCESSOR_SPARSE_INDICES_NON_INCREASING":                      refuse(geometryIndex),
		"ACCESSOR_WEIGHTS_NON_NORMALIZED":                             mend(skinWeights, repairWeights),
		"ACCESSOR_WEIGHTS_NEGATIVE":                                   mend(skinWeights, repairWeights),
		"ACCESSOR_JOINTS_USED_ZERO_WEIGHT":                            note(formatOdd),
		"ACCESSOR_JOINTS_INDEX_DUPLICATE":                             refuse(skinDamaged),
		"ACCESSOR_JOINTS_INDEX_OOB":                                   refuse(skinDamaged),
		"ACCESSOR_INVALID_IBM":                                        refuse(skinDamaged),
		"ACCESSOR_ANIMATION_INPUT_NEGATIVE":                           refuse(animationDamaged),
		"ACCESSOR_ANIMATION_INPUT_NON_INCREASING":                     refuse(animationDamaged),
		"ACCESSOR_ANIMATION_SAMPLER_OUTPUT_NON_NORMALIZED_QUATERNION": mend(animationTurns, repairDirections),
	}
}

func surfaceRules() map[string]rule {
	return map[string]rule{
		"IMAGE_DATA_INVALID":              refuse(pictureDamaged),
		"IMAGE_UNEXPECTED_EOS":            refuse(pictureDamaged),
		"IMAGE_UNRECOGNIZED_FORMAT":       note(formatOdd), // pictures.go looks closer
		"IMAGE_FEATURES_UNSUPPORTED":      note(pictureFeatures),
		"IMAGE_MIME_TYPE_INVALID":         mend(pictureMislabeled, repairPictures),
		"IMAGE_NON_ENABLED_MIME_TYPE":     mend(pictureUndeclared, repairPictures),
		"TEXTURE_INVALID_IMAGE_MIME_TYPE": mend(pictureUndeclared, repairPictures),
		"IMAGE_NPOT_DIMENSIONS":           note(pictureOddSize),

		"MATERIAL_ALPHA_CUTOFF_INVALID_MODE":                        note(formatOdd),
		"KHR_MATERIALS_ANISOTROPY_ANISOTROPY_TEXTURE_TEXCOORD":      note(materialOdd),
		"KHR_MATERIALS_CLEARCOAT_CLEARCOAT_NORMAL_TEXTURE_TEXCOORD": note(materialOdd),
		"KHR_MATERIALS_DISPERSION_NO_VOLUME":                        note(materialOdd),
		"KHR_MATERIALS_EMISSIVE_STRENGTH_ZERO_FACTOR":               note(materialOdd),
		"KHR_MATERIALS_IRIDESCENCE_THICKNESS_RANGE_WITHOUT_TEXTURE": note(materialOdd),
		"KHR_MATERIALS_IRIDESCENCE_THICKNESS_TEXTURE_UNUSED":        note(materialOdd),
		"KHR_MATERIALS_VOLUME_NO_TRANSMISSION":                      note(materialOdd),
		"KHR_MATERIALS_VOLUME_DOUBLE_SIDED":                         note(materialOdd),
	}
}

func movementRules() map[string]rule {
	return map[string]rule{
		"ANIMATION_CHANNEL_TARGET_NODE_MATRIX":                refuse(animationDamaged),
		"ANIMATION_CHANNEL_TARGET_NODE_SKIN":                  note(formatOdd),
		"ANIMATION_CHANNEL_TARGET_NODE_WEIGHTS_NO_MORPHS":     refuse(animationDamaged),
		"ANIMATION_DUPLICATE_TARGETS":                         refuse(animationDamaged),
		"ANIMATION_SAMPLER_ACCESSOR_WITH_BYTESTRIDE":          mend(animationLoose, repairLayout),
		"ANIMATION_SAMPLER_INPUT_ACCESSOR_INVALID_FORMAT":     refuse(animationDamaged),
		"ANIMATION_SAMPLER_INPUT_ACCESSOR_TOO_FEW_ELEMENTS":   refuse(animationDamaged),
		"ANIMATION_SAMPLER_INPUT_ACCESSOR_WITHOUT_BOUNDS":     mend(animationTimes, repairBounds),
		"ANIMATION_SAMPLER_OUTPUT_ACCESSOR_INVALID_COUNT":     refuse(animationDamaged),
		"ANIMATION_SAMPLER_OUTPUT_ACCESSOR_INVALID_FORMAT":    refuse(animationDamaged),
		"KHR_ANIMATION_POINTER_ANIMATION_CHANNEL_TARGET_NODE": refuse(animationDamaged),
		"KHR_ANIMATION_POINTER_ANIMATION_CHANNEL_TARGET_PATH": refuse(animationDamaged),

		"MESH_INVALID_WEIGHTS_COUNT":                          refuse(morphDamaged),
		"MESH_PRIMITIVES_UNEQUAL_TARGETS_COUNT":               refuse(morphDamaged),
		"MESH_PRIMITIVE_MORPH_TARGET_INVALID_ATTRIBUTE_COUNT": refuse(morphDamaged),
		"MESH_PRIMITIVE_MORPH_TARGET_NO_BASE_ACCESSOR":        refuse(morphDamaged),
		"NODE_WEIGHTS_INVALID":                                refuse(morphDamaged),

		"INVALID_IBM_ACCESSOR_COUNT":             refuse(skinDamaged),
		"MESH_PRIMITIVE_JOINTS_WEIGHTS_MISMATCH": refuse(skinDamaged),
		"NODE_SKIN_NO_SCENE":                     refuse(skinDamaged),
		"NODE_SKIN_WITH_NON_SKINNED_MESH":        refuse(skinDamaged),
		"NODE_SKINNED_MESH_LOCAL_TRANSFORMS":     note(formatOdd),
		"NODE_SKINNED_MESH_PARENT_TRANSFORMS":    note(formatOdd),
		"NODE_SKINNED_MESH_NON_ROOT":             note(formatOdd),
		"NODE_SKINNED_MESH_WITHOUT_SKIN":         note(formatOdd),
		"SKIN_IBM_ACCESSOR_WITH_BYTESTRIDE":      mend(geometryLoose, repairLayout),
		"SKIN_IBM_INVALID_FORMAT":                refuse(skinDamaged),
		"SKIN_NO_COMMON_ROOT":                    refuse(skinDamaged),
		"SKIN_SKELETON_INVALID":                  refuse(skinDamaged),
	}
}

// ownRules are of what the validator checks beyond the Khronos one.
func ownRules() map[string]rule {
	return map[string]rule{
		"JSON_DUPLICATE_KEY":  refuse(jsonDuplicate),
		"LIMIT_JSON_BYTES":    refuse(jsonTooBig),
		"LIMIT_JSON_DEPTH":    refuse(jsonTooDeep),
		"LIMIT_JSON_ELEMENTS": refuse(jsonTooBig),
		"LIMIT_JSON_VALUES":   refuse(jsonTooBig),
		"LIMIT_ACCESSOR_DATA": refuse(geometryReused),
		"LIMIT_NODE_STEPS":    refuse(hierarchyTooDeep),
		"LIMIT_IMAGE_SIDE":    refuse(pictureTooBig),
		"PROPERTY_CASE":       note(propertyUnknown),
		"URI_IN_EXTENSION":    note(linkIgnored),

		"REQUIRED_EXTENSION_UNSUPPORTED": refuse(featureUnsupported),
		"NON_REQUIRED_EXTENSION":         refuse(extensionUndeclared),
		"INVALID_GL_VALUE":               refuse(jsonWrongType),

		"IMAGE_ZERO_DIMENSIONS": refuse(pictureNoSize),
		"IMAGE_LENGTH_MISMATCH": refuse(pictureDamaged),
		"KTX2_INVALID_HEADER":   refuse(pictureDamaged),
		"KTX2_INVALID_LEVEL":    refuse(pictureDamaged),
		"KTX2_UNSUPPORTED":      refuse(pictureDamaged),

		"DRACO_INVALID_HEADER":      refuse(geometryCompressed),
		"DRACO_COUNT_MISMATCH":      refuse(geometryCompressed),
		"DRACO_INVALID_MODE":        refuse(geometryCompressed),
		"DRACO_UNKNOWN_ATTRIBUTE":   refuse(geometryCompressed),
		"DRACO_NO_INDICES":          refuse(geometryCompressed),
		"MESHOPT_INVALID_COUNT":     refuse(geometryCompressed),
		"MESHOPT_INVALID_STRIDE":    refuse(geometryCompressed),
		"MESHOPT_INVALID_FILTER":    refuse(geometryCompressed),
		"MESHOPT_LENGTH_MISMATCH":   refuse(geometryCompressed),
		"MESHOPT_INVALID_HEADER":    refuse(geometryCompressed),
		"MESHOPT_DATA_TOO_SHORT":    refuse(geometryCompressed),
		"MESHOPT_DATA_TOO_LONG":     refuse(geometryCompressed),
		"INSTANCING_UNEQUAL_COUNT":  refuse(geometryDamaged),
		"INSTANCING_INVALID_FORMAT": refuse(geometryDamaged),
		"INSTANCING_NO_MESH":        note(formatOdd),
	}
}
