//go:build race

package scenes

const raceEnabled = true // which makes everything several times as slow
