"use client";

import dynamic from "next/dynamic";

/** Designer as a chunk of its own: the page of the editor can show it and does not load it. */
export const LazyDesigner = dynamic(() => import("./designer").then((module) => module.Designer));
