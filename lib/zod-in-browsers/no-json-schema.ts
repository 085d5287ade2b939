// What browsers get in place of zod's writer of JSON Schemas (next.config.mjs), which only the server needs. Zod's
// schemas refer to it, so a bundler cannot leave it out.

function refuse(): never {
  throw new Error("Browsers have no code for JSON Schemas: lib/zod-in-browsers.");
}

/** `schema.toJSONSchema` and its parts. */
export const createToJSONSchemaMethod = () => refuse;
export const createStandardJSONSchemaMethod = () => refuse;
export const initializeContext = refuse;
export const handleUnrepresentable = refuse;
export const processSchema = refuse;
export const process = refuse;
export const extractDefs = refuse;
export const finalize = refuse;
