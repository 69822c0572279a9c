// Package scenes turns a designer's upload into something people may safely meet in, or says in plain words why not.
//
// # What comes in
//
// Designers bring what their program writes: a GLB, a .gltf with its files in a folder or zip, or with everything written out in its
// text. A [Bundle] is such an upload (bundle.go, sniff.go): one model, and the files that it names. Which form it is decides its
// content, never its name.
//
//   - A zip (zip.go) is trusted in nothing. The list of its files is read under a byte budget, so sixty thousand entries cost no more
//     than the few thousand that are allowed. Unsafe paths, shortcuts, names that come twice and files on top of each other refuse it. Only
//     the model and what it names are unpacked, counted as they are, into a file without a name that is gone when it is closed. What a Mac
//     or Windows leaves in folders is passed over.
//   - A folder (folder.go) is only looked into through an os.Root, so no path and no link leads out of it, and only regular files are opened.
//   - The model is the .glb or .gltf nearest to the top. Of several there we cannot know which is meant, and name them.
//   - What the model names is found by its description alone (outline.go, resolve.go): decoded once, with backslashes, odd case and
//     accents written apart forgiven, and the forgiving said. Anything that leads out of the upload, or to the internet, refuses it.
//   - Packed (pack.go) is the same scene as one GLB. Every byte of the description that need not change stays; the files become runs of the
//     binary chunk, read where they lie. Only this is kept and served. A picture that is missing refuses the upload: a grey square in its place
//     would be found out only by the people in the headset.
//
// # What Inspect does
//
// [Inspect] looks at a Bundle and answers with a [Report]: problems, figures, world bounds, and what the file says about itself (where
// people come in, touchpoints). It never changes the file. Reports are proposals that the designer confirms; only [Refuse] problems
// keep a file out. First the model as it came is held to the format's rules by package validator, which may read any file of the
// upload; then the one packed GLB to what a headset can show.
//
// The parser underneath (qmuntal/gltf) decodes well and trusts much: it panics on null entries, allocates from an accessor's
// count before it looks at the data, lets wrong-case keys replace right ones, and turns away valid files that viewers
// show. So it sees nothing that has not been looked at. The stages, each of which may end the inspection:
//
//  1. What is it (sniff.go): an error page, a Git LFS pointer, a zip, another program's file. Decided once, by content.
//  2. The container (container.go): magic, version, lengths and chunks in 64 bits, by ourselves. Only the JSON chunk is read
//     into memory, under its own cap; the binary chunk is only ever looked into through the ReaderAt.
//  3. The text (text.go and value.go over schema.go): one pass of tokens for the names of things and for what the parser must not
//     see. It goes on after a wrong value, so that names are known for whatever else is wrong. What real exporters write and the parser would
//     turn away is made digestible in our copy (a count of 0, an alphaCutoff without alphaMode), byte for byte in place.
//  4. Decoding into gltf.Document, which now can neither fail by much nor grow beyond a few hundred bytes an element.
//  5. What the format leaves open: features that cannot be shown (extensions.go), the sums that our own reading stands on (sizes.go),
//     where everything is (nodes.go), pictures by their headers (pictures.go, picture.go), links out of the scene (outside.go).
//  6. The numbers inside (numbers.go), only where the validator found bounds that lie or faces without area.
//  7. Figures and bounds (figures.go), spawns and touchpoints (meaning.go).
//
// # What is wrong, and what becomes of it
//
// Each code of the validator has a rule (rules.go, rules_table.go): a kind, which finds three sentences in words/ (what is wrong and
// where, why it matters in a headset, what to do in Blender or SketchUp), and an [Action]. [Refuse] is for what cannot be shown or is not safe
// to hand on, [Repair] for errors that viewers show all the same and that we can mend, [Warn] for the designer's choice, [Note] for
// those who want to know. An error of the format is always one of the first two, and nothing else is. What has no code of the Khronos
// validator has ours, in kebab case, which is its kind. A thing is called by the designer's own name for it, by the object or
// material that shows it, or else by its file; nothing is said twice.
//
// # Repairs
//
// [Repaired] makes a new GLB with chosen repairs (repair.go and its neighbours); a Report lists those that are worth it, as offers. The
// description is taken apart only where a repair has business, and nothing that others point at changes its place. Numbers are mended
// while they are read (patched.go), so that memory does not grow with the file; what has to lie elsewhere is put after the binary chunk.
// The same file and repairs give the same bytes, and after all that is offered a file is accepted: a test holds every repairable file at
// hand to that, and to meaning what it meant. A surface that glows more than a factor may say keeps its glow as strength.
//
// # Rules
//
//   - Nothing outside the upload is opened, and nothing is ever fetched: the package imports nothing that could.
//   - Memory is bounded by Limits.JSONBytes, TextBytes, Elements and Values, never by a number a file claims. Disk is bounded by
//     Limits.Bytes for each upload under way. Time is linear in the file.
//   - Names are cleaned before they are reported: they are somebody else's text.
//   - A bad file is a Report; an error is only trouble with reading or a cancelled context. Inspect recovers from
//     panics as a last belt, with a problem code of its own that no test may ever see.
//   - Inspect keeps no state and may be called from many goroutines; how many at once, and for how long, is the caller's decision.
//
// # The catalogue
//
// [Catalogue] (catalogue.go, adding.go) is the only way in: a [Scene] has variants, and each a history of immutable [Version]s. A file is received
// under a cap, looked at in bounds, packed into one GLB if it came as anything else (that is what is kept and served), and only then
// entered. What it stands on are the interfaces beside it, all of them kept by one store.
//
//   - A content is kept once and goes with the last version that has it. From keeping it to its entry, and from an entry's end to its
//     content's, nobody else publishes: so no entry is ever without its file.
//   - An upload makes one version, however often and by how many it is asked for. Trouble leaves it where it was; a refusal drops it,
//     and is remembered for a while.
//   - Two files are taken apart at a time, four come in at a time, and each has a minute.
//   - What a scene means goes along when its file is made lighter, and what a designer said of it when it is repaired (carry.go).
//
// # Where the numbers come from
//
// Hard stops are in [DefaultLimits], what each class of headset takes in [Headsets]. Triangles follow the primitive's mode (n/3, or n−2 for strips and
// fans), times the instances of EXT_mesh_gpu_instancing, for each node that shows the mesh; a draw call is one
// primitive of one such node, however many its instances. Memory of a picture in the headset is width × height × 4 bytes, a third more
// for mipmaps; KTX2 stays compressed at one byte a texel. Bounds are the eight corners of each POSITION accessor's min and
// max under the node's world transform. Yaw is about +y, and 0 looks along −z; what a node of glTF faces is its
// local +z, and a spawn whose node was never turned looks squarely into the scene.
package scenes
