/** The classes of the buttons of work on a case: on a phone all of them share one row. */
export const workButton = "max-lg:h-11 max-sm:flex-auto max-sm:px-1";
