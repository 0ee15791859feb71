import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { Shortcut } from '../../core/ShortcutRegistry.ts';
import { useShortcutList } from '../../core/use-shortcut.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Kbd } from '../../ui/Kbd.tsx';

function byGroup(shortcuts: readonly Shortcut[]): Map<string, Shortcut[]> {
  const groups = new Map<string, Shortcut[]>();
  const latest = new Map(shortcuts.map((shortcut) => [shortcut.keys, shortcut]));
  for (const shortcut of latest.values()) {
    groups.set(shortcut.group, [...(groups.get(shortcut.group) ?? []), shortcut]);
  }
  return groups;
}

/** Every shortcut that works on the screen behind it. */
export function ShortcutMap({ onOpenChange }: { onOpenChange: (open: boolean) => void }) {
  const { t } = useTranslation('app');
  const groups = byGroup(useShortcutList());
  return (
    <Dialog
      open
      onOpenChange={onOpenChange}
      title={t('shortcuts.title')}
      description={t('shortcuts.hint')}
      size="medium"
    >
      <div className="gap-x-8 sm:columns-2">
        {[...groups].map(([group, shortcuts]) => (
          <section key={group} className="mb-5 break-inside-avoid">
            <h3 className="mb-1 font-medium text-ink-3 text-xs">{group}</h3>
            <dl className="grid grid-cols-[1fr_auto] items-center">
              {shortcuts.map((shortcut) => (
                <Fragment key={shortcut.keys}>
                  <dt className="border-line border-b py-1.5">{shortcut.label}</dt>
                  <dd className="flex h-full items-center justify-end border-line border-b py-1.5">
                    <Kbd keys={shortcut.keys} />
                  </dd>
                </Fragment>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
