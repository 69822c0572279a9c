package validator

// Of the structure: types, ranges, what must and must not be there.
var (
	arrayLengthNotInList  = code{"ARRAY_LENGTH_NOT_IN_LIST", Error, "Invalid array length %[1]v. Valid lengths are: %[2]v."}
	arrayTypeMismatch     = code{"ARRAY_TYPE_MISMATCH", Error, "Type mismatch. Array element %[1]v is not a '%[2]v'."}
	duplicateElements     = code{"DUPLICATE_ELEMENTS", Error, "Duplicate element."}
	emptyEntity           = code{"EMPTY_ENTITY", Error, "Entity cannot be empty."}
	invalidIndex          = code{"INVALID_INDEX", Error, "Index must be a non-negative integer."}
	invalidJSON           = code{"INVALID_JSON", Error, "Invalid JSON data. Parser output: %[1]v"}
	invalidURI            = code{"INVALID_URI", Error, "Invalid URI '%[1]v'. Parser output: %[2]v"}
	oneOfMismatch         = code{"ONE_OF_MISMATCH", Error, "Exactly one of %[1]v properties must be defined."}
	patternMismatch       = code{"PATTERN_MISMATCH", Error, "Value '%[1]v' does not match regexp pattern '%[2]v'."}
	typeMismatch          = code{"TYPE_MISMATCH", Error, "Type mismatch. Property value %[1]v is not a '%[2]v'."}
	undefinedProperty     = code{"UNDEFINED_PROPERTY", Error, "Property '%[1]v' must be defined."}
	unexpectedProperty    = code{"UNEXPECTED_PROPERTY", Warning, "Unexpected property."}
	unsatisfiedDependency = code{"UNSATISFIED_DEPENDENCY", Error, "Dependency failed. '%[1]v' must be defined."}
	valueMultipleOf       = code{"VALUE_MULTIPLE_OF", Error, "Value %[1]v is not a multiple of %[2]v."}
	valueNotInList        = code{"VALUE_NOT_IN_LIST", Warning, "Invalid value %[1]v. Valid values are %[2]v."}
	valueNotInRange       = code{"VALUE_NOT_IN_RANGE", Error, "Value %[1]v is out of range."}
)

// Of single objects: what the schema cannot say.
var (
	accessorMatrixAlignment                             = code{"ACCESSOR_MATRIX_ALIGNMENT", Error, "Matrix accessors must be aligned to 4-byte boundaries."}
	accessorNormalizedInvalid                           = code{"ACCESSOR_NORMALIZED_INVALID", Error, "Only (u)byte and (u)short accessors can be normalized."}
	accessorOffsetAlignment                             = code{"ACCESSOR_OFFSET_ALIGNMENT", Error, "Offset %[1]v is not a multiple of componentType length %[2]v."}
	accessorSparseCountOutOfRange                       = code{"ACCESSOR_SPARSE_COUNT_OUT_OF_RANGE", Error, "Sparse accessor overrides more elements (%[1]v) than the base accessor contains (%[2]v)."}
	animationChannelTargetNodeSkin                      = code{"ANIMATION_CHANNEL_TARGET_NODE_SKIN", Warning, "Animated TRS properties will not affect a skinned mesh."}
	assetMinVersionGreaterThanVersion                   = code{"ASSET_MIN_VERSION_GREATER_THAN_VERSION", Error, "Asset minVersion '%[1]v' is greater than version '%[2]v'."}
	bufferDataURIMimeTypeInvalid                        = code{"BUFFER_DATA_URI_MIME_TYPE_INVALID", Error, "Data URI media type must be 'application/octet-stream' or 'application/gltf-buffer'. Found '%[1]v' instead."}
	bufferViewInvalidByteStride                         = code{"BUFFER_VIEW_INVALID_BYTE_STRIDE", Error, "Only buffer views with raw vertex data can have byteStride."}
	bufferViewTooBigByteStride                          = code{"BUFFER_VIEW_TOO_BIG_BYTE_STRIDE", Error, "Buffer view's byteStride (%[1]v) is greater than byteLength (%[2]v)."}
	cameraXmagYmagNegative                              = code{"CAMERA_XMAG_YMAG_NEGATIVE", Warning, "xmag and ymag should not be negative."}
	cameraXmagYmagZero                                  = code{"CAMERA_XMAG_YMAG_ZERO", Error, "xmag and ymag must not be zero."}
	cameraYfovGequalPi                                  = code{"CAMERA_YFOV_GEQUAL_PI", Warning, "yfov should be less than Pi."}
	cameraZfarLequalZnear                               = code{"CAMERA_ZFAR_LEQUAL_ZNEAR", Error, "zfar must be greater than znear."}
	extraProperty                                       = code{"EXTRA_PROPERTY", Information, "This property should not be defined as it will not be used."}
	invalidExtensionNameFormat                          = code{"INVALID_EXTENSION_NAME_FORMAT", Warning, "Extension name has invalid format."}
	invalidGLValue                                      = code{"INVALID_GL_VALUE", Error, "Invalid value %[1]v for GL type '%[2]v'."}
	khrAnimationPointerAnimationChannelTargetNode       = code{"KHR_ANIMATION_POINTER_ANIMATION_CHANNEL_TARGET_NODE", Error, "This extension requires the animation channel target node to be undefined."}
	khrAnimationPointerAnimationChannelTargetPath       = code{"KHR_ANIMATION_POINTER_ANIMATION_CHANNEL_TARGET_PATH", Error, "This extension requires the animation channel target path to be 'pointer'. Found '%[1]v' instead."}
	khrLightsPunctualLightSpotAngles                    = code{"KHR_LIGHTS_PUNCTUAL_LIGHT_SPOT_ANGLES", Error, "outerConeAngle (%[2]v) is less than or equal to innerConeAngle (%[1]v)."}
	khrMaterialsAnisotropyAnisotropyTextureTexcoord     = code{"KHR_MATERIALS_ANISOTROPY_ANISOTROPY_TEXTURE_TEXCOORD", Warning, "Normal and anisotropy textures should use the same texture coords."}
	khrMaterialsClearcoatClearcoatNormalTextureTexcoord = code{"KHR_MATERIALS_CLEARCOAT_CLEARCOAT_NORMAL_TEXTURE_TEXCOORD", Warning, "Normal and clearcoat normal textures should use the same texture coords."}
	khrMaterialsDispersionNoVolume                      = code{"KHR_MATERIALS_DISPERSION_NO_VOLUME", Warning, "The dispersion extension needs to be combined with the volume extension."}
	khrMaterialsEmissiveStrengthZeroFactor              = code{"KHR_MATERIALS_EMISSIVE_STRENGTH_ZERO_FACTOR", Warning, "Emissive strength has no effect when the emissive factor is zero or undefined."}
	khrMaterialsIridescenceThicknessRangeWithoutTexture = code{"KHR_MATERIALS_IRIDESCENCE_THICKNESS_RANGE_WITHOUT_TEXTURE", Information, "Thickness minimum has no effect when a thickness texture is not defined."}
	khrMaterialsIridescenceThicknessTextureUnused       = code{"KHR_MATERIALS_IRIDESCENCE_THICKNESS_TEXTURE_UNUSED", Information, "Thickness texture has no effect when the thickness minimum is equal to the thickness maximum."}
	khrMaterialsVolumeDoubleSided                       = code{"KHR_MATERIALS_VOLUME_DOUBLE_SIDED", Warning, "The volume extension should not be used with double-sided materials."}
	khrMaterialsVolumeNoTransmission                    = code{"KHR_MATERIALS_VOLUME_NO_TRANSMISSION", Warning, "The volume extension needs to be combined with an extension that allows light to transmit through the surface."}
	materialAlphaCutoffInvalidMode                      = code{"MATERIAL_ALPHA_CUTOFF_INVALID_MODE", Warning, "Alpha cutoff is supported only for 'MASK' alpha mode."}
	meshInvalidWeightsCount                             = code{"MESH_INVALID_WEIGHTS_COUNT", Error, "The length of weights array (%[1]v) does not match the number of morph targets (%[2]v)."}
	meshPrimitivesUnequalTargetsCount                   = code{"MESH_PRIMITIVES_UNEQUAL_TARGETS_COUNT", Error, "All primitives must have the same number of morph targets."}
	meshPrimitiveIndexedSemanticContinuity              = code{"MESH_PRIMITIVE_INDEXED_SEMANTIC_CONTINUITY", Error, "Indices for indexed attribute semantic '%[1]v' must start with 0 and be continuous. Total expected indices: %[2]v, total provided indices: %[3]v."}
	meshPrimitiveInvalidAttribute                       = code{"MESH_PRIMITIVE_INVALID_ATTRIBUTE", Error, "Invalid attribute name."}
	meshPrimitiveJointsWeightsMismatch                  = code{"MESH_PRIMITIVE_JOINTS_WEIGHTS_MISMATCH", Error, "Number of JOINTS attribute semantics (%[1]v) does not match the number of WEIGHTS (%[2]v)."}
	meshPrimitiveNoPosition                             = code{"MESH_PRIMITIVE_NO_POSITION", Warning, "No POSITION attribute found."}
	meshPrimitiveTangentWithoutNormal                   = code{"MESH_PRIMITIVE_TANGENT_WITHOUT_NORMAL", Warning, "TANGENT attribute without NORMAL found."}
	multipleExtensions                                  = code{"MULTIPLE_EXTENSIONS", Warning, "This extension may be incompatible with other extensions for the object."}
	nodeEmpty                                           = code{"NODE_EMPTY", Information, "Empty node encountered."}
	nodeMatrixDefault                                   = code{"NODE_MATRIX_DEFAULT", Information, "Do not specify default transform matrix."}
	nodeMatrixNonTRS                                    = code{"NODE_MATRIX_NON_TRS", Error, "Matrix must be decomposable to TRS."}
	nodeMatrixTRS                                       = code{"NODE_MATRIX_TRS", Error, "A node can have either a matrix or any combination of translation/rotation/scale (TRS) properties."}
	nodeSkinnedMeshLocalTransforms                      = code{"NODE_SKINNED_MESH_LOCAL_TRANSFORMS", Warning, "Local transforms will not affect a skinned mesh."}
	nodeSkinnedMeshNonRoot                              = code{"NODE_SKINNED_MESH_NON_ROOT", Information, "Node with a skinned mesh is not root. Parent transforms will not affect a skinned mesh."}
	nodeSkinnedMeshParentTransforms                     = code{"NODE_SKINNED_MESH_PARENT_TRANSFORMS", Warning, "Node with a skinned mesh has parent nodes with transforms. Parent transforms will not affect a skinned mesh."}
	nodeSkinNoScene                                     = code{"NODE_SKIN_NO_SCENE", Error, "A node with a skinned mesh is used in a scene that does not contain joint nodes."}
	nonObjectExtras                                     = code{"NON_OBJECT_EXTRAS", Information, "Prefer JSON Objects for extras."}
	nonRelativeURI                                      = code{"NON_RELATIVE_URI", Warning, "Non-relative URI found: '%[1]v'."}
	nonRequiredExtension                                = code{"NON_REQUIRED_EXTENSION", Error, "Extension '%[1]v' cannot be optional."}
	rotationNonUnit                                     = code{"ROTATION_NON_UNIT", Error, "Rotation quaternion must be normalized."}
	skinNoCommonRoot                                    = code{"SKIN_NO_COMMON_ROOT", Error, "Joints do not have a common root."}
	skinSkeletonInvalid                                 = code{"SKIN_SKELETON_INVALID", Error, "Skeleton node is not a common root."}
	unknownAssetMajorVersion                            = code{"UNKNOWN_ASSET_MAJOR_VERSION", Error, "Unknown glTF major asset version: %[1]v."}
	unknownAssetMinorVersion                            = code{"UNKNOWN_ASSET_MINOR_VERSION", Warning, "Unknown glTF minor asset version: %[1]v."}
	unusedExtensionRequired                             = code{"UNUSED_EXTENSION_REQUIRED", Error, "Unused extension '%[1]v' cannot be required."}
)
