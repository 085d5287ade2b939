/** How many passages each list has before they are fused. */
const listLength = 50;
/** Candidates by code whose similarity is computed exactly. */
const candidates = 400;
/** Reciprocal rank fusion: a passage at place r of a list gets weight / (60 + r). Cormack et al. (2009) have the 60. */
const fusion = { offset: 60, vectors: 2, words: 1 };

// $1 the question, $2 its embedding, $3 audiences, $4 names of collections or NULL, $5 the limit, $6 the model.
const allowed = `allowed AS (
  SELECT id, embedding_version FROM collection
  WHERE audience = ANY($3::text[]) AND ($4::text[] IS NULL OR name = ANY($4)) AND embedding_model = $6
)`;

/** Any word of the question counts; the rank prefers passages with many of them, close together. */
const words = `wanted AS (
  SELECT to_tsquery('simple', string_agg(quote_literal(lexeme), ' | ')) AS query
  FROM unnest(to_tsvector('english', $1)) AS lexeme(lexeme, positions, weights)
),
matching AS (
  SELECT p.id, row_number() OVER (ORDER BY ts_rank_cd(p.search, wanted.query, 1) DESC, p.id) AS place
  FROM wanted, passage p JOIN document d ON d.id = p.document_id
  WHERE p.search @@ wanted.query AND d.state = 'published' AND d.collection_id IN (SELECT id FROM allowed)
  ORDER BY place
  LIMIT ${listLength}
)`;

const fused = `ranked AS (
  SELECT id, similarity, row_number() OVER (ORDER BY similarity DESC, id) AS place
  FROM near
  ORDER BY place
  LIMIT ${listLength}
),
fused AS (
  SELECT id, similarity, ranked.place AS vector_place, matching.place AS text_place,
    coalesce(${fusion.vectors}.0 / (${fusion.offset} + ranked.place), 0)
      + coalesce(${fusion.words}.0 / (${fusion.offset} + matching.place), 0) AS score
  FROM ranked FULL JOIN matching USING (id)
  ORDER BY score DESC, id
  LIMIT $5
)
SELECT p.id, d.id AS "documentId", d.title AS document, d.version, p.heading, p.text, p.page,
  fused.score::float8 AS score, vector_place::int AS "vectorRank", text_place::int AS "textRank",
  similarity::float8 AS similarity
FROM fused JOIN passage p USING (id) JOIN document d ON d.id = p.document_id
ORDER BY fused.score DESC, p.id`;

/**
 * The passages that fit a question, on any Postgres. $7 is the code of the question. Codes are compared in an
 * index-only scan; the similarity of the nearest is computed from their embeddings.
 */
export const findByCodes = `
WITH ${allowed},
close AS MATERIALIZED (
  SELECT e.passage_id, e.embedding_version
  FROM allowed a JOIN passage_embedding e ON e.collection_id = a.id AND e.embedding_version = a.embedding_version
  ORDER BY bit_count(e.code # $7::varbit)
  LIMIT ${candidates}
),
near AS (
  SELECT e.passage_id AS id,
    (SELECT sum(one * other) FROM unnest(e.embedding, $2::real[]) AS t(one, other)) AS similarity
  FROM close JOIN passage_embedding e USING (passage_id, embedding_version)
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
