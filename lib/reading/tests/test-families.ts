import { wordList } from "../words/word-list";

/** A text that may make a reader slow: a piece that is repeated. */
interface Family {
  name: string;
  piece: string;
  isSign: boolean;
}

const punctuation = [..."!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"];

const spaces = [" ", "\t", "\n", "\r\n", " \n", "\u00a0", "\u2028"];
const emoji = ["😀", "👨‍👩‍👧"];
const signs = [..."€£¥₹§°·…–—−“”‘’„«»¿¡✓★", "e\u0301", "\u0301", ...emoji, "\u200d", "\uFFFC", "²", "½"];
const digits = ["1", "0", "12", "1234567890", "0.", "1,", "1.", "1'", "1 ", "1 000 ", "12:", "1/", "1-", "1st ", "1%"];
const words = wordList(`
  a i aa é ß yes no not never sorry wait for the cost the garage says my car my flat in the on the at about around
  between and to from of it is was is is january may monday today ago last this street main street elm road place
  where kitchen approve ignore set amount total price deductible worth stolen destroyed you paid each number policy
  call tel flat apt floor hundred one half grand dollars cents usd euro k m km happened hit hi hello good dear what
  description question
`);
/** Pieces of several characters, with "¦" between them: many end with a space. */
const mixtures = [
  "a-¦a'¦a/¦a_¦a.¦a1¦1a¦a 1 ¦A-¦A.A.¦Aa ¦aA¦not not ¦n't ¦for the ¦my my ¦1 to ¦1 or ¦1 and ¦between 1 and ",
  "between ¦1, 2, ¦$1 ¦$ ¦$1, ¦$1 - $2 ¦-$1¦- 1 ¦(1) ¦$1 sorry ¦$1 no wait ¦$1, oops, $2 ¦$1 actually ",
  "1 total ¦total 1 ¦$1 in total ¦less than $1 ¦the cost (((¦the cost ---¦cost: ¦repair word ¦costs ~¦1 a b ",
  "one and ¦one-¦a grand and a half ¦1 dollars and 2 cents ¦no 1 ¦no. 1 ¦nr 1-¦tel 1 ¦tel: (1) ¦+1 ",
  "(123) 456-¦0123 ¦0123/¦12345678 ¦on the 1 ¦1 Main Street ¦1 a street ¦Hauptstraße 1 ¦Main Street and ",
  "Elm ¦A-B-C Street ¦in the in the ¦1.1.¦11.11.11 ¦11/11/11 ¦1 may ¦may 1 ¦may may ¦1 day ago ¦last last ",
  "last monday ¦at 5 pm ¦5 pm ¦monday or ¦2 weeks ago ¦this morning ¦next to ¦in front of ¦not in the ",
  "where: ¦the place is ¦yest¦my car was ¦my very own ¦hit my ¦near my house ¦outside the car's ",
  "the car is is ¦car is was are ¦you paid ¦last claim ¦2 years ago ¦worth $1 ¦my car worth ¦not totaled ",
  "stolen from my ¦destroyed one ¦set amount ¦ignore the ¦approve. ¦approve!? ¦hi, ¦hello there ",
  "good morning ¦my name is ¦i am a ¦about my ¦not my ¦it's a ¦no one ¦nobody ¦hurt no ¦? ¦?! ¦. . ¦x? y! ",
  "total? ¦total total ¦{{ a }} ¦{% if a %}¦<b>¦&amp;¦http://a.b/¦a@b.c ¦[a](b) ¦```¦\\n¦%20¦a\tb¦a \n b",
  "don't know ¦i don't know ¦n/a ¦hm¦um ¦approx¦estimat¦k¦1k ¦1 k¦1m¦5 hundred ¦two hundred ",
].flatMap((line) => line.split("¦"));

const familyOf = (piece: string, isSign: boolean): Family => ({
  name: `${JSON.stringify(piece)} repeated`,
  piece,
  isSign,
});

/** Runs of each sign, space, digit and word, and mixtures of them. */
export const families: Family[] = [
  ...[...punctuation, ...spaces, ...signs, ...digits].map((piece) => familyOf(piece, true)),
  ...[...words.map((word) => `${word} `), ...mixtures].map((piece) => familyOf(piece, false)),
];

/** All pairs of signs. */
export const pairs: Family[] = punctuation.flatMap((left) => punctuation.map((right) => familyOf(left + right, true)));

/** Runs between words. The first two once took more than a minute. */
export const known: { name: string; text: (length: number) => string }[] = [
  {
    name: "a cost, dashes, a quote",
    text: (length) =>
      `The repair cost ${"-".repeat(length)} see the quote of my body shop in town, they say all of it 450`,
  },
  {
    name: "a bill, a smiley, a price",
    text: (length) => `the repair bill :-${"(".repeat(length)} my garage in town says it will cost me 450`,
  },
  { name: "a cost, spaces, a price", text: (length) => `the cost${" ".repeat(length)}450` },
  { name: "a long word and a price", text: (length) => `cost ${"x".repeat(length)} 450` },
  { name: "an approval, dots", text: (length) => `approve ${".".repeat(length)} now` },
  { name: "lines of spaces", text: (length) => `a${" ".repeat(length)}b\nc` },
  { name: "a place of spaces", text: (length) => `the place is${" ".repeat(length)}\n;` },
];

/** Words, numbers and signs that the readers know. */
export const vocabulary: string[] = [
  ...words.map((word) => `${word} `),
  ...[...punctuation, ...digits, ...mixtures, ...spaces],
];
