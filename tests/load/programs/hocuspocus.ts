/** hocuspocus as its documentation sets it up, storing in PostgreSQL; its debounce is the default. */
import { Database } from '@hocuspocus/extension-database';
import { Server } from '@hocuspocus/server';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL ?? '', max: 10 });

const database = new Database({
  fetch: async ({ documentName }) => {
    const sql = 'select data from document where name = $1';
    const { rows } = await pool.query<{ data: Buffer }>({ name: 'fetch', text: sql, values: [documentName] });
    return rows[0]?.data ?? null;
  },
  store: async ({ documentName, state }) => {
    const text = 'insert into document values ($1, $2) on conflict (name) do update set data = excluded.data';
    await pool.query({ name: 'store', text, values: [documentName, state] });
  },
});

const { HOST: address = '127.0.0.1', PORT: port } = process.env;
const server = new Server({ address, port: Number(port), quiet: true, extensions: [database] });
await server.listen();
