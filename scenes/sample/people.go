package sample

// look is how a figure looks. Figures are plain, like those of an architect's model: no faces, but somebody.
type look struct {
	skin, hair, top, bottom, shoes hex
	cut                            cut
	height                         float64 // standing; 1.7 if zero
	skirt                          bool
	lanyard                        bool // staff
}

// cut is what is on somebody's head.
type cut int

const (
	short cut = iota
	long
	bun
	curls
	headscarf
	bald
)

// standing is a figure on its feet; reach moves its hands forward, as to a shelf or a keyboard.
func (p pen) standing(l look, reach float64) {
	p = p.sized(l)
	shoes, legs := l.shoes.of(matt), l.bottom.of(matt)
	for _, side := range []float64{-1, 1} {
		x := side * 0.095
		p.at(x, 0, 0.045).shoe(shoes)
		p.hose(legs, 6, bead{vec{x, 0.07, 0}, 0.055}, bead{vec{x, 0.48, 0.01}, 0.066}, bead{vec{x * 0.95, 0.86, 0}, 0.09})
	}
	if l.skirt {
		p.lathe(legs, 14, ring{0.23, 0.35}, ring{0.19, 0.65}, ring{0.155, 0.92})
	}
	p.torso(l, 0.82)
	p.arms(l, 0.82, reach)
	p.head(l, 0.82)
}

// sitting is a figure on a seat of this height.
func (p pen) sitting(l look, seat, reach float64) {
	p = p.sized(l)
	shoes, legs := l.shoes.of(matt), l.bottom.of(matt)
	hip := seat + 0.07
	for _, side := range []float64{-1, 1} {
		x := side * 0.10
		p.at(x, 0, 0.47).shoe(shoes)
		p.hose(legs, 6, bead{vec{x * 0.9, hip, 0}, 0.095}, bead{vec{x, hip + 0.01, 0.22}, 0.085}, bead{vec{x, hip, 0.40}, 0.073},
			bead{vec{x, hip - 0.07, 0.45}, 0.066}, bead{vec{x, 0.07, 0.43}, 0.052})
	}
	if l.skirt {
		p.at(0, hip-0.03, 0.18).soft(legs, 0.36, 0.14, 0.44, 0.05)
	}
	p.torso(l, hip-0.06)
	p.arms(l, hip-0.06, reach)
	p.head(l, hip-0.06)
}

// shoe lies flat on the floor.
func (p pen) shoe(with paint) {
	p.at(0, 0.02, 0.0).stretch(0.42, 0.55, 1.08).ball(with, 7, 2, 0.118, 0, 1)
	p.at(0, 0.022, 0.0).stretch(0.42, 1, 1.08).lathe(with, 7, ring{0.118, -0.022}, ring{0.118, 0})
}

func (p pen) sized(l look) pen {
	if l.height == 0 {
		return p
	}
	s := l.height / 1.7
	return p.stretch(s, s, s)
}

// torso runs from the hips to the neck.
func (p pen) torso(l look, hip float64) {
	f := p.at(0, hip, 0).stretch(1, 1, 0.64)
	f.lathe(l.bottom.of(matt), 10, ring{0.10, -0.08}, ring{0.168, 0.0}, ring{0.165, 0.06})
	f.lathe(l.top.of(woven), 10, ring{0.178, 0.03}, ring{0.165, 0.14}, ring{0.185, 0.36}, ring{0.19, 0.46},
		ring{0.165, 0.54}, ring{0.09, 0.59}, ring{0.055, 0.60})
	p.at(0, hip+0.58, 0).lathe(l.skin.of(matt), 8, ring{0.055, 0}, ring{0.05, 0.09})
	if l.lanyard {
		for _, x := range []float64{-0.05, 0.05} {
			p.tube(sun.of(matt), 4, bead{vec{x, hip + 0.575, 0.075}, 0.007}, bead{vec{x * 0.9, hip + 0.47, 0.128}, 0.007}, bead{vec{x * 0.2, hip + 0.27, 0.128}, 0.007})
		}
		p.at(0, hip+0.18, 0.13).soft(white.of(satin), 0.075, 0.1, 0.012, 0.004)
	}
}

// arms hang down, or reach forward as far as asked (0 to 1).
func (p pen) arms(l look, hip, reach float64) {
	sleeve, skin := l.top.of(woven), l.skin.of(matt)
	for _, side := range []float64{-1, 1} {
		shoulder := vec{side * 0.19, hip + 0.50, 0}
		elbow := vec{side * 0.245, hip + 0.24, -0.03}.lerp(vec{side * 0.235, hip + 0.27, 0.11}, reach)
		wrist := vec{side * 0.235, hip + 0.02, 0.03}.lerp(vec{side * 0.12, hip + 0.235, 0.33}, reach)
		hand := wrist.add(wrist.sub(elbow).unit().scale(0.085))
		p.hose(sleeve, 6, bead{shoulder.add(vec{-side * 0.035, 0.04, 0}), 0.045}, bead{shoulder.add(vec{0, -0.01, 0}), 0.066}, bead{shoulder.lerp(elbow, 0.5), 0.058}, bead{elbow, 0.05}, bead{wrist, 0.04})
		p.tube(skin, 5, bead{wrist, 0.03}, bead{wrist.lerp(hand, 0.5), 0.042}, bead{hand, 0.03})
	}
}

func (p pen) head(l look, hip float64) {
	f := p.at(0, hip+0.77, 0.015)
	f.stretch(0.9, 1.16, 1).ball(l.skin.of(matt), 12, 5, 0.112, -1, 1)
	f.at(0, -0.015, 0.11).ball(l.skin.of(matt), 4, 2, 0.016, -1, 1) // enough of a nose to know where they look
	hair := l.hair.of(matt)
	back := f.at(0, 0.014, -0.008).tilt(-24)
	switch l.cut {
	case short:
		back.stretch(0.97, 1.2, 1.03).ball(hair, 12, 4, 0.12, -0.05, 1)
	case long:
		back.tilt(-8).stretch(0.98, 1.2, 1.03).ball(hair, 12, 5, 0.123, -0.25, 1)
		f.at(0, -0.2, -0.055).stretch(1, 1, 0.62).lathe(hair, 12, ring{0.08, 0}, ring{0.118, 0.06}, ring{0.116, 0.2})
	case bun:
		back.stretch(0.97, 1.2, 1.03).ball(hair, 12, 4, 0.12, 0.0, 1)
		f.at(0, 0.12, -0.09).ball(hair, 8, 4, 0.056, -1, 1)
	case curls:
		for i := range 12 {
			g := f.at(0, 0.03, -0.02).turn(float64(i) * 137.5)
			up := float64(i%4) / 4
			if a := wrap(i*1375, 3600); up < 0.5 && a > 1100 && a < 2500 {
				up = 0.6 // not over the eyes
			}
			g.at(0, 0.02+0.11*up, -0.085*(1-up*0.6)).ball(hair, 6, 3, 0.067, -0.8, 1)
		}
	case headscarf:
		f.tilt(-52).stretch(1.06, 1.14, 1.14).ball(hair, 14, 8, 0.117, -0.62, 1)
		f.at(0, -0.255, -0.02).stretch(1, 1, 0.82).lathe(hair, 14, ring{0.175, 0}, ring{0.15, 0.05}, ring{0.105, 0.115}, ring{0.108, 0.17}, ring{0.09, 0.21})
	case bald:
		back.at(0, -0.03, -0.045).stretch(0.96, 0.8, 0.82).ball(hair, 14, 4, 0.112, -0.2, 0.25)
	}
}

// wheelchairUser sits in their own chair.
func (p pen) wheelchairUser(l look) {
	frame := graphite.of(satin)
	for _, side := range []float64{-1, 1} {
		wheel := p.at(side*0.3, 0.31, -0.02)
		wheel.wheelRim(frame, 0.3)
		p.tube(frame, 5, bead{vec{side * 0.23, 0.92, -0.26}, 0.014}, bead{vec{side * 0.23, 0.5, -0.22}, 0.014}, bead{vec{side * 0.23, 0.47, 0.25}, 0.014}, bead{vec{side * 0.2, 0.12, 0.42}, 0.014})
		p.at(side*0.22, 0.08, 0.28).stretch(0.4, 1, 1).ball(frame, 10, 5, 0.08, -1, 1)
		p.at(side*0.11, 0.075, 0.46).block(frame, 0.15, 0.015, 0.2)
	}
	p.at(0, 0.43, 0).soft(navy.of(woven), 0.44, 0.06, 0.44, 0.02)
	p.at(0, 0.5, -0.22).soft(navy.of(woven), 0.44, 0.4, 0.04, 0.016)
	p.at(0, 0, -0.02).sitting(l, 0.47, 0.25)
}

// wheelRim is a hoop with spokes about the frame's x.
func (p pen) wheelRim(with paint, radius float64) {
	const sides = 16
	hoop := p
	hoop.frame.x, hoop.frame.y, hoop.frame.z = p.frame.y.scale(-1), p.frame.x, p.frame.z
	hoop.lathe(with, sides, ring{radius - 0.035, -0.015}, ring{radius, -0.015}, ring{radius, 0.015}, ring{radius - 0.035, 0.015}, ring{radius - 0.035, -0.015})
	for i := range 4 {
		spoke := hoop.turn(float64(i) * 45)
		spoke.tube(steel.of(satin), 3, bead{vec{0, 0, -radius + 0.02}, 0.006}, bead{vec{0, 0, radius - 0.02}, 0.006})
	}
}
