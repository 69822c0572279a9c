package simulate

import (
	"math"
	"math/rand/v2"

	"rehearsal/server/motion"
)

// body turns a plan into poses. Its turning is a damped spring, so it must be asked for every tick in order.
type body struct {
	plan   *plan
	origin motion.Origin
	r      *rand.Rand
	sway   [3]float64 // phases of the small movements nobody is without

	yaw, turning   float64
	glance, glided float64 // where the head is turned relative to the body, and is going
	pitch, tilted  float64
	nextGlance     float64
	strides        float64 // walked so far, in strides
	raise          float64 // of the pointing hand, 0 … 1
	lastAt         point
	begun          bool
}

func newBody(p *plan, origin motion.Origin, seed uint64) *body {
	r := dice(seed, p.index, 2)
	return &body{plan: p, origin: origin, r: r, sway: [3]float64{r.Float64() * 6, r.Float64() * 6, r.Float64() * 6}}
}

const tickSeconds = 1.0 / motion.TickHz

// at is the pose of a tick.
func (b *body) at(tick motion.Tick) motion.Sample {
	age := b.r.IntN(30)
	t := float64(tick)*tickSeconds - float64(age)/1000
	f := b.plan.at(t)
	at, face := f.at, f.face
	if len(f.way.points) > 1 {
		along := walked(f.way.total(), f.pace, t-f.from)
		at, face = f.way.at(along), f.way.yaw(along)
	}
	if !b.begun {
		b.begun, b.yaw, b.lastAt = true, face, at
	}
	speed := b.lastAt.to(at) / tickSeconds
	b.lastAt = at
	b.strides += speed * tickSeconds / 1.4
	b.turn(face)
	b.look(f, t, speed)
	b.point(f, t)
	head := b.head(at, t, speed)
	sample := motion.Sample{Tick: int64(tick), AgeMs: uint8(age)}
	if b.plan.mode != "headset" {
		sample.Pose = b.origin.Quantise(head, nil, nil, false)
		return sample
	}
	left, right := b.hand(head, t, speed, -1), b.hand(head, t, speed, 1)
	sample.Pose = b.origin.Quantise(head, &left, &right, false)
	return sample
}

// turn brings the body round to a yaw, critically damped.
func (b *body) turn(to float64) {
	const stiff = 5.0
	away := math.Remainder(to-b.yaw, 2*math.Pi)
	b.turning += (stiff*stiff*away - 2*stiff*b.turning) * tickSeconds
	b.yaw += b.turning * tickSeconds
}

// look moves the head: along the way while walking, here and there while standing, down a little at what there is to read.
func (b *body) look(f phase, t, speed float64) {
	if t > b.nextGlance {
		b.nextGlance = t + between(b.r, 0.9, 3.2)
		b.glided = between(b.r, -0.45, 0.45)
		b.tilted = between(b.r, -0.1, 0.06)
		if speed > 0.3 {
			b.glided *= 0.5
		} else if f.reads {
			b.glided *= 0.6
			b.tilted = between(b.r, -0.42, -0.1)
		}
	}
	ease := 1 - math.Exp(-4*tickSeconds)
	b.glance += (b.glided - b.glance) * ease
	b.pitch += (b.tilted - b.pitch) * ease
}

// point raises the right hand for a while in the middle of a stay.
func (b *body) point(f phase, t float64) {
	to := 0.0
	if middle := (f.from + f.until) / 2; f.points && math.Abs(t-middle) < 1.4 {
		to = 1
	}
	b.raise += (to - b.raise) * (1 - math.Exp(-6*tickSeconds))
}

func (b *body) head(at point, t, speed float64) motion.Transform {
	bob := 0.018 * min(1, speed) * math.Sin(4*math.Pi*b.strides)
	if b.plan.wheels {
		bob = 0
	}
	sway := func(i int, hz float64) float64 { return 0.006 * math.Sin(2*math.Pi*hz*t+b.sway[i]) }
	return motion.Transform{
		Position: [3]float64{at[0] + sway(0, 0.31), b.plan.eyes + bob + sway(1, 0.23)/3, at[1] + sway(2, 0.27)},
		Rotation: facing(b.yaw+b.glance, b.pitch),
	}
}

// hand is at the waist, swings while walking, and rises to point ahead. side is −1 for the left.
func (b *body) hand(head motion.Transform, t, speed, side float64) motion.Transform {
	swing := 0.13 * min(1, speed) * math.Sin(2*math.Pi*b.strides) * side
	tremble := 0.008 * math.Sin(2*math.Pi*0.7*t+b.sway[1]+side)
	across, down, ahead := 0.23*side, -0.58+tremble, 0.16+swing
	pitch := -0.6 + 0.5*swing
	if side > 0 {
		across += (0.12 - across) * b.raise
		down += (-0.18 - down) * b.raise
		ahead += (0.52 - ahead) * b.raise
		pitch += (0 - pitch) * b.raise
	}
	sin, cos := math.Sincos(b.yaw)
	return motion.Transform{
		Position: [3]float64{
			head.Position[0] + across*cos - ahead*sin,
			head.Position[1] + down,
			head.Position[2] - across*sin - ahead*cos,
		},
		Rotation: facing(b.yaw-0.1*side, pitch),
	}
}

// facing is the rotation of a yaw about +y and then a pitch about the turned x.
func facing(yaw, pitch float64) [4]float64 {
	sy, cy := math.Sincos(yaw / 2)
	sp, cp := math.Sincos(pitch / 2)
	return [4]float64{cy * sp, sy * cp, -sy * sp, cy * cp}
}
