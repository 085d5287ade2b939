import type { Context } from "@/lib/engine";
import { readConcepts } from "@/lib/reading/matters/concepts";
import { severalDamages } from "@/lib/reading/matters/several-damages";
import { holds, phrase } from "@/lib/reading/tokens/phrase";
import { tokenize } from "@/lib/reading/tokens/tokens";

/** A condolence that names no damaged thing. */
export const plainCondolence = "I am sorry to hear that.";

const condoles = phrase(
  `sorry _{0,3} hear|learn|read|about|that|for|somebody|someone | must|can have|be|feel been? _{0,3}
    shock|shocking|stressful|frustrating|upsetting|awful|terrible|hard|difficult|scary|frightening|unpleasant|annoying |
  condolences|sympathy |
  how|that|what is|sounds|was|a|an{0,2} stressful|frustrating|upsetting|awful|terrible|unfortunate|scary|frightening |
  hope everybody|everyone|you|nobody`,
);

/** Whether a sentence says that one is sorry for what happened. */
export const isCondolence = (sentence: string): boolean => holds(condoles, tokenize(sentence));

/** Whether the conversation holds a condolence already: one in a claim is enough. */
export const wasCondoled = (context: Context): boolean =>
  context.getChatHistory().some(({ role, content }) => role === "assistant" && isCondolence(content));

/** The condolence as it may follow `said`: when both a vehicle and a home are damaged, it does not name one alone. */
export function fitCondolence(sentence: string, said: string, isSaidBefore: boolean): string {
  if (!isCondolence(sentence)) return sentence;
  if (isSaidBefore) return "";
  const { vehicle, home } = readConcepts(sentence);
  const namesOne = vehicle.words.length > 0 !== home.words.length > 0;
  return namesOne && severalDamages(said) ? plainCondolence : sentence;
}
