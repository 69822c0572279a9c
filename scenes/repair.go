package scenes

// What Repaired can mend, by the names under which it is offered.
const (
	repairBounds     = "bounds"        // of geometry and of the times of animations, from their numbers
	repairDirections = "directions"    // normals, tangents and rotations made one long
	repairValues     = "values"        // of materials, lights, cameras and colours, brought into their range
	repairWeights    = "weights"       // of skins, so that each point's add up to one
	repairEmpty      = "empty-parts"   // parts that draw nothing, and lists of nothing, taken out
	repairLayout     = "layout"        // of numbers in the file, as the format asks
	repairPictures   = "picture-types" // as they are, not as they were said to be

	repairFeatures = "features"       // that are used without a word of it
	repairPlaces   = "picture-places" // for pictures on surfaces that do not say where

	repairMillimetres = "units-millimetres"
	repairCentimetres = "units-centimetres"
	repairInches      = "units-inches"
	repairUpright     = "up-z"
)

// repairs are all of them, in the order in which they are made.
func repairs() []string {
	return []string{
		repairEmpty, repairLayout, repairBounds, repairDirections, repairValues, repairWeights, repairPictures, repairPlaces, repairFeatures, repairMillimetres,
		repairCentimetres, repairInches, repairUpright,
	}
}
