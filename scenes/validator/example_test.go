package validator_test

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"rehearsal/scenes/validator"
)

// A text in memory; a file would be given as it is.
func ExampleValidate() {
	asset := `{"asset": {"version": "2.0"}, "scene": 0, "scenes": [{"nodes": [0, 1]}], "nodes": [{"mesh": 0}]}`
	report, err := validator.Validate(context.Background(), strings.NewReader(asset), int64(len(asset)), validator.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, i := range report.Issues {
		fmt.Println(i.Severity, i.Code, i.Pointer, i.Message)
	}
	fmt.Println("valid:", !report.HasErrors())
	// Output:
	// error UNRESOLVED_REFERENCE /nodes/0/mesh Unresolved reference: 0.
	// error UNRESOLVED_REFERENCE /scenes/0/nodes/1 Unresolved reference: 1.
	// information NODE_EMPTY /nodes/0 Empty node encountered.
	// valid: false
}

// Files beside the model come from one folder and cannot be outside of it.
func ExampleOptions() {
	folder, err := os.OpenRoot(".")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer folder.Close()
	options := validator.Options{
		Open: func(uri string) (io.ReaderAt, int64, error) {
			file, err := folder.Open(uri)
			if err != nil {
				return nil, 0, err
			}
			info, err := file.Stat()
			if err != nil {
				file.Close()
				return nil, 0, err
			}
			return file, info.Size(), nil
		},
		Limits:     validator.Limits{JSONBytes: 1 << 20, ImageSide: 4096},
		Extensions: []string{"OMI_spawn_point"},
	}
	asset := `{"asset": {"version": "2.0"}, "buffers": [{"byteLength": 4, "uri": "../secret.bin"}]}`
	report, err := validator.Validate(context.Background(), strings.NewReader(asset), int64(len(asset)), options)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(report.Counts["IO_ERROR"])
	// Output: 1
}
