package validator

// What the Khronos validator leaves unchecked. The table in the package documentation explains each.
var (
	duplicateKey        = code{"JSON_DUPLICATE_KEY", Error, "Property '%v' is defined twice."}
	limitJSONBytes      = code{"LIMIT_JSON_BYTES", Error, "The JSON text is longer than %v bytes."}
	limitDepth          = code{"LIMIT_JSON_DEPTH", Error, "Arrays and objects are nested deeper than %v."}
	limitElements       = code{"LIMIT_JSON_ELEMENTS", Error, "An array or object has more than %v elements."}
	limitValues         = code{"LIMIT_JSON_VALUES", Error, "The document has more than %v values."}
	limitData           = code{"LIMIT_ACCESSOR_DATA", Error, "Accessors refer to more than %v bytes of data in all; the rest was not looked at."}
	limitSteps          = code{"LIMIT_NODE_STEPS", Error, "The node hierarchy takes more than %v steps to understand."}
	imageTooLarge       = code{"LIMIT_IMAGE_SIDE", Error, "Image is %vx%v; the limit is %v pixels a side."}
	imageNoSize         = code{"IMAGE_ZERO_DIMENSIONS", Error, "Image has no size: %vx%v."}
	imageCut            = code{"IMAGE_LENGTH_MISMATCH", Error, "Image header declares %v bytes; there are %v."}
	ktx2Invalid         = code{"KTX2_INVALID_HEADER", Error, "KTX2 header is invalid. %v"}
	ktx2LevelInvalid    = code{"KTX2_INVALID_LEVEL", Error, "KTX2 level %v is invalid. %v"}
	ktx2Unsupported     = code{"KTX2_UNSUPPORTED", Error, "KHR_texture_basisu allows only 2D Basis Universal textures. %v"}
	propertyCase        = code{"PROPERTY_CASE", Hint, "Property '%v' is ignored; '%v' was probably meant."}
	uriHidden           = code{"URI_IN_EXTENSION", Information, "URI outside of buffers and images: '%v'."}
	requiredUnsupported = code{"REQUIRED_EXTENSION_UNSUPPORTED", Error, "Extension '%v' is required, but not known."}

	dracoInvalid   = code{"DRACO_INVALID_HEADER", Error, "Draco data is invalid. %v"}
	dracoMismatch  = code{"DRACO_COUNT_MISMATCH", Error, "Draco data holds %v %v; the accessor declares %v."}
	dracoMode      = code{"DRACO_INVALID_MODE", Error, "Draco data needs mode TRIANGLES or TRIANGLE_STRIP."}
	dracoAttribute = code{"DRACO_UNKNOWN_ATTRIBUTE", Error, "The mesh primitive does not define this attribute."}
	dracoNoIndices = code{"DRACO_NO_INDICES", Error, "The mesh primitive has no indices accessor to decompress to."}

	meshoptCount    = code{"MESHOPT_INVALID_COUNT", Error, "Count %v is not valid for mode '%v'."}
	meshoptStride   = code{"MESHOPT_INVALID_STRIDE", Error, "byteStride %v is not valid for mode '%v' and filter '%v'."}
	meshoptFilter   = code{"MESHOPT_INVALID_FILTER", Error, "Filter '%v' cannot be used with mode '%v'."}
	meshoptLength   = code{"MESHOPT_LENGTH_MISMATCH", Error, "Decompressed length %v (count × byteStride) is not the buffer view's byteLength %v."}
	meshoptHeader   = code{"MESHOPT_INVALID_HEADER", Error, "First byte 0x%02x does not begin data of mode '%v'."}
	meshoptTooShort = code{"MESHOPT_DATA_TOO_SHORT", Error, "%v bytes cannot hold %v elements of mode '%v'."}
	meshoptOutside  = code{"MESHOPT_DATA_TOO_LONG", Error, "Compressed data (offset: %v, length: %v) does not fit buffer [%v] length %v."}

	instancingCount  = code{"INSTANCING_UNEQUAL_COUNT", Error, "All attributes of the instances must have the same count: %v, not %v."}
	instancingFormat = code{"INSTANCING_INVALID_FORMAT", Error, "Invalid accessor format '%v' for this attribute. Must be one of %v."}
	instancingNoMesh = code{"INSTANCING_NO_MESH", Warning, "A node without mesh has nothing to repeat."}
)
