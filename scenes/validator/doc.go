// Package validator checks glTF 2.0 assets (.gltf and .glb) against the specification, with the issue codes, severities
// and JSON pointers of the Khronos validator, without ever holding an asset in memory.
package validator
