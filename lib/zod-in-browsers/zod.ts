// What browsers get as "zod" (next.config.mjs): the schemas, and what is used beside them. The whole package brings its
// messages in fifty languages and a compiler of schemas, which a bundler cannot leave out of its `z`.
export * as z from "./parts";
export { ZodError } from "./parts";
