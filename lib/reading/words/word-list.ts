/** The words of a list that is written with spaces and line breaks between them. */
export const wordList = (words: string): string[] => words.trim().split(/\s+/);

/** The same as a set. */
export const wordSet = (words: string): ReadonlySet<string> => new Set(wordList(words));

/** The words of a list as a phrase writes it: "car|van|truck", with a line break after a stroke where it is long. */
export const phraseWords = (list: string): string[] => list.split(/\|\s*/);

/** Fits a text that is one of the words, which may have the signs of regular expressions in them. */
export const oneOf = (list: string, flags = ""): RegExp => new RegExp(`^(?:${phraseWords(list).join("|")})$`, flags);
