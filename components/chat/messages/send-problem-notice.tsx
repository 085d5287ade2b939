import Link from "next/link";
import { Button } from "@/components/ui/button";
import { ErrorNotice } from "@/components/ui/error-notice";
import type { RequestProblem } from "@/components/ui/requests/request-problem";

/** The message was not sent: why, and what to do. It is part of the composer's form, so "Try again" submits that. */
export function SendProblemNotice({ problem, returnPath }: { problem: RequestProblem; returnPath: string }) {
  const action = problem.needsSignIn ? (
    <Button asChild>
      <Link href={`/sign-in?from=${encodeURIComponent(returnPath)}`}>Sign in</Link>
    </Button>
  ) : (
    <Button type="submit">Try again</Button>
  );
  return (
    <ErrorNotice title="Your message was not sent" action={action}>
      {problem.message} It is still in the box.
    </ErrorNotice>
  );
}
