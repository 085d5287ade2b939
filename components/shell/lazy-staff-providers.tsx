"use client";

import dynamic from "next/dynamic";

/** StaffProviders as a chunk of its own: a claimant's page imports the frame, but must not load these. */
export const LazyStaffProviders = dynamic(() => import("./staff-providers").then((module) => module.StaffProviders));
