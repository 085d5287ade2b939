/** The words of a text, separated by spaces and line breaks. */
export const wordList = (words: string): string[] => words.trim().split(/\s+/);

/** The words of a text as a set. */
export const wordSet = (words: string): ReadonlySet<string> => new Set(wordList(words));

/** The words of a list in a phrase: "car|van|truck". A line may break after a stroke. */
export const phraseWords = (list: string): string[] => list.split(/\|\s*/);

/** A regular expression for a text that is one of the words. The words may be regular expressions. */
export const oneOf = (list: string, flags = ""): RegExp => new RegExp(`^(?:${phraseWords(list).join("|")})$`, flags);
