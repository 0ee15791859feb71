import { defineConfig } from 'prisma/config';

/** Read by Prisma's command line only; the server is given its address by DATABASE_URL. */
export default defineConfig({
  schema: 'prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
