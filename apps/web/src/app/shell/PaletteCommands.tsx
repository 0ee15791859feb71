import { Command } from 'cmdk';
import { useTranslation } from 'react-i18next';
import { PaletteItem, paletteGroup } from './PaletteItem.tsx';
import type { PaletteCommand } from './use-palette-commands.tsx';

interface PaletteCommandsProps {
  commands: readonly PaletteCommand[];
  run: (action: () => void) => () => void;
}

export function PaletteCommands({ commands, run }: PaletteCommandsProps) {
  const { t } = useTranslation('app');
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
