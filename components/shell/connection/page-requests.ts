import { createStore } from "zustand/vanilla";
import { whenReachable } from "@/components/live/is-reachable";

/** How many requests for pages wait for a server that does not answer. */
export const pageRequestStore = createStore<{ waiting: number }>()(() => ({ waiting: 0 }));

/** A server that answers other requests meanwhile: then its page is to be loaded as a document. */
const maxTries = 5;
const firstPauseMs = 500;
const maxPauseMs = 15_000;
const pageType = "text/x-component";
/** What a proxy answers for a server that is gone. */
const goneStatuses = [502, 503, 504];

type Fetch = typeof window.fetch;

/**
 * Repeats requests for pages that fail. Without this Next.js loads the page as a document when a refresh or a
 * navigation fails, and the browser's error page replaces what was on the screen; a check before the request is no
 * help, because the server can end after it. Returns the function that ends this.
 */
export function keepPageRequests(): () => void {
  const send = window.fetch;
  const keep: Fetch = (input, init) => (isPageRequest(init) ? sendUntilAnswered(send, input, init) : send(input, init));
  window.fetch = keep;
  return () => {
    if (window.fetch === keep) window.fetch = send;
  };
}

/** A refresh or a navigation. A failed prefetch changes nothing, and an action is not repeated. */
function isPageRequest(init: RequestInit | undefined): boolean {
  const headers = new Headers(init?.headers);
  const isPrefetch = headers.has("next-router-prefetch") || headers.has("next-router-segment-prefetch");
  return (init?.method ?? "GET") === "GET" && headers.has("rsc") && !isPrefetch;
}

async function sendUntilAnswered(send: Fetch, ...[input, init]: Parameters<Fetch>): Promise<Response> {
  for (let tries = 1; ; tries++) {
    try {
      const response = await send(input, init);
      if (!isGone(response) || tries === maxTries) return await readWhole(response);
    } catch (error) {
      if (init?.signal?.aborted || tries === maxTries) throw error;
    }
    await waitForServer(Math.min(firstPauseMs * 2 ** (tries - 1), maxPauseMs));
  }
}

const isPage = (response: Response): boolean => response.headers.get("content-type")?.startsWith(pageType) ?? false;

const isGone = (response: Response): boolean => goneStatuses.includes(response.status) && !isPage(response);

/** The page with its whole body: one that ends in the middle is a failed request, too. */
async function readWhole(response: Response): Promise<Response> {
  if (!isPage(response)) return response;
  const { status, statusText, headers, url, redirected } = response;
  const whole = new Response(await response.arrayBuffer(), { status, statusText, headers });
  return Object.defineProperties(whole, { url: { value: url }, redirected: { value: redirected } });
}

async function waitForServer(pauseMs: number): Promise<void> {
  const count = (change: number) => pageRequestStore.setState(({ waiting }) => ({ waiting: waiting + change }));
  count(1);
  try {
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    await whenReachable();
  } finally {
    count(-1);
  }
}
