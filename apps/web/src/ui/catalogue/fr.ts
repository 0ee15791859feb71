import type { Translated } from '../../core/translation.ts';
import type { en } from './en.ts';

export const fr: Translated<typeof en> = {
  close: 'Fermer',
  clear: 'Effacer',
  notifications: 'Messages',
  list: {
    group: 'Dans une liste',
    next: 'Ligne suivante',
    previous: 'Ligne précédente',
    filter: 'Filtrer cette liste',
    select: 'Sélectionner la ligne, ou non',
    selectRange: 'Sélectionner jusqu’ici',
    selectDown: 'Sélectionner aussi la ligne suivante',
    selectUp: 'Sélectionner aussi la ligne précédente',
    selectAll: 'Sélectionner toutes les lignes chargées',
  },
};
