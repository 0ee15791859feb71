import { DndContext, MouseSensor, TouchSensor, useSensor, useSensors } from '@dnd-kit/core';
import type { CustomField, CustomFieldEntity } from '@muster/contract/identity/custom-fields/definition';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../ui/announce.ts';
import { FieldRow } from './FieldRow.tsx';
import { useFieldCommands } from './use-field-commands.ts';

interface FieldListProps {
  entity: CustomFieldEntity;
  fields: readonly CustomField[];
  onOpen: (id: string) => void;
  mayManage: boolean;
}

/** The list with one field at another place. */
export function moved(fields: readonly CustomField[], id: string, place: number): CustomField[] {
  const field = fields.find((each) => each.id === id);
  const rest = fields.filter((each) => each.id !== id);
  return field ? rest.toSpliced(place, 0, field) : rest;
}

/** The fields in the order of forms; dragged by their handle, or moved by the arrow keys on it. */
export function FieldList({ entity, fields, onOpen, mayManage }: FieldListProps) {
  const { t } = useTranslation('fields');
  const { reorder } = useFieldCommands();
  const [target, setTarget] = useState<string | null>(null);
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 4 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 200, tolerance: 8 } }),
  );
  const placeOf = (id: string) => fields.findIndex((field) => field.id === id);
  const move = (id: string, place: number) => {
    const count = fields.length;
    const label = fields[placeOf(id)]?.label ?? '';
    if (place < 0 || place >= count || place === placeOf(id)) return;
    announce(t('moved', { label, place: place + 1, count }));
    reorder(entity, moved(fields, id, place));
  };
  return (
    <DndContext
      sensors={sensors}
      onDragOver={({ over }) => setTarget(over ? String(over.id) : null)}
      onDragEnd={({ active, over }) => {
        setTarget(null);
        if (over) move(String(active.id), placeOf(String(over.id)));
      }}
      onDragCancel={() => setTarget(null)}
      accessibility={{ container: document.body }}
    >
      <ul
        aria-label={t('list', { entity: t(`entities.${entity}`) })}
        className="divide-y divide-line rounded-lg border border-line bg-surface"
      >
        {fields.map((field, place) => (
          <FieldRow
            key={field.id}
            field={field}
            isTarget={target === field.id}
            mayManage={mayManage}
            onOpen={() => onOpen(field.id)}
            onStep={(by) => move(field.id, place + by)}
          />
        ))}
      </ul>
    </DndContext>
  );
}
