import { useMe } from '../../core/use-me.ts';
import { type AdminArea, type Area, adminAreas, areas } from './areas.ts';

/** What of the product the signed-in person may see. */
export function useAllowedAreas(): { areas: readonly Area[]; admin: readonly AdminArea[] } {
  const { permissions } = useMe().abilities;
  const allowed = areas.filter(({ needs }) => needs.length === 0 || needs.some((each) => permissions.includes(each)));
  const hasAdmin = allowed.some((area) => area.key === 'admin');
  return { areas: allowed, admin: hasAdmin ? adminAreas.filter((each) => permissions.includes(each.permission)) : [] };
}
