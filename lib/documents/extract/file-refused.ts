import { maxPages } from "../schema";

/** Why a file is refused, each with its sentence for the person who sent it. */
const reasons = {
  bad_name: "The name of the file is empty or longer than 500 characters.",
  unknown_kind: "Files of this kind are not read: send Markdown, text, PDF or DOCX.",
  too_large: "The file is larger than 10 MB.",
  empty: "The file is empty.",
  not_text: "The file is not text, or not in UTF-8. Save it as text in UTF-8.",
  encrypted: "The file is protected with a password. Save it without one.",
  other_format: "The file is not what its name says: it has another format.",
  no_text: "The file has no text. A scan has to be read by OCR first.",
  too_many_pages: `The file has more than ${maxPages} pages.`,
  too_much_text: "The file has too much text. Divide it into several files.",
  too_large_unpacked: "The file is too large when it is unpacked.",
  too_slow: "The file takes more than a minute to read.",
  unreadable: "The file is damaged: it could not be read.",
} as const;
/** The reason as a code, for programs. */
export type FileRefusal = keyof typeof reasons;

/** A file that is refused. Its message is for the person who sent it. */
export class FileRefusedError extends Error {
  readonly reason: FileRefusal;

  constructor(reason: FileRefusal, options?: ErrorOptions) {
    super(reasons[reason], options);
    this.name = "FileRefusedError";
    this.reason = reason;
  }
}
