// Preloaded into the processes that are measured: Node strips the types of TypeScript. tsx would also wrap every named
// function (esbuild's keepNames); no production build does that, and it would slow GraphFlow down, but not the others.

import { existsSync, readFileSync } from "node:fs";
import { registerHooks, stripTypeScriptTypes } from "node:module";
import { fileURLToPath } from "node:url";

const root = new URL("../../", import.meta.url);
const isOurs = (url) => url?.startsWith(root.href) && !url.includes("/node_modules/");

registerHooks({
  resolve(specifier, context, next) {
    if (isOurs(context.parentURL) && /^(@\/|\.)/.test(specifier)) {
      const target = specifier.startsWith("@/")
        ? new URL(specifier.slice(2), root)
        : new URL(specifier, context.parentURL);
      const found = [`${target.href}.ts`, `${target.href}/index.ts`].find((url) => existsSync(fileURLToPath(url)));
      if (found) return { url: found, shortCircuit: true };
    }
    return next(specifier, context);
  },
  load(url, context, next) {
    if (!isOurs(url) || !url.endsWith(".ts")) return next(url, context);
    const source = stripTypeScriptTypes(readFileSync(fileURLToPath(url), "utf8"), { sourceUrl: url });
    return { format: "module", source, shortCircuit: true };
  },
});
