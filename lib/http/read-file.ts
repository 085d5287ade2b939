import type { ZodType } from "zod";
import { AppError } from "@/lib/errors";
import { readBytes } from "./handle";

/**
 * The file of an upload: a body of the type multipart/form-data with one file in the field "file", or the file itself
 * as the body, with its name in `?name=`. `nameSchema` parses `{ name }`. Throws AppError `too_large` above `maxBytes`
 * for the whole body, `malformed`, `invalid` for another form; and ZodError.
 */
export async function readFile(
  request: Request,
  nameSchema: ZodType<{ name: string }>,
  maxBytes: number,
): Promise<{ name: string; bytes: Uint8Array }> {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const type = request.headers.get("content-type") ?? "";
  if (!/^multipart\/form-data\s*(;|$)/i.test(type)) {
    const { name } = nameSchema.parse(query);
    return { name, bytes: await readBytes(request, maxBytes) };
  }
  const form = await parseForm(await readBytes(request, maxBytes), type);
  const [[field, file] = [], ...others] = [...form];
  if (field !== "file" || !(file instanceof File) || others.length > 0 || Object.keys(query).length > 0) {
    throw new AppError("invalid", { fields: { file: "Send one file, in the field “file”." } });
  }
  const { name } = nameSchema.parse({ name: file.name });
  return { name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

/** Bytes. Long headers of a part take the parser seconds; a file has two short ones. */
const maxPartHeaders = 16 * 1024;

async function parseForm(bytes: Uint8Array, type: string): Promise<FormData> {
  const begin = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, maxPartHeaders));
  if (bytes.length > maxPartHeaders && !begin.includes("\r\n\r\n"))
    throw new AppError("malformed", { detail: "The form could not be read." });
  try {
    return await new Response(Buffer.from(bytes), { headers: { "content-type": type } }).formData();
  } catch (error) {
    throw new AppError("malformed", { detail: "The form could not be read.", cause: error });
  }
}
