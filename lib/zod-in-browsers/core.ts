export { $ZodCheckMaxLength, $ZodCheckMinLength } from "../../node_modules/zod/v4/core/checks.js";
