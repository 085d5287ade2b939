import { tagsIn } from "./tags-in";

/**
 * A template as text that can be read aloud: "Dear {{ name }}" is "Dear (name)", a setting is its value, and
 * `{% if paid %}` is "[if paid]". The rest of the text stays as it is. `settings` has the values in words by key.
 */
export function describeTemplate(text: string, settings: ReadonlyMap<string, string>): string {
  const parts: string[] = [];
  let next = 0;
  for (const { from, to, isOutput, isOpen } of tagsIn(text)) {
    if (isOpen) break;
    const inside = text
      .slice(from + 2, to - 2)
      .replace(/^-/, "")
      .replace(/-$/, "")
      .trim();
    parts.push(text.slice(next, from), isOutput ? describeOutput(inside, settings) : describeTag(inside));
    next = to;
  }
  return parts.join("") + text.slice(next);
}

function describeOutput(inside: string, settings: ReadonlyMap<string, string>): string {
  const path = inside.split("|")[0]?.trim() ?? "";
  const setting = path.startsWith("settings.") ? settings.get(path.slice("settings.".length)) : undefined;
  return setting ?? `(${wordsOf(path)})`;
}

function describeTag(inside: string): string {
  const [name = "", ...rest] = inside.split(/\s+/);
  if (name.startsWith("end")) return "[end]";
  if (name === "else") return "[otherwise]";
  return `[${[name === "elsif" ? "otherwise, if" : name, ...rest.map(describeName)].join(" ")}]`;
}

const operators: Record<string, string> = {
  ...{ "==": "is", "!=": "is not", ">": "is more than", "<": "is less than" },
  ...{ ">=": "is at least", "<=": "is at most" },
};

const describeName = (word: string): string => {
  if (Object.hasOwn(operators, word)) return operators[word] ?? word;
  return /^["']/.test(word) ? word.slice(1, -1) : wordsOf(word);
};

const wordsOf = (path: string): string => path.replace(/_cents$/, "").replaceAll(/[._]/g, " ");
