import type { Permission } from '@muster/contract/identity/permissions';
import {
  Braces,
  FileClock,
  Headset,
  KeyRound,
  LayoutDashboard,
  type LucideIcon,
  MapPin,
  Network,
  ScrollText,
  ShieldCheck,
  SquareKanban,
  TextCursorInput,
  UserCog,
  Users,
} from 'lucide-react';

export interface Area {
  key: 'dashboard' | 'work' | 'admin';
  to: '/' | '/work' | '/admin';
  icon: LucideIcon;
  /** The second stroke after `g`. */
  letter: string;
  /** Shown when one of these is held; an empty list means everybody. */
  needs: readonly Permission[];
}

/** The parts of the product that exist, in the order of the rail. */
export const areas: readonly Area[] = [
  { key: 'dashboard', to: '/', icon: LayoutDashboard, letter: 'd', needs: [] },
  { key: 'work', to: '/work', icon: SquareKanban, letter: 'w', needs: ['work:board:read'] },
  {
    key: 'admin',
    to: '/admin',
    icon: UserCog,
    letter: 'p',
    needs: ['identity:user:manage', 'identity:audit:read', 'collaboration:document:read'],
  },
];

export interface AdminArea {
  key:
    | 'people'
    | 'roles'
    | 'groups'
    | 'locations'
    | 'fields'
    | 'security'
    | 'keys'
    | 'operators'
    | 'documents'
    | 'audit';
  to:
    | '/admin/people'
    | '/admin/roles'
    | '/admin/groups'
    | '/admin/locations'
    | '/admin/fields'
    | '/admin/security'
    | '/admin/keys'
    | '/admin/operators'
    | '/admin/live-documents'
    | '/admin/audit';
  icon: LucideIcon;
  letter: string;
  permission: Permission;
}

export const adminAreas: readonly AdminArea[] = [
  { key: 'people', to: '/admin/people', icon: Users, letter: 'p', permission: 'identity:user:read' },
  { key: 'roles', to: '/admin/roles', icon: KeyRound, letter: 'r', permission: 'identity:role:read' },
  { key: 'groups', to: '/admin/groups', icon: Network, letter: 'o', permission: 'identity:role:read' },
  { key: 'locations', to: '/admin/locations', icon: MapPin, letter: 'l', permission: 'identity:location:read' },
  { key: 'fields', to: '/admin/fields', icon: TextCursorInput, letter: 'f', permission: 'identity:custom-field:read' },
  { key: 'security', to: '/admin/security', icon: ShieldCheck, letter: 'x', permission: 'identity:user:manage' },
  { key: 'keys', to: '/admin/keys', icon: Braces, letter: 'k', permission: 'identity:security:manage' },
  { key: 'operators', to: '/admin/operators', icon: Headset, letter: 'v', permission: 'identity:security:manage' },
  {
    key: 'documents',
    to: '/admin/live-documents',
    icon: FileClock,
    letter: 'e',
    permission: 'collaboration:document:read',
  },
  { key: 'audit', to: '/admin/audit', icon: ScrollText, letter: 'u', permission: 'identity:audit:read' },
];
