// A run of characters is tried once: no match begins inside it.
const address = /(?<![\w.%+'-])[\w.%+'-]{1,64}@(?:[a-z0-9][a-z0-9-]{0,62}\.){1,8}[a-z]{2,24}(?![\w@-]|\.\w)/giu;

/** The e-mail addresses that a text names, each once, the part after @ in small letters. */
export function findEmails(text: string): string[] {
  const found = (text.match(address) ?? []).filter((one) => one.length <= 254 && isPlain(one));
  return [...new Set(found.map((one) => one.replace(/@.*$/, (domain) => domain.toLowerCase())))];
}

const isPlain = (one: string): boolean => {
  const [name = "", domain = ""] = one.split("@");
  return !/^\.|\.\.|\.$/.test(name) && !/-\./.test(domain);
};

/** A typed e-mail address; undefined when the text is anything else. */
export function parseEmail(text: string): string | undefined {
  const words = text.trim().replace(/^mailto:/i, "");
  const [only, ...others] = findEmails(words);
  return only !== undefined && others.length === 0 && only.toLowerCase() === words.toLowerCase() ? only : undefined;
}
