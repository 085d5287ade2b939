import { readConcepts, tellsEvent } from "@/lib/reading/matters/concepts";
import { holds, phrase } from "@/lib/reading/tokens/phrase";
import { tokenize } from "@/lib/reading/tokens/tokens";

const sentences = new Intl.Segmenter("en", { granularity: "sentence" });
const toModel =
  phrase(`ignore|disregard|forget|override [^.;?]{0,3} instruction|instructions|rule|rules|everything|prompt |
  pretend to|that|you|you're | you are now | i order you | please|and|to approve|accept|pay my|our|this claim |
  system : | system prompt|prompts|message | set answerable | your prompt|prompts|instructions |
  are you a|an | do you like|love|want | your favourite|favorite`);

const decides = /^\s*(?:approve|accept|pay)\b/i;

const namesThing = (words: string): boolean => {
  const { vehicle, home } = readConcepts(words);
  return vehicle.score + home.score > 0;
};

/** Whether words are an order to the model, or a question about itself. */
export const isOrder = (words: string): boolean => decides.test(words) || holds(toModel, tokenize(words));

/** A text without the sentences that are only orders to the model, and name nothing that is damaged. */
export const withoutOrders = (text: string): string =>
  [...sentences.segment(text)]
    .map(({ segment }) => segment)
    .filter((one) => !isOrder(one) || tellsEvent(one) || namesThing(one))
    .join("");
