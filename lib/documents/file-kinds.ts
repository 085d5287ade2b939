// Apart from the schemas: the pages of documents use this, and Zod would be a large part of their JavaScript.

/** The most bytes of an ingested file. */
export const maxDocumentBytes = 10_000_000;

/** The endings of files that are read, with what they are called. */
export const fileKinds = { md: "Markdown", txt: "text", pdf: "PDF", docx: "Word (DOCX)" } as const;
export type FileKind = keyof typeof fileKinds;
