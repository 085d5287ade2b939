// What browsers get as "zod" (next.config.mjs): the schemas, and what is used beside them. The whole package brings its
// messages in fifty languages and a compiler of schemas, which a bundler cannot leave out of its `z`.
export { ZodError } from "../node_modules/zod/v4/classic/errors.js";
export * as iso from "../node_modules/zod/v4/classic/iso.js";
export * from "../node_modules/zod/v4/classic/schemas.js";
export { prettifyError } from "../node_modules/zod/v4/core/errors.js";
export { registry } from "../node_modules/zod/v4/core/registries.js";
export * as z from "./zod-in-browsers";
