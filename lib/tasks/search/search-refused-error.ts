/** A search that this session may not make, or that names a collection which does not exist. */
export class SearchRefusedError extends Error {
  /** The code that the engine records. */
  readonly code: "no_collection" | "staff_collection";
  /** A missing collection may be created later; a reader does not change. */
  readonly retryable: boolean;

  constructor(code: SearchRefusedError["code"], message: string) {
    super(message);
    this.name = "SearchRefusedError";
    this.code = code;
    this.retryable = code === "no_collection";
  }
}
