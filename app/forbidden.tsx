import type { Metadata } from "next";
import { MessagePage } from "@/components/shell/message-page";

export const metadata: Metadata = { title: "Not allowed" };

export default function Forbidden() {
  return (
    <MessagePage title="This page is not for your role">
      <p>
        You are signed in, but this place belongs to people with another task. If you need it, ask an administrator.
      </p>
    </MessagePage>
  );
}
