/**
 * Appends one update ($2) to one document ($1): what a quiet moment asks for, at a third of the cost of a batch. No row
 * when the document is gone or would be larger than $4 bytes. $3 is the actor.
 */
export const appendOneStatement = {
  name: 'append_update',
  text: `
    with advanced as (
      update document set last_sequence = last_sequence + 1, size_bytes = size_bytes + length($2::bytea), updated_at = now()
      where id = $1::uuid and size_bytes + length($2::bytea) <= $4::bigint
      returning tenant_id, id, last_sequence
    )
    insert into document_update (tenant_id, document_id, sequence, bytes, actor_id)
    select tenant_id, id, last_sequence, $2::bytea, $3::uuid from advanced
    returning sequence`,
};

/**
 * Appends a batch. The document rows are locked in id order, so that processes appending to the same documents wait
 * for each other and never deadlock; each update gets its document's next number from the locked row. When one
 * document cannot take its updates, nothing is stored and the answer names it, with the bytes that it still has room for, or
 * with nothing when it is gone; otherwise the answer says of each document after which number its updates follow.
 *
 * Of each document: $1 id, $2 number of its updates, $3 their bytes in all. Of each update: $4 its document's id, $5 its
 * place among the document's updates from 1 on, $6 where it begins in $9, from 1 on, $7 its length, $8 its actor.
 * $9 all updates, one after the other: the driver sends bytes as they are, and arrays of bytes as twice as much text.
 * $10 largest size of a document in bytes.
 */
export const appendStatement = {
  name: 'append_updates',
  text: `
    with added as (
      select id, updates, bytes from unnest($1::uuid[], $2::int[], $3::bigint[]) as a (id, updates, bytes)
    ), locked as materialized (
      select tenant_id, id, last_sequence, size_bytes from document where id = any($1::uuid[]) order by id for no key update
    ), refused as materialized (
      select added.id, $10::bigint - locked.size_bytes as room
      from added left join locked on locked.id = added.id
      where locked.id is null or locked.size_bytes + added.bytes > $10::bigint
    ), advanced as (
      update document set last_sequence = locked.last_sequence + added.updates,
        size_bytes = locked.size_bytes + added.bytes, updated_at = now()
      from locked join added on added.id = locked.id
      where document.tenant_id = locked.tenant_id and document.id = locked.id and not exists (select from refused)
      returning document.tenant_id, document.id, locked.last_sequence as before
    ), inserted as (
      insert into document_update (tenant_id, document_id, sequence, bytes, actor_id)
      select advanced.tenant_id, advanced.id, advanced.before + entry.place, substr($9::bytea, entry.start, entry.length), entry.actor_id
      from unnest($4::uuid[], $5::int[], $6::int[], $7::int[], $8::uuid[]) as entry (document_id, place, start, length, actor_id)
      join advanced on advanced.id = entry.document_id
    )
    select id as document_id, before, null::bigint as room from advanced
    union all
    select id, null::bigint, room from refused`,
};

/**
 * Reads the snapshot and the tail of one document in one statement, and so as of one moment: whether it is the snapshot,
 * number, bytes, what the snapshot covers. Without parameters, as it is copied; the id must be a UUID.
 */
export const loadQuery = (documentId: string) => `
  select true as is_snapshot, snapshot.sequence, snapshot.bytes, snapshot.coverage
  from document
  join document_snapshot snapshot on snapshot.tenant_id = document.tenant_id and snapshot.document_id = document.id
  where document.id = '${documentId}'
  union all
  select false, tail.sequence, tail.bytes, null
  from document
  left join document_snapshot snapshot on snapshot.tenant_id = document.tenant_id and snapshot.document_id = document.id
  join document_update tail on tail.tenant_id = document.tenant_id and tail.document_id = document.id
    and tail.sequence > coalesce(snapshot.sequence, 0)
  where document.id = '${documentId}'
  order by sequence`;

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
