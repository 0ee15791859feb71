import {
  type CustomField,
  type CustomFieldEntity,
  customFieldEntities,
  mostCustomFields,
} from '@muster/contract/identity/custom-fields/definition';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Plus, TextCursorInput } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../core/trpc.ts';
import { useMay } from '../../core/use-me.ts';
import { useTitle } from '../../core/use-title.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { ListProblem } from '../ListProblem.tsx';
import { ListScreen } from '../ListScreen.tsx';
import { ListSkeleton } from '../ListSkeleton.tsx';
import { ArchivedFields } from './ArchivedFields.tsx';
import { FieldDialog } from './FieldDialog.tsx';
import { FieldList } from './FieldList.tsx';

/** What a link says of the screen: the kind of record, and the field that is edited, or `new`. */
function useFieldsSearch() {
  const search = useSearch({ from: '/shell/admin/fields' });
  const navigate = useNavigate({ from: '/admin/fields' });
  const entity = customFieldEntities.find((each) => each === search.entity) ?? 'user';
  const show = (change: { entity?: CustomFieldEntity; field?: string | undefined }) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  return { entity, opened: search.field, show };
}

/** The fields that the company adds to its people, locations and boards. */
export function CustomFieldsScreen() {
  const { t } = useTranslation('fields');
  const { entity, opened, show } = useFieldsSearch();
  const mayManage = useMay('identity:custom-field:manage');
  useTitle(t('title'));
  const open = (field: string | undefined) => show({ field });
  return (
    <ListScreen
      title={t('title')}
      toolbar={
        <>
          <SegmentedControl
            label={t('entity')}
            value={entity}
            onValueChange={(next) => show({ entity: next, field: undefined })}
            options={customFieldEntities.map((value) => ({ value, label: t(`entities.${value}`) }))}
          />
          <span className="flex-1" />
          {mayManage && (
            <Button variant="primary" icon={<Plus aria-hidden />} onClick={() => open('new')}>
              {t('new')}
            </Button>
          )}
        </>
      }
    >
      <Fields entity={entity} opened={opened} onOpen={open} mayManage={mayManage} />
    </ListScreen>
  );
}

interface FieldsProps {
  entity: CustomFieldEntity;
  opened: string | undefined;
  onOpen: (field: string | undefined) => void;
  mayManage: boolean;
}

function Fields({ entity, opened, onOpen, mayManage }: FieldsProps) {
  const { t } = useTranslation('fields');
  const query = useQuery(trpc.identity.customFields.list.queryOptions({ entity, archived: true }));
  if (query.error && !query.data) return <ListProblem error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <ListSkeleton />;
  const used = query.data.filter(({ archivedAt }) => !archivedAt);
  const archived = query.data.filter(({ archivedAt }) => archivedAt);
  const edited = used.find(({ id }) => id === opened);
  return (
    <div className="h-full overflow-y-auto px-gutter py-4">
      <div className="max-w-5xl">
        {used.length === 0 ? (
          <NoFields entity={entity} onNew={mayManage ? () => onOpen('new') : undefined} />
        ) : (
          <FieldList key={entity} entity={entity} fields={used} onOpen={onOpen} mayManage={mayManage} />
        )}
        {used.length > 0 && (
          <p className="mt-2 text-ink-3 text-xs">{t('limit', { count: used.length, most: mostCustomFields })}</p>
        )}
        {archived.length > 0 && <ArchivedFields fields={archived} mayManage={mayManage} />}
      </div>
      {mayManage && (opened === 'new' || edited) && (
        <FieldDialog key={opened} entity={entity} field={edited} onClose={() => onOpen(undefined)} />
      )}
    </div>
  );
}

function NoFields({ entity, onNew }: { entity: CustomField['entity']; onNew: (() => void) | undefined }) {
  const { t } = useTranslation('fields');
  return (
    <EmptyState
      icon={<TextCursorInput />}
      title={t('empty')}
      action={
        onNew && (
          <Button variant="primary" onClick={onNew}>
            {t('new')}
          </Button>
        )
      }
    >
      {t('emptyHint', { entity: t(`entities.${entity}`).toLowerCase() })}
    </EmptyState>
  );
}
