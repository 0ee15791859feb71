import { Command } from 'cmdk';
import { useTranslation } from 'react-i18next';
import { matches } from './matches.ts';
import { PaletteItem, paletteGroup } from './PaletteItem.tsx';
import { usePaletteCommands } from './use-palette-commands.tsx';

interface PaletteCommandsProps {
  query: string;
  run: (action: () => void) => () => void;
  onShortcuts: () => void;
}

export function PaletteCommands({ query, run, onShortcuts }: PaletteCommandsProps) {
  const { t } = useTranslation('app');
  const commands = usePaletteCommands(onShortcuts).filter((command) => matches(query, command.label));
  const groups = [
    { key: 'goTo', heading: t('palette.goTo'), items: commands.filter((command) => command.group === 'goTo') },
    {
      key: 'commands',
      heading: t('palette.commands'),
      items: commands.filter((command) => command.group === 'commands'),
    },
  ];
  return groups
    .filter((group) => group.items.length > 0)
    .map((group) => (
      <Command.Group key={group.key} heading={group.heading} className={paletteGroup}>
        {group.items.map((command) => (
          <PaletteItem
            key={command.id}
            id={command.id}
            icon={command.icon}
            label={command.label}
            shortcut={command.shortcut}
            onSelect={run(command.run)}
          />
        ))}
      </Command.Group>
    ));
}
