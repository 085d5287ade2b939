import { type Automaton, compile } from "./compile-phrase";
import { edge, type TokenTest } from "./token-tests";
import type { Token } from "./tokens";

/**
 * A compiled pattern over tokens. A match follows all alternatives at once and reads each token once, so that its time
 * is linear. Every repetition has a maximum.
 */
export interface Phrase {
  source: string;
  forward: Automaton;
  backward: Automaton;
}

/**
 * Compiles a phrase. Throws when a group is not closed or a test is missing. Spaces separate items:
 * - `word`, `one|two|repair*|*n't`: one of these words (`*`: any beginning or ending; a line may break after a `|` of a
 *   list); `!one|two`: any other word; `_`: any word;
 * - `#`: a number; `#1-2`, `#4`, `#5+`: a number with so many digits;
 * - `[,;]`: one of these symbols; `[^,;#@_]`: any token except these (`#` numbers, `@` hidden ones, `_` words);
 *   `[^,;]!one|two`: any token except these symbols and words;
 * - `<name>`: a token that the test of this name accepts; any other sign: itself;
 * - `^` and `$`: the start and the end of the part that is read;
 * - `~` before an item: no space between it and the token before;
 * - `?` and `{0,3}` after an item or a group: how often; `( a b | c )`: a choice.
 */
export function phrase(source: string, tests: Record<string, TokenTest> = {}): Phrase {
  return { source, forward: compile(source, tests, false), backward: compile(source, tests, true) };
}

/** Whether a match may start with the token. This is a fast check: most tokens start no match. */
function mayBegin({ starts: { texts, others } }: Automaton, token: Token): boolean {
  return texts.has(token.text) || texts.has(token.base) || others.some((test) => test(token));
}

/** The next steps of those that accept the token. `isLast`: one of those may be the last step. */
function advance(
  { steps, next, isLast }: Automaton,
  active: number[],
  token: Token,
): { active: number[]; isLast: boolean } {
  let following: number[] = [];
  let isShared = true;
  let ends = false;
  for (const step of active) {
    if (!steps[step]?.(token)) continue;
    if (isLast[step]) ends = true;
    const links = next[step] ?? [];
    if (links.length === 0) continue;
    if (following.length === 0) following = links;
    else {
      if (isShared) following = [...following];
      isShared = false;
      for (const link of links) if (!following.includes(link)) following.push(link);
    }
  }
  return following.length > 0 || ends ? { active: following, isLast: ends } : nothing;
}

const nothing: { active: number[]; isLast: boolean } = { active: [], isLast: false };

/**
 * The end of the longest match that starts with the token `start`, ends at `limit` at the latest, and has an end that
 * `isEnd` accepts. -1 without one.
 */
export function matchAt(
  { forward }: Phrase,
  tokens: Token[],
  start: number,
  limit = tokens.length,
  isEnd: (end: number) => boolean = () => true,
): number {
  const begin = start < limit ? tokens[start] : undefined;
  if (begin && !mayBegin(forward, begin)) return forward.isEmpty && isEnd(start) ? start : -1;
  let ends: number[] | undefined;
  let { first: active } = forward;
  for (let index = start; index <= limit && active.length > 0; index++) {
    const token = index === limit ? edge : tokens[index];
    if (token === undefined) break;
    const reached = advance(forward, active, token);
    if (reached.isLast) {
      const end = Math.min(index + 1, limit);
      if (ends) ends.push(end);
      else ends = [end];
    }
    active = reached.active;
  }
  return ends?.findLast(isEnd) ?? (forward.isEmpty && isEnd(start) ? start : -1);
}

/** Whether a match ends right before the token `end` and starts at `floor` at the earliest. */
export function endsBefore({ backward }: Phrase, tokens: Token[], end: number, floor = 0): boolean {
  if (backward.isEmpty) return true;
  const begin = end > floor ? tokens[end - 1] : undefined;
  if (begin && !mayBegin(backward, begin)) return false;
  let { first: active } = backward;
  for (let index = end - 1; index >= floor - 1 && active.length > 0; index--) {
    const token = index < floor ? edge : tokens[index];
    if (token === undefined) break;
    const reached = advance(backward, active, token);
    if (reached.isLast) return true;
    active = reached.active;
  }
  return false;
}

/** Whether a match of the phrase may start with the token. */
export const mayStartWith = ({ forward }: Phrase, token: Token): boolean => mayBegin(forward, token);

/** The first match from the token `from` on that ends at `to` at the latest, as indexes of tokens, or null. */
export function findPhrase(
  sought: Phrase,
  tokens: Token[],
  from = 0,
  to = tokens.length,
): { start: number; end: number } | null {
  for (let start = from; start < to; start++) {
    const end = matchAt(sought, tokens, start, to);
    if (end >= 0) return { start, end };
  }
  return null;
}

/** Whether the phrase has a match between the tokens `from` and `to`. */
export const holds = (sought: Phrase, tokens: Token[], from = 0, to = tokens.length): boolean =>
  findPhrase(sought, tokens, from, to) !== null;
