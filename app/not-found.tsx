import type { Metadata } from "next";
import { MessagePage } from "@/components/shell/message-page";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <MessagePage title="There is nothing here">
      <p>The address may be mistyped, or what it leads to belongs to another person.</p>
    </MessagePage>
  );
}
