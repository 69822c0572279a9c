# Rehearsal in one small image: one static binary, one port, one volume, no root.
#   docker build -t rehearsal . && docker run -p 8080:8080 -v rehearsal:/data rehearsal

FROM node:20-bookworm-slim AS client
WORKDIR /src/webxr
COPY webxr/package.json webxr/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY scenes/words /src/scenes/words
COPY webxr ./
RUN npm run build

FROM golang:1.26-bookworm AS binary
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY cmd cmd
COPY server server
COPY scenes scenes
COPY webxr/embed.go webxr/embed.go
COPY --from=client /src/webxr/dist webxr/dist
ARG VERSION=dev
RUN CGO_ENABLED=1 go build -trimpath \
      -tags "netgo,osusergo,sqlite_omit_load_extension,sqlite_fts5,sqlite_math_functions" \
      -ldflags "-s -w -linkmode external -extldflags -static -X main.version=${VERSION}" \
      -o /out/rehearsal ./cmd/rehearsal \
    && mkdir -p /out/data /out/tmp

FROM scratch
COPY --from=binary /out/rehearsal /rehearsal
COPY --from=binary --chown=10001:10001 /out/data /data
COPY --from=binary --chown=10001:10001 /out/tmp /tmp
USER 10001:10001
ENV REHEARSAL_ADDR=:8080 REHEARSAL_DATA=/data
EXPOSE 8080
VOLUME ["/data"]
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s CMD ["/rehearsal", "health"]
ENTRYPOINT ["/rehearsal"]
CMD ["serve"]
