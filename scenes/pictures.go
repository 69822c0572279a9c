package scenes

import (
	"bytes"
	"io"
	"strings"

	"github.com/qmuntal/gltf"
)

// checkPictures judges every picture by its headers, and adds up what they take in the headset.
func (v *inspection) checkPictures() error {
	var texels int64
	shown := v.checkTextures()
	v.images = make(heavies)
	for i, image := range v.doc.Images {
		where := v.called(images, i)
		data, size := v.pictureData(image)
		if data == nil {
			v.found.add(pictureMissing, where)
			continue
		}
		if size == 0 {
			v.found.add(pictureDamaged, where)
			continue
		}
		p, err := lookAt(data, size)
		if err != nil {
			return err
		}
		if !v.judgePicture(p, image, where) {
			continue
		}
		if shown[i] {
			texels += p.width * p.height
			v.weigh(p, where)
		}
	}
	v.judgeWeight(texels)
	return nil
}

// pictureData finds a picture's bytes. One inside a compressed view cannot be shown, and is not found.
func (v *inspection) pictureData(image *gltf.Image) (io.ReaderAt, int64) {
	switch {
	case image.BufferView != nil && image.URI == "":
		if data := v.section(*image.BufferView); data != nil {
			return data, int64(v.doc.BufferViews[*image.BufferView].ByteLength)
		}
	case image.URI != "" && image.BufferView == nil:
		if data, ok := dataOf(image.URI); ok {
			return bytes.NewReader(data), int64(len(data))
		}
	}
	return nil, 0
}

// judgePicture says what is wrong with a picture, and answers whether its size can be counted.
func (v *inspection) judgePicture(p picture, image *gltf.Image, where string) bool {
	declared := image.MimeType
	if image.URI != "" {
		declared, _, _ = strings.Cut(strings.TrimPrefix(image.URI, "data:"), ";")
	}
	switch {
	case p.format == "LFS":
		v.found.add(picturePointer, where)
	case p.format == "HTML":
		v.found.add(picturePage, where)
	case p.mediaType() == "" && p.format == "":
		v.found.add(pictureDamaged, where)
	case p.mediaType() == "":
		v.found.add(pictureType, where, "format", p.format)
	case p.width == 0 && p.height == 0 && !p.whole:
		v.found.add(pictureDamaged, where)
	case p.width == 0 || p.height == 0:
		v.found.add(pictureNoSize, where)
	case v.tooLarge(p):
		v.found.add(pictureTooBig, where, v.sizeOf(p)...)
	case !p.whole:
		v.found.add(pictureDamaged, where)
	default:
		if declared != p.mediaType() {
			v.found.add(pictureMislabeled, where, "format", p.format, "declared", declared)
		}
		if max(p.width, p.height) > v.limits.Gates.LargestTexture.Red {
			v.found.add(pictureBig, where, v.sizeOf(p)...)
		}
		return true
	}
	return false
}

func (v *inspection) tooLarge(p picture) bool {
	side := int64(v.limits.TextureSide)
	return p.width > side || p.height > side || p.width*p.height > v.limits.TextureTexels
}

func (v *inspection) sizeOf(p picture) []string {
	return []string{
		"width", number(p.width), "height", number(p.height), "memory", megabytes(memoryOf(p)), "good", number(v.limits.Gates.LargestTexture.Red),
	}
}

// memoryOf is what a picture takes in the headset: four bytes a texel, or one where it stays compressed, and a third more for its
// smaller copies.
func memoryOf(p picture) int64 {
	perTexel := int64(4)
	if p.format == "KTX2" {
		perTexel = 1
	}
	const most = 1 << 24 // a header may claim anything
	return min(p.width, most) * min(p.height, most) * perTexel * 4 / 3
}

func (v *inspection) weigh(p picture, name string) {
	v.images.add(Heavy{Name: name, Kind: "picture", TextureBytes: memoryOf(p)})
	f := &v.report.Figures
	f.TextureBytes += memoryOf(p)
	f.LargestTexture = max(f.LargestTexture, p.width, p.height)
}

func (v *inspection) judgeWeight(texels int64) {
	memory, red := v.report.Figures.TextureBytes, v.limits.Gates.TextureBytes.Red
	switch {
	case texels > v.limits.Texels:
		v.found.add(picturesTooBig, "", "memory", megabytes(memory), "good", megabytes(red))
	case memory > red:
		v.found.add(picturesBig, "", "memory", megabytes(memory), "good", megabytes(red))
	}
}

// checkTextures says which textures have no picture, and leave a surface plain. It answers the pictures that are shown; others, such as fallbacks, take no memory in the headset.
func (v *inspection) checkTextures() map[int]bool {
	pictures := make(map[int]bool)
	for i, t := range v.doc.Textures {
		source := sourceOf(t)
		switch {
		case source != nil:
			pictures[*source] = true
		case v.text.names.isUsed(place{textures, i}):
			v.found.add(pictureNone, v.called(textures, i))
		}
	}
	return pictures
}
