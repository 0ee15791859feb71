-- Hand-written: what prisma/models cannot say (policies, grants, constraints, functions).

-- `value` inside the sub-select of one_of was the element itself, so that it held for every field. The field's value
-- has a name of its own now.
CREATE OR REPLACE FUNCTION condition_holds(condition jsonb, fields jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(CASE condition ->> 'operator'
    WHEN 'is' THEN held = condition -> 'value'
    WHEN 'is_not' THEN held <> condition -> 'value'
    WHEN 'one_of' THEN EXISTS (
      SELECT FROM jsonb_array_elements(condition -> 'value') AS wanted (element) WHERE wanted.element = held)
    WHEN 'at_least' THEN jsonb_typeof(held) = 'number' AND held >= condition -> 'value'
    WHEN 'at_most' THEN jsonb_typeof(held) = 'number' AND held <= condition -> 'value'
    WHEN 'includes' THEN jsonb_typeof(held) = 'array' AND held @> jsonb_build_array(condition -> 'value')
  END, false)
  FROM (SELECT coalesce(fields -> (condition ->> 'field'), 'null'::jsonb) AS held) field
$$;
