import type { BoardAccess, BoardKind, TenantAccess } from '@muster/contract/work/boards';
import { BoardHistory } from './BoardHistory.ts';
import { tell } from './board-story.ts';
import { fill } from './bulk-board.ts';
import { hour } from './instants.ts';
import type { Person } from './people.ts';
import type { Random } from './Random.ts';
import type { Story } from './story.ts';

/** A board of the demo: its story, and who may see it. */
export interface BoardPlan extends Story {
  name: string;
  kind: BoardKind;
  tenantAccess: TenantAccess;
  /** The branch whose work the board is about. */
  locationId: string | null;
  /** People who were invited, besides the owner. */
  members: readonly { person: Person; access: BoardAccess }[];
  /** True for boards whose cards were imported rather than written one by one. */
  imported: boolean;
}

/** A board with its document. */
export interface BuiltBoard {
  plan: BoardPlan;
  id: string;
  documentId: string;
  history: BoardHistory;
}

/** Builds a board's document from its plan; `random` is the company's, from which the board takes a stream by its name. */
export function buildBoard(plan: BoardPlan, company: Random): BuiltBoard {
  const random = company.stream(`board/${plan.name}`);
  const id = random.id(plan.from - hour);
  const documentId = random.id(plan.from - hour);
  const history = new BoardHistory(random.stream('tabs'));
  (plan.imported ? fill : tell)(history, plan, random.stream('cards'));
  return { plan, id, documentId, history };
}
