// Package sample builds the service spaces that ship with Rehearsal, so that the first page of a new installation has
// something worth walking into. The first is a branch library's reception, in the dimensions of the product's own
// service design reference, with its as-is flaw: the kiosks hide the desk from the door.
//
// A scene is drawn with a kit: a pen puts boxes, turned and bent shapes of some material in a frame (vector.go, shapes.go,
// round.go), furniture is a method that draws with the pen, and a layout says where it stands. Three things make the few
// triangles look like a place: light, print and wood. Light is baked into the colour of every vertex by looking around
// from it (light.go), and into a picture of the floor, so a viewer needs neither shadows nor lamps. Everything printed, in
// real letters, stands in one atlas (atlas.go). Wood, felt and the view are computed (texture.go, view.go).
//
// What a reader of the file can rely on: one unit is a metre, y is up, the floor is one plane at y = 0, walls and furniture
// are solid for a ray at the height of knees or chest, and the nodes `tp:…` (touchpoints), `spawn:…` and `zone:…` stand where their thing stands, at floor level. Walls
// and ceiling are built only as seen from inside, so that from above one looks in.
//
// The same program makes the same bytes each time: no clock, no random source, no map is walked. (Another kind of processor
// may round the light's last digit differently.) It takes a second or two, on all cores, so it is for a first start and not
// for a request. Nothing is embedded, because that is cheaper than three megabytes that nobody can review.
//
// A viewer's light falls on wood, cloth, people and plastic only: walls, ceiling, print, lamps and the view carry all of
// theirs. One soft hemisphere and one lamp from above are enough; shadows are baked.
package sample
