# syntax=docker/dockerfile:1
# Four images from one file: migrate, server, media-server, and what they are built from.
ARG NODE=node:20.20.2-bookworm-slim

FROM ${NODE} AS manifests
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY apps/server/package.json apps/server/
COPY apps/web/package.json apps/web/
COPY packages/contract/package.json packages/contract/
COPY packages/sync/package.json packages/sync/
COPY media-server/package.json media-server/
COPY tests/package.json tests/

# Everything, to build with. Install scripts run only where approved (scripts/bootstrap.mjs names the same ones).
FROM manifests AS build
RUN npm ci && npm rebuild --ignore-scripts=false esbuild
COPY . .
RUN npm run build

# What the server needs at run time, and nothing else.
FROM manifests AS server-packages
RUN npm ci --omit=dev --workspace @muster/server --include-workspace-root=false

# Brings the database up to this version, then ends.
FROM build AS migrate
ENV NODE_ENV=production
USER node
CMD ["node", "--enable-source-maps", "apps/server/dist/migrate.js"]

FROM ${NODE} AS server
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 WEB_DIST=/app/apps/web/dist DATA_DIR=/data
# As scripts/start/memory-settings.ts has it.
ENV MALLOC_TRIM_THRESHOLD_=131072
COPY --from=server-packages /app/node_modules ./node_modules
COPY --from=build /app/apps/server/package.json ./apps/server/
COPY --from=build /app/apps/server/dist ./apps/server/dist
COPY --from=build /app/apps/web/dist ./apps/web/dist
RUN mkdir /data && chown node:node /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+process.env.PORT+'/readyz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
CMD ["node", "--enable-source-maps", "apps/server/dist/main.js"]

FROM ${NODE} AS media-server
WORKDIR /app
ENV NODE_ENV=production MEDIA_HOST=0.0.0.0 MEDIA_PORT=4443
COPY --from=build /app/media-server/package.json ./media-server/
COPY --from=build /app/media-server/dist ./media-server/dist
USER node
EXPOSE 4443
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+process.env.MEDIA_PORT+'/healthz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
CMD ["node", "--enable-source-maps", "media-server/dist/main.js"]
