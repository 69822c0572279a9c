package validator

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// externalError is a failure of a file beside the model.
type externalError struct {
	is  ref // the buffer or image
	err error
}

func (e *externalError) Error() string { return fmt.Sprintf("external file: %v", e.err) }
func (e *externalError) Unwrap() error { return e.err }

// externalReader marks failures of a file beside the model.
type externalReader struct {
	io.ReaderAt
	is ref
}

func (r externalReader) ReadAt(p []byte, at int64) (int, error) {
	n, err := r.ReaderAt.ReadAt(p, at)
	if err != nil && n < len(p) {
		return n, &externalError{r.is, err}
	}
	return n, nil
}

var errNoFile = errors.New("there are no files beside the model")

// open finds a file beside the model. Addresses of any other kind are never asked for.
func (k *linker) open(is ref, l location) (blob, error) {
	if l.outside {
		return blob{}, errors.New("only files beside the model are read")
	}
	if k.options.Open == nil {
		return blob{}, errNoFile
	}
	if strings.ContainsRune(l.path, 0) {
		return blob{}, errors.New("the name has a NUL character")
	}
	src, size, err := k.options.Open(l.path)
	if err != nil {
		return blob{}, err
	}
	if closer, ok := src.(io.Closer); ok {
		k.closers = append(k.closers, closer)
	}
	return blob{externalReader{src, is}, size}, nil
}

func (k *linker) closeFiles() {
	for _, c := range k.closers {
		_ = c.Close() // only read
	}
}

// loadBuffers finds the bytes of each buffer; bin is the GLB's own.
func (k *linker) loadBuffers(bin *blob) {
	for i, b := range k.buffers {
		if b == nil {
			continue
		}
		l, located := k.locations[b.is]
		if b.length == -1 {
			if located && l.embedded {
				b.data = l.data
			}
			continue
		}
		own := k.glb && i == 0 && !k.has(b.is, "uri")
		var data blob
		switch {
		case located && l.embedded:
			data = l.data
		case located:
			found, err := k.open(b.is, l)
			if l.outside && !b.used {
				continue // nobody needs it: the address was said
			}
			if err != nil {
				k.sayIn(ioFailed, b.is, "uri", err)
				continue
			}
			data = found
		case own && bin == nil:
			k.say(bufferMissingGLBData, b.is)
			continue
		case own:
			data = *bin
		default:
			continue // a fallback without bytes: extensions fill it
		}
		if data.size < b.length {
			k.say(bufferByteLengthMismatch, b.is, data.size, b.length)
			continue
		}
		if padded := (b.length + 3) &^ 3; own && data.size > padded {
			k.say(bufferGLBChunkTooBig, b.is, data.size-padded)
		}
		b.data = data
	}
}

// loadImages reads the header of each image.
func (k *linker) loadImages() error {
	for _, i := range k.images {
		if i == nil || k.extended(i.is, placeImage) {
			continue
		}
		if err := k.ctx.Err(); err != nil {
			return err
		}
		var data blob
		member := "uri"
		l, located := k.locations[i.is]
		switch {
		case located && l.embedded:
			data = l.data
		case located:
			found, err := k.open(i.is, l)
			if l.outside && !i.used {
				continue // nobody needs it: the address was said
			}
			if err != nil {
				k.sayIn(ioFailed, i.is, "uri", err)
				continue
			}
			data = found
		case i.view != nil && i.view.offset >= 0 && i.view.length >= 0:
			member = "bufferView"
			data = i.view.bytes(0, i.view.length)
		}
		if data.ReaderAt == nil {
			continue
		}
		if err := k.loadImage(i, data, member); err != nil {
			if err := k.explainRead(err); err != nil {
				return err
			}
		}
	}
	return nil
}

func (k *linker) loadImage(i *image, data blob, member string) error {
	if k.loaded["KHR_texture_basisu"] && recognise(data) == "image/ktx2" {
		return k.loadKTX2(i, data, member)
	}
	p, err := readPicture(data)
	var damaged pictureError
	switch {
	case errors.Is(err, errPictureUnknown):
		k.say(imageUnrecognizedFormat, i.is)
		return nil
	case errors.Is(err, errPictureCut):
		k.say(imageUnexpectedEos, i.is)
		return nil
	case errors.As(err, &damaged):
		k.say(imageDataInvalid, i.is, string(damaged))
		return nil
	case err != nil:
		return err
	}
	k.judgePicture(i, p, member)
	if p.length > data.size {
		k.say(imageCut, i.is, p.length, data.size)
	}
	return nil
}

func (k *linker) judgePicture(i *image, p picture, member string) {
	i.found = p.mime
	if !slices.Contains(k.imageTypes(true), p.mime) {
		k.say(imageNonEnabledMimeType, i.is, p.mime)
	}
	if k.good(i.is, "mimeType") != none && i.mime != p.mime {
		k.sayIn(imageMimeTypeInvalid, i.is, member, p.mime, i.mime)
	}
	if p.mime != "image/ktx2" && !(isPowerOfTwo(p.width) && isPowerOfTwo(p.height)) {
		k.say(imageNpotDimensions, i.is, p.width, p.height)
	}
	if p.odd {
		k.say(imageFeaturesUnsupported, i.is)
	}
	if p.width == 0 || p.height == 0 {
		k.say(imageNoSize, i.is, p.width, p.height)
	}
	if side := uint32(k.options.Limits.ImageSide); p.width > side || p.height > side {
		k.say(imageTooLarge, i.is, p.width, p.height, side)
	}
}

func isPowerOfTwo(n uint32) bool { return n != 0 && n&(n-1) == 0 }
