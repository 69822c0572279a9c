# Rehearsal. `make run` sets up and serves; `make test` proves everything. Needs Go, gcc, Node 20 and make.
SHELL := /bin/bash -euo pipefail
.DEFAULT_GOAL := help
TOOL   := go tool -modfile=.ci/tools.mod
TAGS   := sqlite_fts5 sqlite_math_functions
export GOFLAGS := -tags=sqlite_fts5,sqlite_math_functions
ADDR   ?= localhost:8080
DATA   ?= ./data
HTTPS  ?=
ORGANISATION ?=
VERSION := $(shell git describe --always --dirty 2>/dev/null || echo dev)
CLIENT_SOURCES := $(shell find webxr/src webxr/public webxr/build -type f 2>/dev/null) $(wildcard webxr/*.html) webxr/vite.config.ts webxr/package.json $(wildcard scenes/words/*.json)
GO_SOURCES := $(shell find cmd server scenes webxr/embed.go -type f 2>/dev/null) go.mod go.sum

.PHONY: help run build test test-fast bench scenes-table dev generate lint-go lint-web test-go test-fuzz test-web test-e2e client clean docker-check

help: ## this list
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: build ## build and serve on http://localhost:8080 (HTTPS=1: for headsets on the LAN)
	@exec ./bin/rehearsal serve --addr $(ADDR) $(if $(HTTPS),--https) $(if $(ORGANISATION),--organisation '$(ORGANISATION)') --data $(DATA)

build: bin/rehearsal ## build the client and the one binary, bin/rehearsal

bin/rehearsal: webxr/dist/index.html $(GO_SOURCES)
	@echo "building bin/rehearsal (the first time takes about a minute: SQLite is compiled in)"
	@go build -trimpath -ldflags "-s -w -X main.version=$(VERSION)" -o $@ ./cmd/rehearsal

client: webxr/dist/index.html
webxr/dist/index.html: webxr/node_modules/.installed $(CLIENT_SOURCES)
	@cd webxr && npm run --silent build -- --logLevel warn && touch dist/index.html dist/.keep

webxr/node_modules/.installed: webxr/package-lock.json
	@.ci/need node 20 npm
	@cd webxr && npm ci --no-audit --no-fund --loglevel=error && touch node_modules/.installed

test: lint-go lint-web test-go test-fuzz test-web test-e2e ## everything: lint, types, race, fuzz, unit, vectors, end-to-end in Chromium

test-fast: webxr/node_modules/.installed ## the inner loop: Go without -race, types, unit
	@go vet ./... && go test -short ./...
	@cd webxr && npm run --silent types && npm run --silent unit

lint-go:
	@unformatted="$$(gofmt -l cmd server scenes webxr/*.go .ci)"; test -z "$$unformatted" || { echo "gofmt: $$unformatted"; exit 1; }
	@go vet ./... ./.ci/scenestable
	@$(TOOL) staticcheck ./... ./.ci/scenestable
	@.ci/vulnerabilities

lint-web: webxr/node_modules/.installed
	@cd webxr && npm run --silent types && npm run --silent lint

test-go:
	@go test -race $$(go list ./... | grep -vE '/scenes(/sample)?$$')
	@go test -race ./scenes -run 'Kept|Upload|OnlySoMany|Deleting|Dropped|Cancelled' # the catalogue, where people meet
	@go test ./scenes ./scenes/sample # with bounds of time, and over hundreds of models and ten rooms: minutes under the race detector

test-fuzz: ## a million executions against the socket's messages
	@go test ./server/session -run '^$$' -fuzz '^FuzzReceive$$' -fuzztime 1000000x
	@go test ./scenes -run '^$$' -fuzz '^FuzzInspect$$' -fuzztime 20s -fuzzminimizetime 10x

test-web: webxr/node_modules/.installed
	@cd webxr && npm run --silent unit

test-e2e: build ## end-to-end in real Chromium with an emulated headset
	@browser="$$(.ci/browser)" && cd webxr && REHEARSAL_BROWSER="$$browser" npm run --silent e2e

bench: ## benchmarks, each with its floor in the same run
	@go test -run '^$$' -bench . -benchmem ./server/... ./scenes/...

scenes-table: webxr/node_modules/.installed ## measure the scenes beside the repository against others, and rewrite docs/SCENES.md
	@go run ./.ci/scenestable

dev: client ## live reload: the client by Vite, the server rebuilt and restarted when a Go file changes
	@exec .ci/dev $(ADDR) $(DATA)

generate: webxr/node_modules/.installed ## rewrite what is generated: HTTP interface, protocol twin, vectors
	@cd server/api && go tool -modfile=../../.ci/tools.mod oapi-codegen -config config.yaml openapi.yaml
	@cd webxr && npm run --silent api
	@go test ./server/session -run Golden -update

docker-check: ## lint the Dockerfile and run its steps in a chroot (Debian, root)
	@.ci/docker-check

clean: ## remove what was built; never touches data
	@rm -rf bin webxr/dist/* webxr/dist-e2e && touch webxr/dist/.keep
