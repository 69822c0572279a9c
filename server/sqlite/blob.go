package sqlite

/*
#include <stdint.h>

// Of the very SQLite that the driver brings: weak, so that this package links by itself, and resolved in the program.
typedef struct sqlite3 sqlite3;
typedef struct sqlite3_blob sqlite3_blob;
#pragma weak sqlite3_blob_open
#pragma weak sqlite3_blob_read
#pragma weak sqlite3_blob_bytes
#pragma weak sqlite3_blob_close
int sqlite3_blob_open(sqlite3*, const char*, const char*, const char*, int64_t, int, sqlite3_blob**);
int sqlite3_blob_read(sqlite3_blob*, void*, int, int);
int sqlite3_blob_bytes(sqlite3_blob*);
int sqlite3_blob_close(sqlite3_blob*);

// rehearsal_piece reads at most n bytes of a piece from an offset into p: how many, or minus SQLite's error code.
static int rehearsal_piece(sqlite3 *db, int64_t row, void *p, int n, int from) {
	sqlite3_blob *blob = 0;
	int code = sqlite3_blob_open(db, "main", "piece", "body", row, 0, &blob);
	if (code == 0) {
		int left = sqlite3_blob_bytes(blob) - from;
		if (n > left) n = left < 0 ? 0 : left;
		if (n > 0) code = sqlite3_blob_read(blob, p, n, from);
	}
	sqlite3_blob_close(blob); // also what could not be opened; nothing for a null pointer
	return code == 0 ? n : -code;
}
static int rehearsal_can(void) { return sqlite3_blob_open != 0 && sqlite3_blob_close != 0; }
*/
import "C"

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"reflect"
	"unsafe"

	"github.com/mattn/go-sqlite3"
)

// The driver copies every blob that it answers with into fresh memory, which halves the rate at which a scene is served. It has no
// incremental blobs, so this file asks SQLite itself, on the driver's own connection: the bytes go once, from the page cache to where they
// are wanted. TestPiecesAreReadInPlace fails if a new version of the driver closes this way; content.go then reads by SQL.

// readInPlace reads at most len(p) bytes of a file's n-th piece, from an offset in it.
func readInPlace(ctx context.Context, db *sql.DB, asset, n int64, p []byte, from int64) (got int, err error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	ctx = context.WithoutCancel(ctx) // it takes microseconds; a goroutine that watches ctx would take as many
	conn, err := db.Conn(ctx)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	rows, err := conn.QueryContext(ctx, "SELECT piece.rowid FROM asset_piece JOIN piece ON piece.sha256 = asset_piece.piece WHERE asset = ? AND n = ?", asset, n)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }() // until then nobody can give the row to another piece
	if !rows.Next() {
		return 0, errors.Join(sql.ErrNoRows, rows.Err())
	}
	var row int64
	if err := rows.Scan(&row); err != nil {
		return 0, err
	}
	return got, conn.Raw(func(driver any) error {
		got, err = readBlob(driver, row, p, from)
		return err
	})
}

// errNoBlobs says that the driver is not the one this was written for.
var errNoBlobs = errors.New("sqlite: the driver's connection is not as it was")

func readBlob(driver any, row int64, p []byte, from int64) (int, error) {
	db := handleOf(driver)
	if db == nil || C.rehearsal_can() == 0 {
		return 0, errNoBlobs
	}
	if len(p) == 0 {
		return 0, nil
	}
	n := int(C.rehearsal_piece((*C.sqlite3)(db), C.int64_t(row), unsafe.Pointer(&p[0]), C.int(min(len(p), pieceBytes)), C.int(from)))
	if n < 0 {
		return 0, fmt.Errorf("read piece: %w", sqlite3.ErrNo(-n))
	}
	return n, nil
}

// handleOf is SQLite's own connection behind the driver's, or nil.
func handleOf(driver any) unsafe.Pointer {
	conn, ok := driver.(*sqlite3.SQLiteConn)
	if !ok {
		return nil
	}
	field := reflect.ValueOf(conn).Elem().FieldByName("db")
	if !field.IsValid() || field.Kind() != reflect.Pointer {
		return nil
	}
	return field.UnsafePointer()
}
