import { asDesignerOrAdmin } from "@/lib/auth/principal";
import { getDocumentFile } from "@/lib/documents/managing/data";
import { handle } from "@/lib/http/handle";
import { parsePathId } from "@/lib/path-id";

/** The file as it was uploaded. It is a download of no type: a browser shows nothing of it. */
export const GET = handle<{ id: string }>(async (call) => {
  const person = asDesignerOrAdmin(await call.principal());
  const { source, bytes } = await getDocumentFile(person, parsePathId(call.params.id));
  return new Response(bytes, {
    headers: {
      "content-type": "application/octet-stream",
      "content-disposition": `attachment; filename*=UTF-8''${encodeRfc8187(source)}`,
      "content-security-policy": "default-src 'none'; sandbox",
      "cache-control": "no-store",
    },
  });
});

/** Percent-encodes what a header value of RFC 8187 may not have. */
const encodeRfc8187 = (text: string): string =>
  encodeURIComponent(text).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
