/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  // The image optimizer had vulnerabilities, and no page needs it.
  images: { unoptimized: true },
  serverExternalPackages: ["@node-rs/argon2", "elkjs", "pg", "pg-boss", "pino", "rate-limiter-flexible"],
  // The title is in the first HTML and not streamed later: screen readers say it first.
  htmlLimitedBots: /.*/,
  turbopack: {
    // Importing "font.woff2?address" gives the address of the font file in the build, for a preload.
    rules: { "*.woff2": { condition: { query: "?address" }, type: "asset" } },
    resolveAlias: {
      zod: { browser: "./lib/zod-in-browsers/zod.ts" },
      // As files inside zod name it.
      "./to-json-schema.js": { browser: "./lib/zod-in-browsers/no-json-schema.ts" },
      "../core/to-json-schema.js": { browser: "./lib/zod-in-browsers/no-json-schema.ts" },
    },
  },
  // lib/http/server limits bodies first; Next.js would truncate a longer one silently.
  experimental: { authInterrupts: true, proxyClientMaxBodySize: 10 * 1024 * 1024 },
};
