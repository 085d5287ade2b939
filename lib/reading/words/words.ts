import { matchAt, phrase } from "@/lib/reading/tokens/phrase";
import { tokenize } from "@/lib/reading/tokens/tokens";

/** Computes a value on the first call and returns it on all calls. */
export function once<Value>(compute: () => Value): () => Value {
  const values: Value[] = [];
  return () => {
    if (values.length === 0) values.push(compute());
    return values[0] as Value;
  };
}

/** The text without these characters at its end. */
export function trimEnd(text: string, signs: string): string {
  let end = text.length;
  while (end > 0 && signs.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** The text with `by` in the place of the spans. The spans are in order and do not overlap. */
export function withoutSpans(text: string, spans: { start: number; end: number }[], by = ""): string {
  let rest = "";
  let from = 0;
  for (const { start, end } of spans) {
    rest += text.slice(from, start) + by;
    from = end;
  }
  return rest + text.slice(from);
}

/** The words and numbers of a text in lower case, separated by spaces. */
export const wordsOf = (text: string): string =>
  tokenize(text)
    .filter(({ kind }) => kind === "word" || kind === "number")
    .map(({ text: word }) => word)
    .join(" ");

/** Words that correct what was said before them. */
export const takesBack = phrase(
  `( no|nope|sorry|actually|wait|oops|oh|correction|wrong|edit|update | my mistake|bad | i meant|mean | not right |
    scratch|strike that|this | hang|hold on | never mind | nevermind |
    i mixed|messed that|this|it|things up | i got|had that|this|it wrong | i made a mistake |
      forget|ignore that ) [,.:!–-]?`,
);
/** Words that correct and say nothing else: "scratch that", "oh wait". */
export const onlyTakesBack = phrase(
  `( oh|no|actually|sorry|ah|ok|okay|and|but [,]? ){0,3} ( scratch|strike that|this | hang|hold on | oh? wait |
      never mind | nevermind |
    i mixed|messed that|this|it|things up | i got|had that|this|it wrong | i made a mistake | my mistake|bad |
      forget|ignore that |
    ( never mind | nevermind | forget|ignore ) about?
      the|my|that|this|what _{0,5} thing|things|stuff|question|questions|idea|request|asked )`,
);

const greeting = phrase(
  `( hi|hello|hey|hiya|greetings|hola | good morning|afternoon|evening|day | guten tag | dear sir|madam|team | dear
    sir or madam )
  there|all|team|everyone|guys|folks|sir|madam?`,
);

/** The text after its greetings. */
function withoutGreeting(text: string): string {
  const tokens = tokenize(text);
  let index = tokens.findIndex(({ kind }) => kind === "word" || kind === "number");
  let greeted = -1;
  for (let end = matchAt(greeting, tokens, index); index >= 0 && end >= 0; end = matchAt(greeting, tokens, index)) {
    index = end;
    while (tokens[index]?.kind === "break" || /^[,.!:;-]$/.test(tokens[index]?.text ?? "")) index++;
    greeted = index;
  }
  return greeted < 0 ? text : text.slice(tokens[greeted]?.start ?? text.length);
}

/** The text in one line without its greeting. A line break becomes the end of a sentence. */
export const tidy = (text: string): string =>
  withoutGreeting(text)
    .split("\n")
    .map((line) => line.trim().replace(/\s+/g, " "))
    .filter((line) => line !== "")
    .map((line, index, lines) => (index === lines.length - 1 || /[.!?,;:]$/.test(line) ? line : `${line}.`))
    .join(" ");
