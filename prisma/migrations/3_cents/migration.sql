-- Written by hand: what the Prisma schema cannot say. Money is never negative; unknown is NULL. A domain looks at an
-- amount when one is written; the CHECK of a table is evaluated again with every step of a session.
CREATE DOMAIN "cents" AS integer CONSTRAINT "cents_not_negative" CHECK (VALUE >= 0);
ALTER TABLE "session" DROP CONSTRAINT "session_amount_not_negative";
ALTER TABLE "session" ALTER COLUMN "amount_cents" TYPE "cents";
ALTER TABLE "wait" DROP CONSTRAINT "wait_amount_not_negative";
ALTER TABLE "wait" ALTER COLUMN "amount_cents" TYPE "cents";
