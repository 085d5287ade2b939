import { isDeeperThan } from "@/lib/engine/definition-kit";
import { AppError } from "@/lib/errors";

// React decodes the arguments of a server action and throws on input that its encoder would not write. Next.js answers
// that with a 500 and a stack trace. This reader accepts only the part of React's format that our pages use: no
// references to server functions, no promises, streams, maps or files.

/** A call of a server action as it was sent. */
export interface SentCall {
  /** The header `next-action`, which scripts send. */
  actionId: string | null;
  contentType: string | null;
  body: Uint8Array;
}

type Field = readonly [name: string, value: string];

const maxDepth = 32;
const maxArguments = 16;
/** References to a value that came before. Each one can double the work of reading the arguments. */
const maxAliases = 8;

/** Throws AppError `malformed` for a call that React cannot decode, and `conflict` for an action that is not known. */
export function checkActionCall(
  { actionId, contentType, body }: SentCall,
  isKnown: (actionId: string) => boolean,
): void {
  if (actionId !== null && !isKnown(actionId)) throw unknown();
  const text = decodeUtf8(body);
  // The same test as in Next.js.
  const fields = contentType?.startsWith("multipart/form-data") ? readFields(contentType, text) : null;
  if (actionId !== null) {
    if (!(fields ? isCallWithForms(fields) : isArguments(text))) throw unreadable();
  } else {
    checkPlainForm(fields ?? [], isKnown);
  }
}

const unreadable = (cause?: unknown) => new AppError("malformed", { detail: "The form could not be read.", cause });
const unknown = () => new AppError("conflict", { detail: "This page is older than the application. Load it again." });

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw unreadable(error);
  }
}

/**
 * The fields of a form as browsers write it. Everything else is refused, also input that one of the two parsers behind
 * this one accepts (of the Fetch standard and of Next.js): they agree only on what browsers write. Files are refused.
 */
function readFields(contentType: string, body: string): Field[] {
  const boundary = /^multipart\/form-data; ?boundary=("?)([\w'()+,./:=?-]{1,70})\1$/.exec(contentType)?.[2];
  if (!boundary) throw unreadable();
  // Parsers disagree about a value that contains the boundary.
  const [before, ...parts] = body.split(boundary);
  const end = parts.pop();
  if (before !== "--" || (end !== "--" && end !== "--\r\n")) throw unreadable();
  return parts.map((part) => {
    // A name without "%": one parser reads "%22" in it as a quotation mark.
    const head = /^\r\nContent-Disposition: form-data; name="([^"%\\\p{Cc}]{1,500})"\r\n\r\n/iu.exec(part);
    if (!head?.[1] || !part.endsWith("\r\n--")) throw unreadable();
    return [head[1], part.slice(head[0].length, -4)];
  });
}

/** The arguments are in field "0"; the fields of a form among them begin with its number, "_1_". */
function isCallWithForms(fields: Field[]): boolean {
  const [root, ...others] = fields.filter(([name]) => name === "0");
  const isOfForm = ([name]: Field) => name === "0" || /^_[0-9a-f]{1,4}_/.test(name);
  return root !== undefined && others.length === 0 && fields.every(isOfForm) && isArguments(root[1]);
}

/** A form that a browser sent without a script: it names its action, and what was bound to it, in fields. */
function checkPlainForm(fields: Field[], isKnown: (id: string) => boolean): void {
  const own = fields.filter(([name]) => name.startsWith("$ACTION_"));
  const names = own.map(([name]) => name);
  if (new Set(names).size !== names.length) throw unreadable();
  const ids = own.flatMap(([name, value]) => {
    const action = /^\$ACTION_(?:(KEY)|ID_(\w+)|REF_(\d{1,4})|(\d{1,4}):([01]))$/.exec(name);
    if (!action) throw unreadable();
    const [, , id, reference, , part] = action;
    if (part === "1" && !isArguments(value)) throw unreadable();
    if (id) return [id];
    return reference ? [readReference(own, reference)] : [];
  });
  if (ids.length === 0 || !ids.every(isKnown)) throw unknown();
}

/** The id in `$ACTION_1:0`, which says that what is bound is in `$ACTION_1:1`. */
function readReference(fields: Field[], number: string): string {
  const value = (part: string) => fields.find(([name]) => name === `$ACTION_${number}:${part}`)?.[1];
  const id = /^\{"id":"(\w+)","bound":"\$@1"\}$/.exec(value("0") ?? "")?.[1];
  if (!id || value("1") === undefined) throw unreadable();
  return id;
}

/** Whether a text is a list of arguments: plain values and forms. */
function isArguments(text: string): boolean {
  const list = parse(text);
  if (!Array.isArray(list) || list.length > maxArguments || isDeeperThan(list, maxDepth)) return false;
  const whole = new Set<unknown>();
  let aliases = 0;
  const isAlias = (path: string): boolean => {
    aliases++;
    return aliases <= maxAliases && whole.has(follow(list, path));
  };
  const isPlain = (value: unknown): boolean => {
    if (typeof value === "string") return !value.startsWith("$") || isSpecial(value) || isAlias(value);
    if (typeof value !== "object" || value === null) return true;
    if (Object.hasOwn(value, "__proto__") || Object.hasOwn(value, "then")) return false;
    const holds = Object.values(value).every(isPlain);
    whole.add(value);
    return holds;
  };
  return list.every((value) => (typeof value === "string" && /^\$K[0-9a-f]{1,4}$/.test(value)) || isPlain(value));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A text that begins with "$", and values that JSON does not have. */
function isSpecial(value: string): boolean {
  if (value.startsWith("$D")) return Number.isFinite(Date.parse(value.slice(2)));
  return value.startsWith("$$") || /^\$(undefined|NaN|Infinity|-Infinity|-0|n-?\d{1,299})$/.test(value);
}

/** What "$0:1:a" stands for: the argument with index 1, its property "a". Undefined for what is not such a path. */
function follow(list: unknown[], path: string): unknown {
  const [root, ...keys] = path.split(":");
  if (root !== "$0" || keys.length === 0) return undefined;
  return keys.reduce<unknown>((value, key) => {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    return value[key as keyof typeof value];
  }, list);
}
