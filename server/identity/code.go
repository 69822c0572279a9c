package identity

import (
	"crypto/rand"
	"fmt"
	"math/big"
	"strings"
)

// codeAlphabet leaves out what is mistaken when read aloud or copied from a screen: 0 O, 1 I L.
const codeAlphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ"

const codeLength = 6 // 29.4 bits; guesses are limited

// NewCode makes a join code.
func NewCode() (string, error) {
	var b [codeLength]byte
	for i := range b {
		n, err := rand.Int(rand.Reader, big.NewInt(int64(len(codeAlphabet))))
		if err != nil {
			return "", fmt.Errorf("join code: %w", err)
		}
		b[i] = codeAlphabet[n.Int64()]
	}
	return string(b[:]), nil
}

// ReadCode reads a code as people type it: lower case, with spaces or hyphens.
func ReadCode(typed string) (string, bool) {
	code := strings.Map(func(r rune) rune {
		switch r {
		case ' ', '-', '\t', '\u00a0', '\u2010', '\u2011', '\u2013':
			return -1
		}
		return r
	}, strings.ToUpper(typed))
	if len(code) != codeLength {
		return "", false
	}
	for _, r := range code {
		if !strings.ContainsRune(codeAlphabet, r) {
			return "", false
		}
	}
	return code, true
}

// ShowCode is a code as it is written for people, in two groups.
func ShowCode(code string) string {
	if len(code) != codeLength {
		return code
	}
	return code[:codeLength/2] + " " + code[codeLength/2:]
}
