// Package validator checks glTF 2.0 assets, .gltf and .glb, against the specification, and says what it finds with the
// issue codes, severities and JSON pointers of the Khronos glTF validator. It needs nothing but an io.ReaderAt, holds no asset
// in memory, and is meant to stand in front of a parser: whatever the bytes are, there is an answer within bounds.
//
//	report, err := validator.Validate(ctx, file, size, validator.Options{Open: open})
//
// # How it works
//
// One validation goes through five steps, and issues are reported in the order in which these find them.
//
//  1. The container: a GLB's header and chunks are framed; anything that begins like JSON is a glTF text, whatever its name.
//  2. The text is read token by token into a tree: one 32-byte value for each, pointing into the text. Depth, elements and
//     values are counted against Limits before anything is kept; nothing recurses over the text.
//  3. Every object is judged by its own, by tables (grammar.go) of what it may hold, and by what tables cannot say (judge.go).
//     A value that is unusable is marked, and for the following steps it is not there.
//  4. References are resolved (linker.go), and what objects mean to each other is judged: formats, alignment, usage, skins,
//     animations, the node hierarchy. Walks over nodes take logarithmic steps or are counted against a budget.
//  5. Files and bytes are read: the headers of images, and each accessor of which something is to be known, once, in blocks of
//     8,192 elements, on all processors. Counts are proved against the bytes before anything is allocated.
//
// # What it guarantees
//
// A Validate call shares nothing with another and starts no goroutine that outlives it. Its error is that of the context or of
// reading the source, never of the asset. The same asset gives the same report. Memory is the JSON text, 32 bytes for each
// of its values (Limits.Values), and at most some 3 MB for each processor; a GLB of 100 MB takes 0.2 s and allocates 50 MB in
// all on two cores, about thirty times faster than the Khronos validator on Node. A mistake of ours that an asset brings to
// light is ErrFault; none is known. Options.Open is asked only for relative paths of files that a buffer
// or image names; data: URIs are decoded where they are read, and no other URI is followed.
//
// # Codes of its own
//
// What the Khronos validator leaves unchecked is said with codes in the same style:
//
//	JSON_DUPLICATE_KEY              error        two readers could see two different scenes
//	LIMIT_JSON_BYTES, _DEPTH,       error        the document is larger than Limits allow; nothing further of it is judged
//	LIMIT_JSON_ELEMENTS, _VALUES
//	LIMIT_ACCESSOR_DATA             error        accessors share so many bytes that reading them all would take too long
//	LIMIT_NODE_STEPS                error        skins and scenes over so deep a hierarchy that judging them would
//	LIMIT_IMAGE_SIDE                error        an image's header declares more pixels a side than Limits allow
//	IMAGE_ZERO_DIMENSIONS           error        an image's header declares none
//	IMAGE_LENGTH_MISMATCH           error        a WebP header declares more bytes than there are
//	KTX2_INVALID_HEADER             error        level count, index, descriptor or supercompression data do not fit
//	KTX2_INVALID_LEVEL              error        a level is not where it should be, or lies about its size
//	KTX2_UNSUPPORTED                error        not a 2D Basis Universal texture (KHR_texture_basisu)
//	REQUIRED_EXTENSION_UNSUPPORTED  error        the asset requires what neither we nor Options.Extensions know
//	DRACO_INVALID_HEADER            error        not Draco, not a mesh, or a version that no decoder knows
//	DRACO_COUNT_MISMATCH            error        faces or points differ from what the accessors declare
//	DRACO_INVALID_MODE              error        the primitive is not of triangles
//	DRACO_UNKNOWN_ATTRIBUTE         error        compressed, but not an attribute of the primitive
//	DRACO_NO_INDICES                error        the primitive has no indices to decompress to
//	MESHOPT_INVALID_COUNT, _STRIDE, error        not what the mode and filter allow
//	MESHOPT_INVALID_FILTER
//	MESHOPT_LENGTH_MISMATCH         error        count × byteStride is not the buffer view's length
//	MESHOPT_INVALID_HEADER          error        the first byte belongs to another mode or version
//	MESHOPT_DATA_TOO_SHORT          error        so few bytes cannot hold so many elements
//	MESHOPT_DATA_TOO_LONG           error        the compressed bytes lie outside of their buffer
//	INSTANCING_UNEQUAL_COUNT        error        the attributes of the instances differ in count
//	INSTANCING_INVALID_FORMAT       error        translation, rotation or scale in a format that is not allowed
//	INSTANCING_NO_MESH              warning      a node without mesh has nothing to repeat
//	URI_IN_EXTENSION                information  an address in an extension or in extras, which a reader may follow
//	PROPERTY_CASE                   hint         an unexpected property is a known one in other case
//
// # Where it differs from the Khronos validator
//
// Assets are told apart by content only. A buffer or image with an absolute URI is an IO_ERROR when something uses it, because
// nothing is fetched, and only a warning when nothing does. Extensions that only we know (KHR_draco_mesh_compression,
// EXT_meshopt_compression and its KHR form, KHR_texture_basisu, EXT_mesh_gpu_instancing) are not called unsupported, and what
// they refer to is not called unused. Joints have a common root or not regardless of their order, and pointers of unused
// animation samplers are those of the samplers. NODE_SKINNED_MESH_NON_ROOT is information, and
// NODE_SKINNED_MESH_PARENT_TRANSFORMS a warning, as of its version 2.0.0-dev.3.11.
//
// # What is not checked
//
// Compressed data are judged by their headers, never decoded: Draco, meshopt, Basis Universal, and the pixels of images. Of
// KHR_animation_pointer the pointers' targets are not resolved (INCOMPLETE_EXTENSION_SUPPORT says so). Other extensions'
// objects are not looked at, except for URIs. Triangles of strips and fans are not tested for degeneracy.
//
// # Why not the Khronos validator
//
// It is written in Dart and runs in Node, keeps whole assets in memory, recurses over JSON and nodes, and counts on its input
// being honest: a few kilobytes can stop it. It is the reference for what a finding is called, and the tests compare with its
// reports issue by issue.
package validator
