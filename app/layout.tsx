import "@fontsource-variable/inter";
import interAddress from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?address";
import "./globals.css";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { preload } from "react-dom";
import { LeftNotices } from "@/components/inbox/left/left-notices";
import { Providers } from "@/components/providers";

export const metadata: Metadata = {
  title: { default: "GraphFlow", template: "%s · GraphFlow" },
  description: "Workflows that people take part in.",
  icons: {
    icon: [
      { url: "/favicon.ico", sizes: "16x16 32x32 48x48" },
      { url: "/icon.svg", type: "image/svg+xml" },
    ],
  },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f8f7f4" },
    { media: "(prefers-color-scheme: dark)", color: "#161513" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Before the styles are read: text that is first drawn in another font moves when this one arrives.
  preload(interAddress, { as: "font", type: "font/woff2", crossOrigin: "anonymous" });
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    // next-themes writes data-theme before hydration, which the server cannot know.
    <html lang="en" suppressHydrationWarning>
      <body>
        <Providers nonce={nonce} now={Date.now()}>
          {children}
          <LeftNotices />
        </Providers>
      </body>
    </html>
  );
}
