# One file for all parts; PART says which one an image holds, compiled, with the libs and packages that it runs on and nothing else:
#   docker build --build-arg PART=services/orders -t leerhuis-orders .
FROM node:24.11.1-bookworm-slim AS build
WORKDIR /app
ENV NPM_CONFIG_UPDATE_NOTIFIER=false NPM_CONFIG_FUND=false NPM_CONFIG_AUDIT=false
COPY . .
RUN npm ci --include=dev --ignore-scripts && npm run build

FROM build AS packed
ARG PART
# npm installs what the part and its libs name, runs no script of a package (one of them calls home), and links these in node_modules/@leerhuis; of the fonts two weights are used
RUN npm ci --omit=dev --ignore-scripts --workspace "$PART" --include-workspace-root=false \
  && mkdir /part \
  && cp -r --parents -t /part node_modules \
    $(find -L node_modules/@leerhuis -maxdepth 2 -regex '.*/\(package.json\|dist\|demo\)' -exec realpath --relative-to=. {} +) \
  && find /part -type f -regex '.*\(\.[cm]?ts\|\.[cm]?ts\.map\|\.tsbuildinfo\)' -delete \
  && find /part -type f -path '*/@expo-google-fonts/*' -regex '.*\.\(ttf\|png\)' ! -regex '.*\(400Regular\|700Bold\)\.ttf' -delete

FROM node:24.11.1-bookworm-slim
ARG PART
ENV NODE_ENV=production PART=$PART HOST=0.0.0.0 INTERNAL_HOST=0.0.0.0
WORKDIR /app
COPY --from=packed /part /app
USER node
HEALTHCHECK --interval=10s --timeout=5s --start-period=90s --retries=4 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.INTERNAL_PORT ?? process.env.PORT}/health/ready`).then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
# exec: the process itself gets SIGTERM and stops in order
CMD ["sh", "-c", "exec node --enable-source-maps --no-allocation-site-pretenuring --import /app/libs/telemetry/dist/preload.js /app/$PART/dist/main.js"]
