import { cva } from "class-variance-authority";

/** The classes of a button, for elements that only look like one (a link, a summary). */
export const buttonVariants = cva(
  "inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-control " +
    "font-semibold transition-colors disabled:cursor-not-allowed disabled:opacity-55 " +
    "aria-disabled:cursor-not-allowed aria-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "bg-accent text-on-accent hover:bg-accent-strong",
        secondary: "border border-edge bg-surface text-ink hover:bg-sunken",
        quiet: "text-ink-soft hover:bg-sunken hover:text-ink",
        danger: "border border-attention bg-surface text-attention hover:bg-attention-soft",
      },
      size: {
        sm: "h-8 px-3 text-body",
        md: "h-9 px-4 text-body",
        /** 44 px: the main buttons on a phone. */
        lg: "h-11 px-5 text-reading",
        icon: "size-9",
        "icon-lg": "size-11",
      },
    },
    defaultVariants: { variant: "secondary", size: "md" },
  },
);
