-- What `rate-limiter-flexible` counts, in the shape it asks for; the library itself creates nothing. UNLOGGED: counts need
-- no write-ahead log, and after a crash of Postgres they begin again at zero.
CREATE UNLOGGED TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);
