import { type SignedIn, signIn } from '../../support/client.ts';
import { person } from '../../support/fixtures.ts';
import { type OwnPostgres, startOwnPostgres } from '../../support/own-postgres.ts';
import { startServer, type TestServer } from '../../support/server.ts';

/** What is killed. */
export type Victim = 'server' | 'postgres' | 'both';

/** A server on a PostgreSQL of its own, both of which may be killed at any moment. */
export class Scene {
  readonly postgres: OwnPostgres;
  readonly server: TestServer;
  readonly owner: SignedIn;

  private constructor(postgres: OwnPostgres, server: TestServer, owner: SignedIn) {
    this.postgres = postgres;
    this.server = server;
    this.owner = owner;
  }

  /** @param folder where PostgreSQL keeps its data; a temporary folder when not given */
  static async set(folder?: string, env: Record<string, string> = {}): Promise<Scene> {
    const postgres = await startOwnPostgres(folder);
    const server = await startServer({ databaseUrl: postgres.url, env: { LOG_LEVEL: 'error', ...env } });
    return new Scene(postgres, server, await signIn(server.url, person('dispatcher')));
  }

  /** Kills at once, without a chance to finish anything. */
  async kill(victim: Victim): Promise<void> {
    await Promise.all([
      victim === 'postgres' ? undefined : this.server.kill(),
      victim === 'server' ? undefined : this.postgres.kill(),
    ]);
  }

  async revive(victim: Victim): Promise<void> {
    if (victim !== 'server') await this.postgres.restart();
    if (victim !== 'postgres') await this.server.restart();
  }

  async strike(): Promise<void> {
    await this.server.stop();
    await this.postgres.stop();
  }
}
