package validator

// Of files and bytes: what is in them.
var (
	accessorAnimationInputNegative                        = code{"ACCESSOR_ANIMATION_INPUT_NEGATIVE", Error, "Animation input accessor element at index %[1]v is negative: %[2]v."}
	accessorAnimationInputNonIncreasing                   = code{"ACCESSOR_ANIMATION_INPUT_NON_INCREASING", Error, "Animation input accessor element at index %[1]v is less than or equal to previous: %[2]v <= %[3]v."}
	accessorAnimationSamplerOutputNonNormalizedQuaternion = code{"ACCESSOR_ANIMATION_SAMPLER_OUTPUT_NON_NORMALIZED_QUATERNION", Error, "Animation sampler output accessor element at indices %[1]v..%[2]v is not of unit length: %[3]v."}
	accessorElementOutOfMaxBound                          = code{"ACCESSOR_ELEMENT_OUT_OF_MAX_BOUND", Error, "Accessor contains %[1]v element(s) greater than declared maximum value %[2]v."}
	accessorElementOutOfMinBound                          = code{"ACCESSOR_ELEMENT_OUT_OF_MIN_BOUND", Error, "Accessor contains %[1]v element(s) less than declared minimum value %[2]v."}
	accessorIndexOob                                      = code{"ACCESSOR_INDEX_OOB", Error, "Indices accessor element at index %[1]v has value %[2]v that is greater than the maximum vertex index available (%[3]v)."}
	accessorIndexPrimitiveRestart                         = code{"ACCESSOR_INDEX_PRIMITIVE_RESTART", Error, "Indices accessor contains primitive restart value (%[1]v) at index %[2]v."}
	accessorIndexTriangleDegenerate                       = code{"ACCESSOR_INDEX_TRIANGLE_DEGENERATE", Information, "Indices accessor contains %[1]v degenerate triangles (out of %[2]v)."}
	accessorInvalidFloat                                  = code{"ACCESSOR_INVALID_FLOAT", Error, "Accessor element at index %[1]v is %[2]v."}
	accessorInvalidIBM                                    = code{"ACCESSOR_INVALID_IBM", Error, "Matrix element at index %[1]v (component index %[2]v) contains invalid value: %[3]v."}
	accessorInvalidSign                                   = code{"ACCESSOR_INVALID_SIGN", Error, "Vector3 with sign at accessor indices %[1]v..%[2]v has invalid w component: %[3]v. Must be 1.0 or -1.0."}
	accessorJointsIndexDuplicate                          = code{"ACCESSOR_JOINTS_INDEX_DUPLICATE", Error, "Joints accessor element at index %[1]v (component index %[2]v) has value %[3]v that is already in use for the vertex."}
	accessorJointsIndexOob                                = code{"ACCESSOR_JOINTS_INDEX_OOB", Error, "Joints accessor element at index %[1]v (component index %[2]v) has value %[3]v that is greater than the maximum joint index (%[4]v) set by skin %[5]v."}
	accessorJointsUsedZeroWeight                          = code{"ACCESSOR_JOINTS_USED_ZERO_WEIGHT", Warning, "Joints accessor element at index %[1]v (component index %[2]v) is used with zero weight but has non-zero value (%[3]v)."}
	accessorMaxMismatch                                   = code{"ACCESSOR_MAX_MISMATCH", Error, "Declared maximum value for this component (%[1]v) does not match actual maximum (%[2]v)."}
	accessorMinMismatch                                   = code{"ACCESSOR_MIN_MISMATCH", Error, "Declared minimum value for this component (%[1]v) does not match actual minimum (%[2]v)."}
	accessorNonClamped                                    = code{"ACCESSOR_NON_CLAMPED", Error, "Accessor element at index %[1]v is not clamped to 0..1 range: %[2]v."}
	accessorSparseIndexOob                                = code{"ACCESSOR_SPARSE_INDEX_OOB", Error, "Accessor sparse indices element at index %[1]v is greater than or equal to the number of accessor elements: %[2]v >= %[3]v."}
	accessorSparseIndicesNonIncreasing                    = code{"ACCESSOR_SPARSE_INDICES_NON_INCREASING", Error, "Accessor sparse indices element at index %[1]v is less than or equal to previous: %[2]v <= %[3]v."}
	accessorVector3NonUnit                                = code{"ACCESSOR_VECTOR3_NON_UNIT", Error, "Vector3 at accessor indices %[1]v..%[2]v is not of unit length: %[3]v."}
	accessorWeightsNegative                               = code{"ACCESSOR_WEIGHTS_NEGATIVE", Error, "Weights accessor element at index %[1]v (component index %[2]v) has negative value %[3]v."}
	accessorWeightsNonNormalized                          = code{"ACCESSOR_WEIGHTS_NON_NORMALIZED", Error, "Weights accessor elements (at indices %[1]v..%[2]v) have non-normalized sum: %[3]v."}
	bufferByteLengthMismatch                              = code{"BUFFER_BYTE_LENGTH_MISMATCH", Error, "Actual data byte length (%[1]v) is less than the declared buffer byte length (%[2]v)."}
	bufferGLBChunkTooBig                                  = code{"BUFFER_GLB_CHUNK_TOO_BIG", Warning, "GLB-stored BIN chunk contains %[1]v extra padding byte(s)."}
	dataURIGLB                                            = code{"DATA_URI_GLB", Warning, "Data URI is used in GLB container."}
	imageDataInvalid                                      = code{"IMAGE_DATA_INVALID", Error, "Image data is invalid. %[1]v"}
	imageFeaturesUnsupported                              = code{"IMAGE_FEATURES_UNSUPPORTED", Warning, "Image contains unsupported features like non-default colorspace information, non-square pixels, or animation."}
	imageMimeTypeInvalid                                  = code{"IMAGE_MIME_TYPE_INVALID", Error, "Recognized image format '%[1]v' does not match declared image format '%[2]v'."}
	imageNonEnabledMimeType                               = code{"IMAGE_NON_ENABLED_MIME_TYPE", Error, "'%[1]v' MIME type requires an extension."}
	imageNpotDimensions                                   = code{"IMAGE_NPOT_DIMENSIONS", Information, "Image has non-power-of-two dimensions: %[1]vx%[2]v."}
	imageUnexpectedEos                                    = code{"IMAGE_UNEXPECTED_EOS", Error, "Unexpected end of image stream."}
	imageUnrecognizedFormat                               = code{"IMAGE_UNRECOGNIZED_FORMAT", Warning, "Image format not recognized."}
	uriGLB                                                = code{"URI_GLB", Information, "URI is used in GLB container."}
)

// Of files that cannot be read.
var (
	ioFailed = code{"IO_ERROR", Error, "%[1]v"}
)
