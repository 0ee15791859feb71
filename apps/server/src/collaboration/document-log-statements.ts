/**
 * Appends a batch. The document rows are locked in id order, so that processes appending to the same documents wait
 * for each other and never deadlock; each update gets its document's next number from the locked row. When one
 * document cannot take its updates, nothing is stored and the answer names it.
 *
 * $1 document ids, $2 updates, $3 actors (all of one length), $4 largest size of a document in bytes.
 */
export const appendStatement = {
  name: 'append_updates',
  text: `
    with entry as (
      select document_id, bytes, actor_id, ordinal
      from unnest($1::uuid[], $2::bytea[], $3::uuid[]) with ordinality as e (document_id, bytes, actor_id, ordinal)
    ), added as (
      select document_id, count(*) as updates, sum(length(bytes)) as bytes from entry group by document_id
    ), locked as materialized (
      select tenant_id, id, last_sequence, size_bytes from document
      where id in (select document_id from added) order by id for no key update
    ), refused as (
      select added.document_id, case when locked.id is null then 'unknown' else 'too_large' end as refusal
      from added left join locked on locked.id = added.document_id
      where locked.id is null or locked.size_bytes + added.bytes > $4
    ), numbered as (
      select entry.*, locked.tenant_id,
        locked.last_sequence + row_number() over (partition by entry.document_id order by entry.ordinal) as sequence
      from entry join locked on locked.id = entry.document_id
      where not exists (select from refused)
    ), advanced as (
      update document set last_sequence = locked.last_sequence + added.updates,
        size_bytes = locked.size_bytes + added.bytes, updated_at = now()
      from added join locked on locked.id = added.document_id
      where document.tenant_id = locked.tenant_id and document.id = locked.id and not exists (select from refused)
    ), inserted as (
      insert into document_update (tenant_id, document_id, sequence, bytes, actor_id)
      select tenant_id, document_id, sequence, bytes, actor_id from numbered order by document_id, sequence
    )
    select document_id, null::bigint as sequence, refusal, 0 as ordinal from refused
    union all
    select document_id, sequence, null, ordinal from numbered
    order by ordinal`,
};

/** Reads the snapshot and the tail of one document ($1) in one statement, and so as of one moment. */
export const loadStatement = {
  name: 'load_document',
  text: `
    select true as is_snapshot, snapshot.sequence, snapshot.bytes
    from document
    join document_snapshot snapshot on snapshot.tenant_id = document.tenant_id and snapshot.document_id = document.id
    where document.id = $1
    union all
    select false, tail.sequence, tail.bytes
    from document
    left join document_snapshot snapshot on snapshot.tenant_id = document.tenant_id and snapshot.document_id = document.id
    join document_update tail on tail.tenant_id = document.tenant_id and tail.document_id = document.id
      and tail.sequence > coalesce(snapshot.sequence, 0)
    where document.id = $1
    order by sequence`,
};

/**
 * Reads the updates of one document ($1) after a number ($2). When a snapshot has swallowed some of them, the answer is
 * one row that says so.
 */
export const loadAfterStatement = {
  name: 'load_updates_after',
  text: `
    select tail.sequence, tail.bytes, coalesce(snapshot.sequence, 0) > $2 as swallowed
    from document
    left join document_snapshot snapshot on snapshot.tenant_id = document.tenant_id and snapshot.document_id = document.id
    left join document_update tail on tail.tenant_id = document.tenant_id and tail.document_id = document.id
      and tail.sequence > $2 and coalesce(snapshot.sequence, 0) <= $2
    where document.id = $1
    order by tail.sequence`,
};

/**
 * Reads what documents ($1) have beyond the number known of each ($2): one row for each update, in order, or one row that
 * says that a snapshot has swallowed some. Where there is nothing new it costs one look at each document's row.
 */
export const loadNewsStatement = {
  name: 'load_news',
  text: `
    select document.id as document_id, tail.sequence, tail.bytes, coalesce(snapshot.sequence, 0) > known.sequence as swallowed
    from unnest($1::uuid[], $2::bigint[]) as known (document_id, sequence)
    join document on document.id = known.document_id and document.last_sequence > known.sequence
    left join document_snapshot snapshot on snapshot.tenant_id = document.tenant_id and snapshot.document_id = document.id
    left join document_update tail on tail.tenant_id = document.tenant_id and tail.document_id = document.id
      and tail.sequence > known.sequence and coalesce(snapshot.sequence, 0) <= known.sequence
    order by document.id, tail.sequence`,
};
