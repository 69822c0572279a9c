package sample

// What serves people without a person: machines, screens, and what makes a queue. All look along +z.

// lectern is a machine with a sloping screen whose controls lie between 0.77 and 1.00.
func (p pen) lectern(screen string) {
	p.soft(graphite.of(satin), 0.46, 0.04, 0.42, 0.015)
	p.at(0, 0.03, -0.05).soft(white.of(satin), 0.30, 0.72, 0.16, 0.03)
	head := p.at(0, 0.74, 0.02).tilt(-45)
	head.soft(p.kit.livery.deep.of(satin), 0.50, 0.37, 0.05, 0.02)
	head.at(0, 0.185, 0.0265).card(glow, screen, 0.44, 0.44/p.aspect(screen))
	p.at(0, 0.62, 0.035).soft(p.kit.livery.accent.of(satin), 0.2, 0.03, 0.03, 0.008) // where the ticket comes out
}

// offWall is how far in front of a wall the frame of a screen is, so that its face does not hide its own mark.
const offWall = 0.08

// wallScreen hangs on a wall that far behind it, its middle at the frame's origin.
func (p pen) wallScreen(screen string, width float64) {
	p = p.at(0, 0, -offWall)
	height := width / p.aspect(screen)
	p.box(graphite.of(satin), -width/2-0.03, -height/2-0.03, 0, width/2+0.03, height/2+0.03, 0.05)
	p.at(0, 0, 0.052).card(glow, screen, width, height)
}

// hungScreen hangs from the ceiling on two tubes; it shows the same on both sides if asked to.
func (p pen) hungScreen(screen string, width float64, both bool) {
	p = p.at(0, 0, -0.06)
	height := width / p.aspect(screen)
	p.box(graphite.of(satin), -width/2-0.03, -height/2-0.03, -0.03, width/2+0.03, height/2+0.03, 0.03)
	p.at(0, 0, 0.032).card(glow, screen, width, height)
	if both {
		p.at(0, 0, -0.032).turn(180).card(glow, screen, width, height)
	}
	for _, x := range []float64{-width * 0.3, width * 0.3} {
		p.tube(steel.of(satin), 4, bead{vec{x, height / 2, 0}, 0.012}, bead{vec{x, p.kit.height - p.frame.o[1], 0}, 0.012})
	}
}

// post holds a queue's belt.
func (p pen) post() {
	p.lathe(graphite.of(satin), 11, ring{0.16, 0}, ring{0.15, 0.02}, ring{0.028, 0.04}, ring{0.024, 0.92}, ring{0.034, 0.93}, ring{0.034, 0.99}, ring{0, 1.0})
}

// lane is a queue's way along z between two belts, from z0 to z1 about the frame's x: so wide that 1.2 m stay clear.
func (p pen) lane(z0, z1 float64) {
	const half = 0.78
	for _, side := range []float64{-1, 1} {
		q := p.at(side*half, 0, 0)
		n := max(1, int((z1-z0)/1.6+0.5))
		for i := range n + 1 {
			q.at(0, 0, z0+(z1-z0)*float64(i)/float64(n)).post()
		}
		q.box(p.kit.livery.accent.of(woven), -0.004, 0.93, z0, 0.004, 0.98, z1)
	}
}

// waitHere is a line on the floor, to be read from +z.
func (p pen) waitHere() {
	p.at(0, 0.003, 0).tilt(-90).card(print, "wait", 1.6, 1.6/p.aspect("wait"))
}

// scanner is a low table with a flatbed for papers and its screen.
func (p pen) scanner() {
	p.table(honey.of(timber), 1.5, 0.7, deskLow)
	p.at(-0.35, deskLow, 0.02).soft(linen.of(satin), 0.5, 0.09, 0.4, 0.02)
	p.at(-0.35, deskLow+0.09, 0.02).soft(graphite.of(satin), 0.46, 0.012, 0.36, 0.004)
	p.at(0.38, deskLow, -0.12).monitor("workscreen")
	p.at(0.38, deskLow, 0.16).keyboard()
}

// pod is a place at a computer between felt screens, for somebody who comes from +z; without a chair there is room for a
// wheelchair.
func (p pen) pod(felt hex, chair bool) {
	const width, depth, high = 1.3, 0.85, 1.3
	with := felt.of(woven)
	p.box(with, -width/2, 0.02, -depth/2, width/2, high, -depth/2+0.05)
	for _, x := range []float64{-width / 2, width/2 - 0.05} {
		p.box(with, x, 0.02, -depth/2+0.05, x+0.05, high, depth/2-0.1)
	}
	p.box(honey.of(timber), -width/2+0.05, deskLow-0.04, -depth/2+0.05, width/2-0.05, deskLow, depth/2-0.1)
	p.at(0, deskLow, -0.15).monitor("workscreen")
	p.at(-0.05, deskLow, 0.13).keyboard()
	if chair {
		p.at(0, 0, 0.62).turn(180).taskChair(p.kit.livery.warm)
	}
}
