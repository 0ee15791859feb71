import { z } from 'zod';

const flag = z
  .enum(['0', '1', 'true', 'false'])
  .default('0')
  .transform((value) => value === '1' || value === 'true');

/** Every variable that the server reads, by the names of the README's table. Secrets come from nowhere else. */
const environmentSchema = z.object({
  DATABASE_URL: z.string().min(1),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: z.url().optional(),
  WEB_DIST: z.string().optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  MUSTER_DEMO: flag,
  TRUST_PROXY: flag,
  /** How long a server that was told to end goes on working after `/readyz` says no. */
  DRAIN_SECONDS: z.coerce.number().min(0).max(60).default(0),
  /** Folder for what must outlive a restart and is not in the database. */
  DATA_DIR: z.string().default('.data'),
  /** Keys of encrypted fields: `id:base64[,id:base64…]`, the newest first. */
  MUSTER_KEYS: z.string().optional(),
  /** Carries messages between several servers; without it they find each other's edits in PostgreSQL. */
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  /** Whoever sends it as a bearer token may read `/metrics`, besides this machine itself. */
  METRICS_TOKEN: z.string().min(16).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().default('Muster <muster@localhost>'),
  /** Lets administrators name issuers in a private network, or without https. */
  OIDC_PRIVATE_ISSUERS: flag,
});

export type Environment = z.infer<typeof environmentSchema>;

/** Reads the environment; on bad input says which variable is wrong and ends the process. */
export function readEnvironment(source: NodeJS.ProcessEnv = process.env): Environment {
  const parsed = environmentSchema.safeParse(source);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`).join('\n');
  throw new Error(`Muster cannot start: these environment variables are missing or wrong.\n${problems}`);
}
