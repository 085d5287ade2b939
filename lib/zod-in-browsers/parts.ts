export { ZodError } from "../../node_modules/zod/v4/classic/errors.js";
export * as iso from "../../node_modules/zod/v4/classic/iso.js";
export * from "../../node_modules/zod/v4/classic/schemas.js";
export { prettifyError } from "../../node_modules/zod/v4/core/errors.js";
export { registry } from "../../node_modules/zod/v4/core/registries.js";
export * as core from "./core";
