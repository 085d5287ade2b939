import type { Metadata } from "next";
import Link from "next/link";
import { MessagePage } from "@/components/shell/message-page";
import { Button } from "@/components/ui/button";

export const metadata: Metadata = { title: "Please sign in" };

export default function Unauthorized() {
  return (
    <MessagePage
      title="Please sign in"
      action={
        <Button asChild variant="primary" size="lg">
          <Link href="/sign-in">Sign in</Link>
        </Button>
      }
    >
      <p>Your sign-in has ended, or there was none. What you typed before is kept in this tab.</p>
    </MessagePage>
  );
}
