package validator

// code is one kind of issue; message is a format.
type code struct {
	name     string
	severity Severity
	message  string
}

// Of the container.
var (
	glbInvalidMagic         = code{"GLB_INVALID_MAGIC", Error, "Invalid GLB magic value (%d)."}
	glbInvalidVersion       = code{"GLB_INVALID_VERSION", Error, "Invalid GLB version value %d."}
	glbLengthTooSmall       = code{"GLB_LENGTH_TOO_SMALL", Error, "Declared GLB length (%d) is too small."}
	glbChunkUnaligned       = code{"GLB_CHUNK_LENGTH_UNALIGNED", Error, "Length of %s chunk is not aligned to 4-byte boundaries."}
	glbLengthMismatch       = code{"GLB_LENGTH_MISMATCH", Error, "Declared length (%d) does not match GLB length (%d)."}
	glbChunkTooBig          = code{"GLB_CHUNK_TOO_BIG", Error, "Chunk (%s) length (%d) does not fit total GLB length."}
	glbEmptyChunk           = code{"GLB_EMPTY_CHUNK", Error, "Chunk (%s) cannot have zero length."}
	glbEmptyBinChunk        = code{"GLB_EMPTY_BIN_CHUNK", Information, "Empty BIN chunk should be omitted."}
	glbDuplicateChunk       = code{"GLB_DUPLICATE_CHUNK", Error, "Chunk of type %s has already been used."}
	glbUnexpectedEndHeader  = code{"GLB_UNEXPECTED_END_OF_HEADER", Error, "Unexpected end of header."}
	glbUnexpectedEndOfChunk = code{"GLB_UNEXPECTED_END_OF_CHUNK_HEADER", Error, "Unexpected end of chunk header."}
	glbUnexpectedEndOfData  = code{"GLB_UNEXPECTED_END_OF_CHUNK_DATA", Error, "Unexpected end of chunk data."}
	glbUnexpectedFirstChunk = code{"GLB_UNEXPECTED_FIRST_CHUNK", Error, "First chunk must be of JSON type. Found %s instead."}
	glbUnexpectedBinChunk   = code{"GLB_UNEXPECTED_BIN_CHUNK", Error, "BIN chunk must be the second chunk."}
	glbUnknownChunkType     = code{"GLB_UNKNOWN_CHUNK_TYPE", Warning, "Unknown GLB chunk type: %s."}
)
