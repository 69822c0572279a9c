package validator

// Of objects that refer to each other.
var (
	accessorSmallBytestride                       = code{"ACCESSOR_SMALL_BYTESTRIDE", Error, "Referenced bufferView's byteStride value %[1]v is less than accessor element's length %[2]v."}
	accessorTooLong                               = code{"ACCESSOR_TOO_LONG", Error, "Accessor (offset: %[1]v, length: %[2]v) does not fit referenced bufferView [%[3]v] length %[4]v."}
	accessorTotalOffsetAlignment                  = code{"ACCESSOR_TOTAL_OFFSET_ALIGNMENT", Error, "Accessor's total byteOffset %[1]v isn't a multiple of componentType length %[2]v."}
	accessorUsageOverride                         = code{"ACCESSOR_USAGE_OVERRIDE", Error, "Override of previously set accessor usage. Initial: '%[1]v', new: '%[2]v'."}
	animationChannelTargetNodeMatrix              = code{"ANIMATION_CHANNEL_TARGET_NODE_MATRIX", Error, "Animation channel cannot target TRS properties of a node with defined matrix."}
	animationChannelTargetNodeWeightsNoMorphs     = code{"ANIMATION_CHANNEL_TARGET_NODE_WEIGHTS_NO_MORPHS", Error, "Animation channel cannot target WEIGHTS when mesh does not have morph targets."}
	animationDuplicateTargets                     = code{"ANIMATION_DUPLICATE_TARGETS", Error, "Animation channel has the same target as channel %[1]v."}
	animationSamplerAccessorWithBytestride        = code{"ANIMATION_SAMPLER_ACCESSOR_WITH_BYTESTRIDE", Error, "bufferView.byteStride must not be defined for buffer views used by animation sampler accessors."}
	animationSamplerInputAccessorInvalidFormat    = code{"ANIMATION_SAMPLER_INPUT_ACCESSOR_INVALID_FORMAT", Error, "Invalid Animation sampler input accessor format '%[1]v'. Must be one of %[2]v."}
	animationSamplerInputAccessorTooFewElements   = code{"ANIMATION_SAMPLER_INPUT_ACCESSOR_TOO_FEW_ELEMENTS", Error, "Animation sampler output accessor with '%[1]v' interpolation must have at least %[2]v elements. Got %[3]v."}
	animationSamplerInputAccessorWithoutBounds    = code{"ANIMATION_SAMPLER_INPUT_ACCESSOR_WITHOUT_BOUNDS", Error, "accessor.min and accessor.max must be defined for animation input accessor."}
	animationSamplerOutputAccessorInvalidCount    = code{"ANIMATION_SAMPLER_OUTPUT_ACCESSOR_INVALID_COUNT", Error, "Animation sampler output accessor of count %[1]v expected. Found %[2]v."}
	animationSamplerOutputAccessorInvalidFormat   = code{"ANIMATION_SAMPLER_OUTPUT_ACCESSOR_INVALID_FORMAT", Error, "Invalid animation sampler output accessor format '%[1]v' for path '%[3]v'. Must be one of %[2]v."}
	bufferMissingGLBData                          = code{"BUFFER_MISSING_GLB_DATA", Error, "Buffer refers to an unresolved GLB binary chunk."}
	bufferViewTargetMissing                       = code{"BUFFER_VIEW_TARGET_MISSING", Hint, "bufferView.target should be set for vertex or index data."}
	bufferViewTargetOverride                      = code{"BUFFER_VIEW_TARGET_OVERRIDE", Error, "Override of previously set bufferView target or usage. Initial: '%[1]v', new: '%[2]v'."}
	bufferViewTooLong                             = code{"BUFFER_VIEW_TOO_LONG", Error, "BufferView does not fit buffer (%[1]v) byteLength (%[2]v)."}
	imageBufferViewWithBytestride                 = code{"IMAGE_BUFFER_VIEW_WITH_BYTESTRIDE", Error, "bufferView.byteStride must not be defined for buffer views containing image data."}
	incompleteExtensionSupport                    = code{"INCOMPLETE_EXTENSION_SUPPORT", Information, "Validation support for this extension is incomplete; the asset may have undetected issues."}
	invalidIBMAccessorCount                       = code{"INVALID_IBM_ACCESSOR_COUNT", Error, "IBM accessor must have at least %[1]v elements. Found %[2]v."}
	khrMaterialsVariantsNonUniqueVariant          = code{"KHR_MATERIALS_VARIANTS_NON_UNIQUE_VARIANT", Error, "This variant is used more than once for this mesh primitive."}
	meshPrimitiveAccessorUnaligned                = code{"MESH_PRIMITIVE_ACCESSOR_UNALIGNED", Error, "Vertex attribute data must be aligned to 4-byte boundaries."}
	meshPrimitiveAccessorWithoutBytestride        = code{"MESH_PRIMITIVE_ACCESSOR_WITHOUT_BYTESTRIDE", Error, "bufferView.byteStride must be defined when two or more accessors use the same buffer view."}
	meshPrimitiveAttributesAccessorInvalidFormat  = code{"MESH_PRIMITIVE_ATTRIBUTES_ACCESSOR_INVALID_FORMAT", Error, "Invalid accessor format '%[1]v' for this attribute semantic. Must be one of %[2]v."}
	meshPrimitiveAttributesAccessorUnsignedInt    = code{"MESH_PRIMITIVE_ATTRIBUTES_ACCESSOR_UNSIGNED_INT", Error, "Mesh attributes cannot use UNSIGNED_INT component type."}
	meshPrimitiveGeneratedTangentSpace            = code{"MESH_PRIMITIVE_GENERATED_TANGENT_SPACE", Warning, "Material requires a tangent space but the mesh primitive does not provide it. Runtime-generated tangent space may be non-portable across implementations."}
	meshPrimitiveIncompatibleMode                 = code{"MESH_PRIMITIVE_INCOMPATIBLE_MODE", Warning, "Number of vertices or indices (%[1]v) is not compatible with used drawing mode ('%[2]v')."}
	meshPrimitiveIndicesAccessorInvalidFormat     = code{"MESH_PRIMITIVE_INDICES_ACCESSOR_INVALID_FORMAT", Error, "Invalid indices accessor format '%[1]v'. Must be one of %[2]v."}
	meshPrimitiveIndicesAccessorWithBytestride    = code{"MESH_PRIMITIVE_INDICES_ACCESSOR_WITH_BYTESTRIDE", Error, "bufferView.byteStride must not be defined for indices accessor."}
	meshPrimitiveMorphTargetInvalidAttributeCount = code{"MESH_PRIMITIVE_MORPH_TARGET_INVALID_ATTRIBUTE_COUNT", Error, "Base accessor has different count."}
	meshPrimitiveMorphTargetNoBaseAccessor        = code{"MESH_PRIMITIVE_MORPH_TARGET_NO_BASE_ACCESSOR", Error, "The mesh primitive does not define this attribute semantic."}
	meshPrimitiveNoTangentSpace                   = code{"MESH_PRIMITIVE_NO_TANGENT_SPACE", Error, "Material requires a tangent space but the mesh primitive does not provide it and the material does not contain a normal map to generate it."}
	meshPrimitivePositionAccessorWithoutBounds    = code{"MESH_PRIMITIVE_POSITION_ACCESSOR_WITHOUT_BOUNDS", Error, "accessor.min and accessor.max must be defined for POSITION attribute accessor."}
	meshPrimitiveTooFewTexcoords                  = code{"MESH_PRIMITIVE_TOO_FEW_TEXCOORDS", Error, "Material is incompatible with mesh primitive: Texture binding '%[1]v' needs 'TEXCOORD_%[2]v' attribute."}
	meshPrimitiveUnequalAccessorCount             = code{"MESH_PRIMITIVE_UNEQUAL_ACCESSOR_COUNT", Error, "All accessors of the same primitive must have the same count."}
	nodeLoop                                      = code{"NODE_LOOP", Error, "Node is a part of a node loop."}
	nodeParentOverride                            = code{"NODE_PARENT_OVERRIDE", Error, "Value overrides parent of node %[1]v."}
	nodeSkinnedMeshWithoutSkin                    = code{"NODE_SKINNED_MESH_WITHOUT_SKIN", Warning, "Node uses skinned mesh, but has no skin defined."}
	nodeSkinWithNonSkinnedMesh                    = code{"NODE_SKIN_WITH_NON_SKINNED_MESH", Error, "Node has skin defined, but mesh has no joints data."}
	nodeWeightsInvalid                            = code{"NODE_WEIGHTS_INVALID", Error, "The length of weights array (%[1]v) does not match the number of morph targets (%[2]v)."}
	sceneNonRootNode                              = code{"SCENE_NON_ROOT_NODE", Error, "Node %[1]v is not a root node."}
	skinIBMAccessorWithBytestride                 = code{"SKIN_IBM_ACCESSOR_WITH_BYTESTRIDE", Error, "bufferView.byteStride must not be defined for buffer views used by inverse bind matrices accessors."}
	skinIBMInvalidFormat                          = code{"SKIN_IBM_INVALID_FORMAT", Error, "Invalid IBM accessor format '%[1]v'. Must be one of %[2]v."}
	textureInvalidImageMimeType                   = code{"TEXTURE_INVALID_IMAGE_MIME_TYPE", Error, "Invalid MIME type '%[1]v' for the texture source. Valid MIME types are %[2]v."}
	undeclaredExtension                           = code{"UNDECLARED_EXTENSION", Error, "Extension is not declared in extensionsUsed."}
	unexpectedExtensionObject                     = code{"UNEXPECTED_EXTENSION_OBJECT", Error, "Unexpected location for this extension."}
	unresolvedReference                           = code{"UNRESOLVED_REFERENCE", Error, "Unresolved reference: %[1]v."}
	unsupportedExtension                          = code{"UNSUPPORTED_EXTENSION", Information, "Cannot validate an extension as it is not supported by the validator: '%[1]v'."}
	unusedMeshTangent                             = code{"UNUSED_MESH_TANGENT", Information, "Tangents are not used because the material has no normal texture."}
	unusedMeshWeights                             = code{"UNUSED_MESH_WEIGHTS", Information, "The static morph target weights are always overridden."}
	unusedObject                                  = code{"UNUSED_OBJECT", Information, "This object may be unused."}
)
