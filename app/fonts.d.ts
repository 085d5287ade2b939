/** The address of a font file, as the build has named it (next.config.mjs). */
declare module "*.woff2?address" {
  const address: string;
  export default address;
}
