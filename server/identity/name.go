package identity

import (
	"math/rand/v2"
	"strconv"
	"strings"
)

const participantNameMost = 40

// ParticipantName tidies the name somebody wants to be called in a session.
func ParticipantName(name string) (string, error) { return tidyName(name, participantNameMost) }

// Friendly words that say nothing about anybody, easy to say and to tell apart.
var (
	firstWords = strings.Fields(`Amber Autumn Blue Brave Bright Calm Cheerful Clear Coral Copper Early Gentle Gold Green
		Happy Indigo Kind Lively Lucky Mellow Merry Misty Quick Quiet Rosy Sandy Silver Sunny Swift Teal Violet Warm`)
	lastWords = strings.Fields(`Alder Ash Badger Beech Birch Bluebell Clover Curlew Dolphin Dragonfly Elm Fern Finch Hare
		Hazel Heron Kestrel Kite Lark Maple Oak Otter Poppy Puffin Robin Rowan Salmon Skylark Sparrow Swallow Willow Wren`)
)

// OfferName makes a pseudonym that nobody in taken has.
func OfferName(taken []string) string {
	used := make(map[string]bool, len(taken))
	for _, name := range taken {
		used[strings.ToLower(name)] = true
	}
	for tries := 0; ; tries++ {
		name := firstWords[rand.IntN(len(firstWords))] + " " + lastWords[rand.IntN(len(lastWords))]
		if tries > 100 {
			name += " " + strconv.Itoa(tries)
		}
		if !used[strings.ToLower(name)] {
			return name
		}
	}
}
