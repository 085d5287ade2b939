/** The languages that a workflow can read, by their codes, with their names in English. */
export const languageNames = {
  en: "English",
  es: "Spanish",
  de: "German",
  fr: "French",
  pt: "Portuguese",
  it: "Italian",
  nl: "Dutch",
  pl: "Polish",
  tr: "Turkish",
  sv: "Swedish",
  da: "Danish",
  ro: "Romanian",
  cs: "Czech",
  uk: "Ukrainian",
  ru: "Russian",
  ar: "Arabic",
  ja: "Japanese",
  zh: "Chinese",
  ko: "Korean",
  el: "Greek",
  hi: "Hindi",
  he: "Hebrew",
} as const;
export type LanguageCode = keyof typeof languageNames;

/** English first. */
export const languageCodes = Object.keys(languageNames) as [LanguageCode, ...LanguageCode[]];

/** The name of a language in English; English for a code that is not known. */
export const languageName = (code: string): string =>
  Object.hasOwn(languageNames, code) ? languageNames[code as LanguageCode] : languageNames.en;
