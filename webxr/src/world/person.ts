// What a person looks like: a friendly head with a face, shoulders that turn with it but never tilt, and mittens. Everything of
// everybody is drawn in two calls: one instance per person (head and shoulders) and one per hand.
//
// The vertex shader takes the head's matrix apart: vertices of the shoulders hang upright under it. In the hands' mesh each
// instance draws the left or the right mitten by its number's parity.
import { BufferAttribute, CapsuleGeometry, Color, CylinderGeometry, LatheGeometry, MeshStandardMaterial, SphereGeometry, TorusGeometry, Vector2 } from "three";
import type { BufferGeometry, WebGLProgramParametersWithUniforms } from "three";
import { mergeGeometries } from "three/addons/utils/BufferGeometryUtils.js";

/** Which of an instance's shapes a vertex belongs to. */
const HEAD = 0;
const SHOULDERS = 1;
const LEFT = 0;
const RIGHT = 1;

/** How much of the person's colour a shape takes on: clothes all of it, faces and hands a breath of it (and no skin's colour). */
const OWN = 1;
const BREATH = 0.3;
const FIXED = 0;

const WHITE = "#ffffff";
const DARK = "#2a2030";

export function createPersonGeometry(): BufferGeometry {
  return merged([
    shape(new SphereGeometry(0.112, 24, 18).scale(0.93, 1.06, 0.98).translate(0, 0.004, 0.07), WHITE, BREATH, HEAD),
    shape(cap(), WHITE, OWN, HEAD),
    shape(new CylinderGeometry(0.042, 0.05, 0.1, 14, 1, true).translate(0, 0.02, 0), WHITE, BREATH, SHOULDERS),
    shape(eye().translate(-0.036, 0.01, -0.034), DARK, FIXED, HEAD),
    shape(eye().translate(0.036, 0.01, -0.034), DARK, FIXED, HEAD),
    shape(smile(), DARK, FIXED, HEAD),
    shape(shoulders(), WHITE, OWN, SHOULDERS),
  ]);
}

export function createHandGeometry(): BufferGeometry {
  return merged([...mitten(LEFT), ...mitten(RIGHT)]);
}

/** Hair, or a hat: whatever it is, it is the person's colour and tells front from back from afar. */
function cap(): BufferGeometry {
  return new SphereGeometry(0.121, 28, 12, 0, Math.PI * 2, 0, Math.PI * 0.54).scale(0.95, 1.06, 1).rotateX(0.62).translate(0, 0.006, 0.073);
}

function eye(): BufferGeometry {
  return new SphereGeometry(0.0125, 10, 8).scale(1, 1.4, 0.55);
}

function smile(): BufferGeometry {
  return new TorusGeometry(0.026, 0.0038, 6, 12, Math.PI * 0.7).rotateZ(Math.PI * 1.15).scale(1, 0.8, 1).translate(0, -0.026, -0.033);
}

/** From the neck down, in the frame of someone looking along −z, with the neck at the origin. */
function shoulders(): BufferGeometry {
  const outline = [
    [0.001, -0.47], [0.045, -0.464], [0.085, -0.445], [0.115, -0.408], [0.136, -0.35], [0.152, -0.28], [0.169, -0.21], [0.184, -0.15], [0.186, -0.115],
    [0.17, -0.08], [0.13, -0.05], [0.085, -0.03], [0.055, -0.012], [0.044, 0.004],
  ] as const;
  return new LatheGeometry(outline.map(([r, y]) => new Vector2(r, y)), 28).scale(1.12, 1, 0.66);
}

/**
 * In the axes of a grip: −z towards the thumb of a closed fist, open fingers along −y, and x across the palm
 * (in the right hand +x is its back, in the left its palm).
 */
function mitten(side: number): BufferGeometry[] {
  const back = side === RIGHT ? 1 : -1;
  const palm = new SphereGeometry(0.046, 12, 9).scale(0.6, 0.95, 1).translate(0, 0.01, 0);
  const fingers = new CapsuleGeometry(0.03, 0.03, 4, 10).rotateX(Math.PI / 2).scale(0.85, 0.9, 1.05).translate(-back * 0.012, -0.035, 0.002);
  const thumb = new CapsuleGeometry(0.0135, 0.036, 4, 8).rotateX(-0.5).translate(-back * 0.014, -0.006, -0.045);
  const cuff = new CapsuleGeometry(0.028, 0.012, 3, 12).scale(0.9, 1, 1).translate(0, 0.058, 0.002);
  return [
    shape(palm, WHITE, BREATH, side), shape(fingers, WHITE, BREATH, side), shape(thumb, WHITE, BREATH, side), shape(cuff, WHITE, OWN, side),
  ];
}

function shape(geometry: BufferGeometry, colour: string, own: number, part: number): BufferGeometry {
  const count = geometry.getAttribute("position").count;
  const { r, g, b } = new Color(colour);
  const colours = new Float32Array(count * 3);
  const look = new Float32Array(count * 2);
  for (let i = 0; i < count; i++) {
    colours.set([r, g, b], i * 3);
    look.set([own, part], i * 2);
  }
  geometry.setAttribute("color", new BufferAttribute(colours, 3));
  geometry.setAttribute("look", new BufferAttribute(look, 2));
  geometry.deleteAttribute("uv");
  return geometry;
}

function merged(parts: BufferGeometry[]): BufferGeometry {
  const whole = mergeGeometries(parts);
  for (const part of parts) {
    part.dispose();
  }
  return whole;
}

// `instanceMatrix` in three's own shader text becomes `bodyMatrix`, which is worked out first.
const SHOULDER_MATRIX = /* glsl */ `
mat4 bodyOf(float part) {
  if (part < 0.5) return instanceMatrix;
  vec3 forward = -instanceMatrix[2].xyz;
  vec3 above = instanceMatrix[1].xyz;
  vec2 flat2 = forward.xz - above.xz * forward.y;
  flat2 = dot(flat2, flat2) > 1e-8 ? normalize(flat2) : vec2(0.0, -1.0);
  float size = length(above);
  vec3 neck = (instanceMatrix * vec4(0.0, -0.115, 0.085, 1.0)).xyz;
  return mat4(
    vec4(vec3(-flat2.y, 0.0, flat2.x) * size, 0.0), vec4(0.0, size, 0.0, 0.0), vec4(vec3(-flat2.x, 0.0, -flat2.y) * size, 0.0), vec4(neck, 1.0));
}`;
const HAND_MATRIX = /* glsl */ `
mat4 bodyOf(float part) {
  return int(part + 0.5) == (gl_InstanceID & 1) ? instanceMatrix : mat4(0.0);
}`;

/** Somebody half there (away) or nearer than arm's length is drawn through a screen of holes: no sorting, no blending. */
const NEAR_FADE = "smoothstep(0.25, 0.55, length(mvPosition.xyz))";
const SCREEN = /* glsl */ `
  float cell = fract(52.9829189 * fract(dot(floor(gl_FragCoord.xy), vec2(0.06711056, 0.00583715))));
  if (cell > vThere) discard;
`;

export function createPersonMaterial(kind: "person" | "hand"): MeshStandardMaterial {
  const material = new MeshStandardMaterial({ vertexColors: true, roughness: 0.75, metalness: 0 });
  material.onBeforeCompile = (shader) => rewrite(shader, kind === "person" ? SHOULDER_MATRIX : HAND_MATRIX);
  material.customProgramCacheKey = () => `rehearsal-${kind}`;
  return material;
}

function rewrite(shader: WebGLProgramParametersWithUniforms, matrix: string): void {
  shader.vertexShader = shader.vertexShader
    .replace(
      "#include <common>",
      `#include <common>
attribute vec2 look;
attribute float there;
varying float vThere;
mat4 bodyMatrix;
${matrix}
#define instanceMatrix bodyMatrix`,
    )
    .replace("#include <uv_vertex>", "bodyMatrix = bodyOf(look.y);\n#include <uv_vertex>")
    .replace("#include <color_vertex>", "vColor = vec4(color * mix(vec3(1.0), instanceColor.rgb, look.x), 1.0);")
    .replace("#include <project_vertex>", `#include <project_vertex>\nvThere = there * ${NEAR_FADE};`);
  shader.fragmentShader = shader.fragmentShader
    .replace("#include <common>", "#include <common>\nvarying float vThere;")
    .replace("#include <clipping_planes_fragment>", `#include <clipping_planes_fragment>\n${SCREEN}`);
}
