const format = new Intl.NumberFormat("en-US", { maximumFractionDigits: 6 });

/** A number as people read it: "1,250.5". */
export const formatNumber = (value: number): string => format.format(value);
