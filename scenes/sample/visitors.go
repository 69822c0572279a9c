package sample

// libraryPeople are the figures one meets: two at the desk, the others in the room.
func (k *kit) libraryPeople() {
	p := k.thing("people", vec{})
	p.at(-2.9, 0, -4.25).standing(look{skin: 0x8d5a3c, hair: 0x1f1a18, top: navy, bottom: graphite, shoes: 0x2a2320, cut: curls, height: 1.68, lanyard: true}, 0.55)
	p.at(-1.1, 0, -4.12).sitting(look{skin: 0xe8b998, hair: 0x8a4b2a, top: seafoam, bottom: navy, shoes: 0x2a2320, cut: bun, lanyard: true}, 0.5, 0.8)
	p.at(-2.85, 0, -2.45).turn(180).standing(look{skin: 0xc98d63, hair: 0x2c4a6d, top: 0x2f6f7a, bottom: 0x3b3550, shoes: 0x2a2320, cut: headscarf, height: 1.62, skirt: true}, 0.5)

	p.at(-7.47, 0, -1.85).turn(90).sitting(look{skin: 0xf0c8a8, hair: 0xd9d5cf, top: 0xb5654a, bottom: 0x6b6257, shoes: 0x3a2f28, cut: short}, 0.42, 0.6)
	p.at(-7.47, 0, 0.79).turn(90).sitting(look{skin: 0x6b4630, hair: 0x17130f, top: sun, bottom: navy, shoes: white, cut: short}, 0.42, 0.7)
	p.at(-5.33, 0, -0.53).turn(-90).sitting(look{skin: 0xd9a47c, hair: 0x3a2418, top: rose, bottom: 0x4a5a6a, shoes: 0x2a2320, cut: long}, 0.42, 0.4)
	p.at(-7.25, 0, 2.75).turn(90).wheelchairUser(look{skin: 0xecc3a0, hair: 0xb9b3aa, top: 0x5f7f5f, bottom: graphite, shoes: 0x2a2320, cut: bald})

	p.at(3.8, 0, -4.8).turn(180).sitting(look{skin: 0xc98d63, hair: 0x241a14, top: 0xe9dfcd, bottom: 0x2f4a6d, shoes: white, cut: short}, 0.46, 0.9)
	p.at(7.2, 0, 1.3).turn(90).standing(look{skin: 0xf0c8a8, hair: 0xb5542f, top: sage, bottom: 0x4a3f38, shoes: 0x3a2f28, cut: long, height: 1.7}, 0.75)
	p.at(5.6, 0, 5.55).turn(180).sitting(look{skin: 0x8d5a3c, hair: 0x17130f, top: terracotta, bottom: 0x6a5a7a, shoes: 0x2a2320, cut: bun, skirt: true}, 0.46, 0.8)
	p.at(6.2, 0, 3.4).turn(-15).sitting(look{skin: 0xb87b52, hair: 0x241a14, top: sun, bottom: 0x2f6f7a, shoes: terracotta, cut: short, height: 1.12}, 0.46, 0.6)
	p.at(4.5, 0, 3.3).turn(10).sitting(look{skin: 0xf0c8a8, hair: 0xd8a657, top: 0x5d8fb5, bottom: 0x6a4a6a, shoes: white, cut: long, height: 1.05}, 0.48, 0.5)
}
