/** How many passages each list has before they are fused. */
const listLength = 50;
/** Candidates by code whose similarity is computed exactly. */
const candidates = 400;
/** How many passages are ranked by their words: each is read from the table. */
const mostMatches = 4_000;
/**
 * Reciprocal rank fusion: a passage at place r of a list gets 1 / (60 + r). Cormack et al. (2009) have the 60. With
 * more weight for one list, what only the other one has found would come after all of it.
 */
const offset = 60;

// $1 the question, $2 its embedding, $3 audiences, $4 names of collections or NULL, $5 the limit, $6 the model.

/** Embeddings of another model, or of another length, cannot be compared with the one of the question. */
const isComparable = "embedding_model = $6 AND dimensions = cardinality($2::real[])";

const allowed = `readable AS (
  SELECT * FROM collection WHERE audience = ANY($3::text[]) AND ($4::text[] IS NULL OR name = ANY($4))
),
allowed AS (
  SELECT id, embedding_version FROM readable WHERE ${isComparable}
)`;

/** A lexeme within the text of a tsquery. */
const quoted = String.raw`'''' || replace(replace(lexeme, E'\\', E'\\\\'), '''', '''''') || ''''`;

/**
 * Any word of the question counts; the rank prefers passages with many of them. The words that are in most passages
 * say least: in a large table they are left out, by the frequencies that Postgres keeps of the column. When all words
 * of the question are such words, the two rarest are wanted together.
 */
const words = `lexemes AS (
  SELECT ${quoted} AS lexeme, expected, sum(expected) OVER (ORDER BY expected, lexeme) AS total
  FROM (
    SELECT lexeme, coalesce(share, 0) * size AS expected, size
    FROM unnest(to_tsvector('english', $1)) AS question(lexeme, positions, weights)
    LEFT JOIN (
      SELECT unnest(most_common_elems::text::text[]) AS lexeme, unnest(most_common_elem_freqs) AS share
      FROM pg_stats WHERE schemaname = current_schema() AND tablename = 'passage' AND attname = 'search'
    ) AS known USING (lexeme),
    (SELECT reltuples AS size FROM pg_class WHERE oid = 'passage'::regclass) AS passages
  ) AS counted
),
wanted AS (
  SELECT coalesce(
    (SELECT string_agg(lexeme, ' | ') FROM lexemes WHERE total <= ${mostMatches}),
    (SELECT string_agg(lexeme, ' & ') FROM (
      SELECT lexeme FROM lexemes WHERE total > ${mostMatches} ORDER BY total LIMIT 2) AS frequent))::tsquery AS query
),
matching AS (
  SELECT id, row_number() OVER (ORDER BY rank DESC, id) AS place
  FROM (
    SELECT id, ts_rank(search, query, 1) AS rank
    FROM (
      SELECT p.id, p.search, wanted.query
      FROM wanted, passage p JOIN document d ON d.id = p.document_id
      WHERE p.search @@ wanted.query AND d.state = 'published' AND d.collection_id IN (SELECT id FROM allowed)
      LIMIT ${3 * mostMatches}
    ) AS matches
    ORDER BY rank DESC, id
    LIMIT ${listLength}
  ) AS best
)`;

const fused = `ranked AS (
  SELECT id, similarity, row_number() OVER (ORDER BY similarity DESC, id) AS place
  FROM (
    -- An embedding of zeros is similar to nothing; with pgvector the similarity is not a number.
    SELECT id, similarity FROM near WHERE similarity > 0 AND similarity <> 'NaN'
    ORDER BY similarity DESC, id LIMIT ${listLength}
  ) AS nearest
),
fused AS (
  SELECT id, similarity, ranked.place AS vector_place, matching.place AS text_place,
    coalesce(1.0 / (${offset} + ranked.place), 0) + coalesce(1.0 / (${offset} + matching.place), 0) AS score
  FROM ranked FULL JOIN matching USING (id)
  ORDER BY score DESC, similarity DESC NULLS LAST, id
  LIMIT $5
),
refused AS (
  SELECT name, embedding_model FROM readable WHERE $4 IS NOT NULL AND NOT (${isComparable}) ORDER BY name LIMIT 1
)
SELECT refused.name AS "refusedName", refused.embedding_model AS "refusedModel",
  p.id, d.id AS "documentId", d.title AS document, d.version, p.heading, p.text, p.page,
  fused.score::float8 AS score, vector_place::int AS "vectorRank", text_place::int AS "textRank",
  similarity::float8 AS similarity
FROM (fused JOIN passage p USING (id) JOIN document d ON d.id = p.document_id) FULL JOIN refused ON true
ORDER BY fused.score DESC, similarity DESC NULLS LAST, p.id`;

/**
 * The passages that fit a question, on any Postgres. $7 is the code of the question. Codes are compared in an
 * index-only scan; the similarity of the nearest is computed from their embeddings. A row with "refusedName" names a
 * collection that was asked for and cannot be searched.
 */
export const findByCodes = `
WITH ${allowed},
close AS MATERIALIZED (
  SELECT e.passage_id, e.embedding_version
  FROM allowed a CROSS JOIN LATERAL (
    SELECT passage_id, embedding_version, bit_count(code # $7::varbit) AS distance
    FROM passage_embedding
    -- Codes of another length are those of an earlier release, until the start of the server has renewed them.
    WHERE collection_id = a.id AND embedding_version = a.embedding_version AND length(code) = length($7::varbit)
    ORDER BY distance LIMIT ${candidates}
  ) AS e
  ORDER BY distance
  LIMIT ${candidates}
),
near AS MATERIALIZED (
  SELECT passage_id AS id, (
    SELECT sum(one * other)
    FROM passage_embedding e, unnest(e.embedding, $2::real[]) AS t(one, other)
    WHERE e.passage_id = close.passage_id AND e.embedding_version = close.embedding_version
  ) AS similarity
  FROM close
),
${words},
${fused}`;

/** The same with pgvector and its index for this number of dimensions. */
export const findByVectors = (dimensions: number): string => `
WITH ${allowed},
near AS MATERIALIZED (
  SELECT e.passage_id AS id,
    1 - (e.embedding::vector(${dimensions}) <=> $2::real[]::vector(${dimensions})) AS similarity
  FROM passage_embedding e
  WHERE cardinality(e.embedding) = ${dimensions}
    AND (e.collection_id, e.embedding_version) IN (SELECT id, embedding_version FROM allowed)
  ORDER BY e.embedding::vector(${dimensions}) <=> $2::real[]::vector(${dimensions})
  LIMIT ${listLength}
),
${words},
${fused}`;
