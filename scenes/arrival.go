package scenes

import (
	"context"
	"errors"
	"io"
	"time"
)

// What can go wrong with a file on its way in.
var (
	ErrUnfinished = errors.New("scenes: upload is not finished")
	ErrOffset     = errors.New("scenes: upload continues at another byte")
)

// ArrivalLife is how long an upload waits to be continued.
const ArrivalLife = 24 * time.Hour

// Arrival is a file on its way in, in as many parts and over as much time as the network needs.
type Arrival struct {
	ID     string
	Name   string // of the file, as the browser said it: somebody else's text
	Length int64  // bytes in all
	At     int64  // bytes that are here, on disk
}

// Arrivals keeps files while they come in. One that is not continued for [ArrivalLife] is dropped.
type Arrivals interface {
	Begin(ctx context.Context, a Arrival) error                                    // ErrBusy: too many are unfinished
	Arrival(ctx context.Context, id string) (Arrival, error)                       // ErrNotFound
	Append(ctx context.Context, id string, at int64, src io.Reader) (int64, error) // how much was kept, also beside an error; ErrOffset
	Drop(ctx context.Context, id string) error
}
