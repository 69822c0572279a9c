package validator

// code is one kind of issue; message is a format.
type code struct {
	name     string
	severity Severity
	message  string
}

// Of the container.
var (
	glbChunkLengthUnaligned       = code{"GLB_CHUNK_LENGTH_UNALIGNED", Error, "Length of %[1]v chunk is not aligned to 4-byte boundaries."}
	glbChunkTooBig                = code{"GLB_CHUNK_TOO_BIG", Error, "Chunk (%[1]v) length (%[2]v) does not fit total GLB length."}
	glbDuplicateChunk             = code{"GLB_DUPLICATE_CHUNK", Error, "Chunk of type %[1]v has already been used."}
	glbEmptyBinChunk              = code{"GLB_EMPTY_BIN_CHUNK", Information, "Empty BIN chunk should be omitted."}
	glbEmptyChunk                 = code{"GLB_EMPTY_CHUNK", Error, "Chunk (%[1]v) cannot have zero length."}
	glbExtraData                  = code{"GLB_EXTRA_DATA", Warning, "Extra data after the end of GLB stream."}
	glbInvalidMagic               = code{"GLB_INVALID_MAGIC", Error, "Invalid GLB magic value (%[1]v)."}
	glbInvalidVersion             = code{"GLB_INVALID_VERSION", Error, "Invalid GLB version value %[1]v."}
	glbLengthMismatch             = code{"GLB_LENGTH_MISMATCH", Error, "Declared length (%[1]v) does not match GLB length (%[2]v)."}
	glbLengthTooSmall             = code{"GLB_LENGTH_TOO_SMALL", Error, "Declared GLB length (%[1]v) is too small."}
	glbUnexpectedBinChunk         = code{"GLB_UNEXPECTED_BIN_CHUNK", Error, "BIN chunk must be the second chunk."}
	glbUnexpectedEndOfChunkData   = code{"GLB_UNEXPECTED_END_OF_CHUNK_DATA", Error, "Unexpected end of chunk data."}
	glbUnexpectedEndOfChunkHeader = code{"GLB_UNEXPECTED_END_OF_CHUNK_HEADER", Error, "Unexpected end of chunk header."}
	glbUnexpectedEndOfHeader      = code{"GLB_UNEXPECTED_END_OF_HEADER", Error, "Unexpected end of header."}
	glbUnexpectedFirstChunk       = code{"GLB_UNEXPECTED_FIRST_CHUNK", Error, "First chunk must be of JSON type. Found %[1]v instead."}
	glbUnknownChunkType           = code{"GLB_UNKNOWN_CHUNK_TYPE", Warning, "Unknown GLB chunk type: %[1]v."}
)
