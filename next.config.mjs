/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  // The image optimizer has been a way in (see "Security" in the README); nothing here needs it.
  images: { unoptimized: true },
  serverExternalPackages: ["@node-rs/argon2", "elkjs", "pg", "pg-boss", "pino", "rate-limiter-flexible"],
  // Titles come with the first HTML for everybody, not streamed after it: a page without one has no name to be read out.
  htmlLimitedBots: /.*/,
  // "font.woff2?address" is where the build has put the file that the styles name, for a preload.
  turbopack: {
    rules: { "*.woff2": { condition: { query: "?address" }, type: "asset" } },
    resolveAlias: { zod: { browser: "./lib/zod-in-browsers/zod.ts" } },
  },
  // Bodies are limited before Next.js sees them (lib/http/server); it cuts off a longer one silently.
  experimental: { authInterrupts: true, proxyClientMaxBodySize: 10 * 1024 * 1024 },
};
