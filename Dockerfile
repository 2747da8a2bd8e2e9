# One image for all parts; PART says which one a container runs:
#   docker build --build-arg PART=services/orders -t leerhuis-orders .
FROM node:24.11.1-bookworm-slim AS sources
WORKDIR /app
ENV NPM_CONFIG_UPDATE_NOTIFIER=false NPM_CONFIG_FUND=false NPM_CONFIG_AUDIT=false
COPY . .

FROM sources AS build
RUN npm ci --include=dev && npm run build

FROM sources AS dependencies
# of the fonts two weights are used
RUN npm ci --omit=dev \
  && find node_modules/@expo-google-fonts -type f ! -name '*400Regular.ttf' ! -name '*700Bold.ttf' \( -name '*.ttf' -o -name '*.png' \) -delete \
  && find . -path ./node_modules -prune -o -name '*.ts' -type f -exec rm {} +

FROM node:24.11.1-bookworm-slim AS part
ARG PART
ENV NODE_ENV=production PART=$PART HOST=0.0.0.0 INTERNAL_HOST=0.0.0.0
WORKDIR /app
# node_modules links @leerhuis/* to the workspaces, whose dist comes from the build
COPY --from=dependencies /app /app
COPY --from=build /app/libs /app/libs
COPY --from=build /app/$PART /app/$PART
USER node
HEALTHCHECK --interval=10s --timeout=5s --start-period=90s --retries=4 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.INTERNAL_PORT ?? process.env.PORT}/health/ready`).then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
# exec: the process itself gets SIGTERM and stops in order
CMD ["sh", "-c", "exec node --enable-source-maps --import /app/libs/telemetry/dist/preload.js /app/$PART/dist/main.js"]
