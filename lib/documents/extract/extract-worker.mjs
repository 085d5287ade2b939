import { parentPort, workerData } from "node:worker_threads";
import { inflateRawSync } from "node:zlib";
import mammoth from "mammoth";
import { extractText, getDocumentProxy } from "unpdf";

// This file runs in a worker thread with a limit of memory and time, because a file may be hostile. The bundler does
// not see it. It answers with the pages of a PDF, the HTML of a DOCX, or the name of a failure.

/** What a DOCX may have when it is unpacked. Bytes. */
const maxUnpacked = 100_000_000;

const { kind, bytes, maxPages } = workerData;

try {
  parentPort.postMessage(kind === "pdf" ? await readPdf() : await readDocx());
} catch (error) {
  parentPort.postMessage({ failure: failureOf(error), message: error?.message });
}

async function readPdf() {
  if (!Buffer.from(bytes.subarray(0, 1024)).includes("%PDF-")) return { failure: "other_format" };
  const pdf = await getDocumentProxy(bytes);
  if (pdf.numPages > maxPages) return { failure: "too_many_pages" };
  const { text } = await extractText(pdf, { mergePages: false });
  return { pages: text };
}

async function readDocx() {
  const buffer = Buffer.from(bytes);
  // The container of old Word files, and of new ones with a password.
  if (buffer.subarray(0, 8).equals(Buffer.from("d0cf11e0a1b11ae1", "hex"))) {
    return { failure: buffer.includes(Buffer.from("EncryptedPackage", "utf16le")) ? "encrypted" : "other_format" };
  }
  const names = unpackedNames(buffer);
  if (!names) return { failure: "other_format" };
  if (!names.includes("word/document.xml")) return { failure: "other_format" };
  const { value } = await mammoth.convertToHtml({ buffer }, { convertImage: mammoth.images.imgElement(() => ({})) });
  return { html: value };
}

/** The names of the entries of a zip file, each of which was unpacked within the limit; undefined for another file. */
function unpackedNames(zip) {
  const end = zip.lastIndexOf(Buffer.from("504b0506", "hex"));
  if (end < 0 || end + 22 > zip.length) return undefined;
  const names = [];
  let left = maxUnpacked;
  let at = zip.readUInt32LE(end + 16);
  for (let count = zip.readUInt16LE(end + 10); count > 0; count--) {
    if (zip.readUInt32LE(at) !== 0x02014b50) return undefined;
    const size = zip.readUInt32LE(at + 20);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(start, start + size);
    const isDeflated = zip.readUInt16LE(at + 10) === 8;
    left -= isDeflated ? inflateRawSync(packed, { maxOutputLength: left }).length : size;
    // Zero is not a limit that zlib knows. Entries may share their bytes, so what is not packed counts, too.
    if (left <= 0) throw Object.assign(new RangeError("unpacked"), { code: "ERR_BUFFER_TOO_LARGE" });
    names.push(zip.toString("utf8", at + 46, at + 46 + nameLength));
    at += 46 + nameLength + extraLength + commentLength;
  }
  return names;
}

function failureOf(error) {
  if (error?.name === "PasswordException") return "encrypted";
  // What is too long for a string or an array is too large; other errors of range are offsets that lead nowhere.
  const isTooLarge =
    error instanceof RangeError && /^Invalid (string|array|typed array|array buffer) length/i.test(error.message);
  if (error?.code === "ERR_BUFFER_TOO_LARGE" || isTooLarge) return "too_large_unpacked";
  return "unreadable";
}
