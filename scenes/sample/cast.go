package sample

// cast is who one meets: everybody is somebody, and the same few people live in this town. Whoever works here wears a
// lanyard.
var cast = [...]look{
	{skin: 0xf0c8a8, hair: 0xd9d5cf, top: 0xb5654a, bottom: 0x6b6257, shoes: 0x3a2f28, cut: short},
	{skin: 0x6b4630, hair: 0x17130f, top: sun, bottom: navy, shoes: white, cut: short, height: 1.78},
	{skin: 0xd9a47c, hair: 0x3a2418, top: rose, bottom: 0x4a5a6a, shoes: 0x2a2320, cut: long, height: 1.66},
	{skin: 0xc98d63, hair: 0x2c4a6d, top: 0x2f6f7a, bottom: 0x3b3550, shoes: 0x2a2320, cut: headscarf, height: 1.62, skirt: true},
	{skin: 0xecc3a0, hair: 0xb9b3aa, top: 0x5f7f5f, bottom: graphite, shoes: 0x2a2320, cut: bald},
	{skin: 0x8d5a3c, hair: 0x17130f, top: terracotta, bottom: 0x6a5a7a, shoes: 0x2a2320, cut: bun, skirt: true, height: 1.65},
	{skin: 0xf0c8a8, hair: 0xb5542f, top: sage, bottom: 0x4a3f38, shoes: 0x3a2f28, cut: long, height: 1.7},
	{skin: 0xc98d63, hair: 0x241a14, top: linen, bottom: 0x2f4a6d, shoes: white, cut: short, height: 1.74},
	{skin: 0xe8b998, hair: 0xe6e0d6, top: 0x7d6a94, bottom: slate, shoes: 0x3a2f28, cut: bun, height: 1.58},
	{skin: 0x4f3424, hair: 0x17130f, top: 0x3f7f8c, bottom: 0x2f2f36, shoes: white, cut: curls, height: 1.72},
}

// children of the town.
var (
	girl = look{skin: 0xf0c8a8, hair: 0xd8a657, top: 0x5d8fb5, bottom: 0x6a4a6a, shoes: white, cut: long, height: 1.05}
	boy  = look{skin: 0xb87b52, hair: 0x241a14, top: sun, bottom: 0x2f6f7a, shoes: terracotta, cut: short, height: 1.12}
)

// staff is one of those who work in a place, in its colour.
func (k *kit) staff(i int) look {
	l := cast[(i*3+1)%len(cast)]
	l.top, l.bottom, l.skirt, l.lanyard = k.livery.deep, graphite, false, true
	if i%2 == 1 {
		l.top = k.livery.soft
	}
	return l
}

// citizen is one of the public.
func citizen(i int) look { return cast[i%len(cast)] }

// seated puts somebody on a chair that stands in this frame.
func (p pen) seated(l look, reach float64) { p.at(0, 0, 0.03).sitting(l, 0.42, reach) }

// people is the node that holds them all.
func (k *kit) people() pen { return k.thing("people", vec{}) }
