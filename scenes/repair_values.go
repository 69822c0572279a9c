package scenes

import (
	"encoding/json"
	"slices"
	"strings"
)

// limit is what a number of a material or light may be.
type limit struct{ least, most float64 }

const (
	endlessly = 1e30
	barely    = 1e-6 // for what has to be more than nothing
)

// materialLimits are by the names of the members, wherever in a material they stand.
func materialLimits() map[string]limit {
	share, positive := limit{0, 1}, limit{0, endlessly}
	return map[string]limit{
		"emissiveFactor": share, "baseColorFactor": share, "metallicFactor": share, "roughnessFactor": share, "strength": share,
		"alphaCutoff": positive, "clearcoatFactor": share, "clearcoatRoughnessFactor": share, "sheenColorFactor": share,
		"sheenRoughnessFactor": share, "specularFactor": share, "specularColorFactor": positive, "transmissionFactor": share,
		"iridescenceFactor": share, "iridescenceIor": {1, endlessly}, "iridescenceThicknessMinimum": positive,
		"iridescenceThicknessMaximum": positive, "thicknessFactor": positive, "attenuationDistance": {barely, endlessly},
		"attenuationColor": share, "anisotropyStrength": share, "emissiveStrength": positive, "dispersion": positive,
		"diffuseTransmissionFactor": share, "diffuseTransmissionColorFactor": share, "diffuseFactor": share, "glossinessFactor": share,
	}
}

func lightLimits() map[string]limit {
	return map[string]limit{
		"color": {0, 1}, "intensity": {0, endlessly}, "range": {barely, endlessly}, "innerConeAngle": {0, 1.5707}, "outerConeAngle": {barely, 1.5707963},
	}
}

// clamp brings the values of materials, lights, cameras and painted colours into their range.
func (m *mending) clamp() error {
	m.clampColours()
	materials, err := m.list("materials")
	if err != nil {
		return err
	}
	for i := range materials {
		if m.strengthen(&materials[i]) {
			if err := m.feature(extStrength, false); err != nil {
				return err
			}
		}
		clampMembers(&materials[i], materialLimits())
	}
	m.clampLights()
	return m.clampCameras()
}

// strengthen keeps the glow of a material that shines more than its factor can say: what is over becomes its strength.
func (m *mending) strengthen(material *dict) bool {
	var factor []float64
	if json.Unmarshal(material.get("emissiveFactor"), &factor) != nil || len(factor) != 3 || slices.Max(factor) <= 1 || slices.Min(factor) < 0 {
		return false
	}
	most := slices.Max(factor)
	for k := range factor {
		factor[k] /= most
	}
	material.set("emissiveFactor", factor)
	extensions := material.inside("extensions")
	strength := extensions.inside(extStrength)
	by := 1.0
	if raw := strength.get("emissiveStrength"); raw != nil && json.Unmarshal(raw, &by) != nil {
		by = 1
	}
	strength.set("emissiveStrength", by*most)
	extensions.put(extStrength, strength)
	material.put("extensions", extensions)
	return true
}

// clampMembers brings numbers and lists of numbers into their limits, in all that an object holds.
func clampMembers(o *dict, limits map[string]limit) {
	for i, member := range *o {
		if member.name == "extras" {
			continue
		}
		if strings.HasPrefix(string(member.value), "{") {
			if inner, err := parseObject(member.value); err == nil {
				clampMembers(&inner, limits)
				(*o)[i].value = inner.bytes()
			}
			continue
		}
		if l, ok := limits[member.name]; ok {
			(*o)[i].value = l.clamped(member.value)
		}
	}
}

// clamped is a number or a list of them within the limit; what is within it already stays as it is written.
func (l limit) clamped(raw []byte) []byte {
	var one float64
	if json.Unmarshal(raw, &one) == nil {
		if one >= l.least && one <= l.most {
			return raw
		}
		return marshalled(max(l.least, min(l.most, one)))
	}
	var list []float64
	if json.Unmarshal(raw, &list) != nil {
		return raw
	}
	for _, x := range list {
		if x < l.least || x > l.most {
			for k, x := range list {
				list[k] = max(l.least, min(l.most, x))
			}
			return marshalled(list)
		}
	}
	return raw
}

func (m *mending) clampLights() {
	extensions := m.root.inside("extensions")
	payload := extensions.inside(extLights)
	list, err := parseArray(payload.get("lights"))
	if err != nil {
		return
	}
	for i, raw := range list {
		light, err := parseObject(raw)
		if err != nil {
			return
		}
		clampMembers(&light, lightLimits())
		spot := light.inside("spot")
		if inner, outer := numberIn(spot, "innerConeAngle", 0), numberIn(spot, "outerConeAngle", 0.7853981633974483); len(spot) > 0 && inner >= outer {
			spot.set("innerConeAngle", outer*0.999)
			light.put("spot", spot)
		}
		list[i] = light.bytes()
	}
	payload.setRaw("lights", joinArray(list))
	extensions.put(extLights, payload)
	m.root.put("extensions", extensions)
}

func numberIn(o dict, name string, otherwise float64) float64 {
	var x float64
	if json.Unmarshal(o.get(name), &x) != nil {
		return otherwise
	}
	return x
}

// clampCameras makes cameras possible. Nobody looks through them here.
func (m *mending) clampCameras() error {
	cameras, err := m.list("cameras")
	if err != nil {
		return err
	}
	for i := range cameras {
		if lens := cameras[i].inside("perspective"); len(lens) > 0 {
			clampMembers(&lens, map[string]limit{"yfov": {barely, 3.14}, "aspectRatio": {barely, endlessly}, "znear": {barely, endlessly}, "zfar": {barely, endlessly}})
			if lens.get("zfar") != nil && numberIn(lens, "zfar", 0) <= numberIn(lens, "znear", 0) {
				lens.drop("zfar")
			}
			cameras[i].put("perspective", lens)
		}
		if lens := cameras[i].inside("orthographic"); len(lens) > 0 {
			clampMembers(&lens, map[string]limit{"zfar": {barely, endlessly}, "znear": {0, endlessly}})
			for _, side := range []string{"xmag", "ymag"} {
				if numberIn(lens, side, 0) == 0 {
					lens.set(side, 1)
				}
			}
			if near := numberIn(lens, "znear", 0); numberIn(lens, "zfar", 0) <= near {
				lens.set("zfar", near+1000)
			}
			cameras[i].put("orthographic", lens)
		}
	}
	return nil
}
