"use client";

import dynamic from "next/dynamic";

/** Designer in a separate chunk. The page of the editor can show it, but does not load it otherwise. */
export const LazyDesigner = dynamic(() => import("./designer").then((module) => module.Designer));
