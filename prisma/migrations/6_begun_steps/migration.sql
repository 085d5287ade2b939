-- A lease counts as a begun step until something is committed: a step that ends its process takes it with it only so often.
ALTER TABLE "session" ADD COLUMN "begun" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "is_set_aside" BOOLEAN NOT NULL DEFAULT false;
