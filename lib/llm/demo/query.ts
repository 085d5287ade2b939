import { tokenize } from "@/lib/reading/tokens/tokens";
import { wordSet } from "@/lib/reading/words/word-list";

/** Words that most wishes and questions have: they tell nothing about what is searched. */
const ordinary = wordSet(`
  a about all also am an and any are as at be because been but by can could did do does for from get had has have he
  hello her hi him his how i if in insurance insured insure into is it it's its i'd i'm just know like look looking me
  mine my need of on or our out over please policy recommend she should so some something tell than thank thanks that
  the their them then there these they this those to too us want wants was we were what when where which while who whose
  why will wish with would you your cover covered covers coverage
`);

/** Search words for what stands between data marks in a prompt: its words without the ordinary ones. */
export function writeQuery(prompt: string): string {
  const from = prompt.indexOf("<data>");
  const to = prompt.lastIndexOf("</data>");
  const wish = from >= 0 && to > from ? prompt.slice(from + "<data>".length, to) : prompt;
  const words = tokenize(wish).filter(
    ({ kind, text }) => (kind === "word" || kind === "number") && !ordinary.has(text),
  );
  return [...new Set(words.map(({ base }) => base))].join(" ") || wish.trim();
}
