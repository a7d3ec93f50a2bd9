# syntax=docker/dockerfile:1

# Node is needed while building only: it fetches style sheets, which end up inside the binary.
FROM node:20-bookworm-slim AS node

FROM rust:1.95-bookworm AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules/npm /usr/local/lib/node_modules/npm
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/source/target \
    cargo build --locked --profile dist --package server --bin tandem \
    && install -D target/dist/tandem /out/tandem

FROM debian:bookworm-slim
LABEL org.opencontainers.image.title="Tandem" \
      org.opencontainers.image.licenses="EUPL-1.2"
# Nothing in here belongs to this user, and nothing needs to be written: run it with a read-only file system.
RUN useradd --system --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin tandem
COPY --from=build /out/tandem /usr/local/bin/tandem
COPY LICENSE /usr/share/doc/tandem/LICENSE
USER 10001:10001
ENV TANDEM__HTTP__LISTEN=0.0.0.0:8080 \
    TANDEM__LOG__FORMAT=json \
    TANDEM__DATABASE__DATA=/nonexistent
EXPOSE 8080
ENTRYPOINT ["/usr/local/bin/tandem"]
CMD ["serve"]
