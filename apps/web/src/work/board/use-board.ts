import type { BoardCard, BoardColumn, BoardLabel } from '@muster/contract/work/board-contents';
import { useCallback, useEffect, useReducer, useSyncExternalStore } from 'react';
import type { CardVisitor } from '../store/BoardPresence.ts';
import type { AwayCards } from '../store/BoardStore.ts';
import type { ColumnView } from '../store/ColumnMembers.ts';
import type { Drag } from '../store/DragState.ts';
import type { PresentPerson } from '../store/presence-state.ts';
import { useBoard } from './BoardSession.ts';

interface Source {
  subscribe: (topic: string, listener: () => void) => () => void;
}

function useTopic<T>(source: Source, topic: string, snapshot: () => T): T {
  const subscribe = useCallback((listener: () => void) => source.subscribe(topic, listener), [source, topic]);
  return useSyncExternalStore(subscribe, snapshot);
}

export function useColumns(): readonly BoardColumn[] {
  const { store } = useBoard();
  return useTopic(store, 'columns', () => store.columns());
}

export function useColumnView(columnId: string): ColumnView {
  const { store } = useBoard();
  return useTopic(store, `column:${columnId}`, () => store.view(columnId));
}

export function useCard(cardId: string): BoardCard | null {
  const { store } = useBoard();
  return useTopic(store, `card:${cardId}`, () => store.card(cardId));
}

/** Renders again when one of several cards changes; read them from the store. */
export function useCardsChanging(cardIds: readonly string[]): void {
  const { store } = useBoard();
  const [, render] = useReducer((turn: number) => turn + 1, 0);
  const key = cardIds.join(' ');
  useEffect(() => {
    const stops = key.split(' ').map((id) => store.subscribe(`card:${id}`, render));
    return () => {
      for (const stop of stops) stop();
    };
  }, [store, key]);
}

export function useLabels(): ReadonlyMap<string, BoardLabel> {
  const { store } = useBoard();
  return useTopic(store, 'labels', () => store.labels());
}

export function useAwayCards(): AwayCards {
  const { store } = useBoard();
  return useTopic(store, 'away', () => store.away());
}

/** `CURSOR`, `SELECTED` and `EDITING` of one card. */
export function useCardFlags(cardId: string): number {
  const { selection } = useBoard();
  return useTopic(selection, `card:${cardId}`, () => selection.flags(cardId));
}

export function useCursor(): string | null {
  const { selection } = useBoard();
  return useTopic(selection, 'cursor', selection.cursor);
}

export function useSelected(): ReadonlySet<string> {
  const { selection } = useBoard();
  return useTopic(selection, 'selected', selection.selected);
}

export function useVisitors(cardId: string): readonly CardVisitor[] {
  const { presence } = useBoard();
  return useTopic(presence, `card:${cardId}`, () => presence.visitors(cardId));
}

export function usePeopleHere(): readonly PresentPerson[] {
  const { presence } = useBoard();
  return useTopic(presence, 'people', presence.people);
}

export function useDrag(): Drag | null {
  const { drag } = useBoard();
  return useTopic(drag, 'drag', drag.drag);
}

export function useIsDragged(cardId: string): boolean {
  const { drag } = useBoard();
  return useTopic(drag, `card:${cardId}`, () => drag.isDragged(cardId));
}

/** Where the drop line stands in a column; -1 when elsewhere. */
export function useDropLine(columnId: string): number {
  const { drag } = useBoard();
  return useTopic(drag, `column:${columnId}`, () => drag.lineIn(columnId));
}

export function useColumnDropLine(): number | null {
  const { drag } = useBoard();
  return useTopic(drag, 'columns', drag.columnLine);
}

export function useCanUndo(): { undo: boolean; redo: boolean } {
  const { undo } = useBoard();
  return {
    undo: useSyncExternalStore(undo.subscribe, undo.canUndo),
    redo: useSyncExternalStore(undo.subscribe, undo.canRedo),
  };
}
