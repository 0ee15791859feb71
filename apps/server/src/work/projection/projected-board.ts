import { boardRoots } from '@muster/contract/work/board.doc';
import { changedCards } from '@muster/contract/work/board-changes';
import type { ProjectedKind } from '../../collaboration/index.ts';
import { projectBoards } from './project-boards.ts';

/** A board as far as rows follow it. */
export const projectedBoard: ProjectedKind = {
  kind: 'board',
  observe(doc, changed) {
    for (const [root, map] of Object.entries(boardRoots(doc))) {
      map.observeDeep((events: Parameters<typeof changedCards>[0]) => {
        for (const id of changedCards(events).keys()) changed(`${root}.${id}`);
      });
    }
  },
  project: projectBoards,
};
