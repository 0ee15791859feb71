import type { Permission } from '@muster/contract/identity/permissions';
import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { isOperatorBrowser } from '../core/operator-browser.ts';
import { problemOf } from '../core/problem.ts';
import { trpc } from '../core/trpc.ts';
import { readBoardListSearch, readBoardSearch } from '../work/board-search.ts';
import { textSearch } from './search.ts';
import { adminAreas } from './shell/areas.ts';

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()();

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: textSearch('returnTo', 'problem'),
  component: lazyRouteComponent(() => import('../identity/sign-in/SignInScreen.tsx'), 'SignInScreen'),
});

const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  component: lazyRouteComponent(() => import('../identity/sign-in/ForgotPasswordScreen.tsx'), 'ForgotPasswordScreen'),
});

const resetPassword = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  component: lazyRouteComponent(() => import('../identity/sign-in/ResetPasswordScreen.tsx'), 'ResetPasswordScreen'),
});

const confirmed = createRoute({
  getParentRoute: () => root,
  path: '/confirmed',
  validateSearch: textSearch('problem'),
  component: lazyRouteComponent(() => import('../identity/sign-in/ConfirmedScreen.tsx'), 'ConfirmedScreen'),
});

const acceptInvitation = createRoute({
  getParentRoute: () => root,
  path: '/accept-invitation',
  component: lazyRouteComponent(
    () => import('../identity/sign-in/AcceptInvitationScreen.tsx'),
    'AcceptInvitationScreen',
  ),
});

const operator = createRoute({
  getParentRoute: () => root,
  path: '/operator',
  validateSearch: textSearch('ended'),
  component: lazyRouteComponent(() => import('../identity/operator/OperatorScreen.tsx'), 'OperatorScreen'),
});

function loadMe(queryClient: QueryClient) {
  return queryClient.ensureQueryData(trpc.identity.me.queryOptions());
}

/** Everything below needs a session; whoever has none signs in first and comes back to where they wanted to go. */
const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: async ({ context, location }) => {
    try {
      await loadMe(context.queryClient);
    } catch (error) {
      if (problemOf(error).code !== 'unauthenticated') throw error;
      if (isOperatorBrowser()) throw redirect({ to: '/operator', search: { ended: '1' } });
      throw redirect({ to: '/sign-in', search: { returnTo: location.href } });
    }
  },
  component: lazyRouteComponent(() => import('./shell/Shell.tsx'), 'Shell'),
});

const dashboard = createRoute({
  getParentRoute: () => shell,
  path: '/',
  component: lazyRouteComponent(() => import('./dashboard/DashboardScreen.tsx'), 'DashboardScreen'),
});

const work = createRoute({
  getParentRoute: () => shell,
  path: '/work',
  validateSearch: readBoardListSearch,
  component: lazyRouteComponent(() => import('../work/BoardListScreen.tsx'), 'BoardListScreen'),
});

const board = createRoute({
  getParentRoute: () => shell,
  path: '/work/boards/$boardId',
  validateSearch: readBoardSearch,
  component: lazyRouteComponent(() => import('../work/BoardScreen.tsx'), 'BoardScreen'),
});

/** Leads to the first admin screen that the person may see. */
const admin = createRoute({
  getParentRoute: () => shell,
  path: '/admin',
  beforeLoad: async ({ context }) => {
    const { abilities } = await loadMe(context.queryClient);
    const may = (permission: Permission) => abilities.permissions.includes(permission);
    throw redirect({ to: adminAreas.find((area) => may(area.permission))?.to ?? '/' });
  },
});

const people = createRoute({
  getParentRoute: () => shell,
  path: '/admin/people',
  validateSearch: textSearch('search', 'person', 'fields', 'sort'),
  component: lazyRouteComponent(() => import('../identity/PeopleScreen.tsx'), 'PeopleScreen'),
});

const locations = createRoute({
  getParentRoute: () => shell,
  path: '/admin/locations',
  validateSearch: textSearch('search', 'location', 'fields', 'sort'),
  component: lazyRouteComponent(() => import('../identity/LocationsScreen.tsx'), 'LocationsScreen'),
});

const fields = createRoute({
  getParentRoute: () => shell,
  path: '/admin/fields',
  validateSearch: textSearch('entity', 'field'),
  component: lazyRouteComponent(() => import('../identity/custom-fields/CustomFieldsScreen.tsx'), 'CustomFieldsScreen'),
});

const roles = createRoute({
  getParentRoute: () => shell,
  path: '/admin/roles',
  component: lazyRouteComponent(() => import('../identity/rights/RolesScreen.tsx'), 'RolesScreen'),
});

const groups = createRoute({
  getParentRoute: () => shell,
  path: '/admin/groups',
  validateSearch: textSearch('group'),
  component: lazyRouteComponent(() => import('../identity/rights/GroupsScreen.tsx'), 'GroupsScreen'),
});

const audit = createRoute({
  getParentRoute: () => shell,
  path: '/admin/audit',
  validateSearch: textSearch('entity', 'actor', 'actorName', 'operator', 'entry', 'action', 'location', 'from', 'to'),
  component: lazyRouteComponent(() => import('../identity/AuditScreen.tsx'), 'AuditScreen'),
});

const security = createRoute({
  getParentRoute: () => shell,
  path: '/admin/security',
  component: lazyRouteComponent(() => import('../identity/sign-in/admin/SecurityScreen.tsx'), 'SecurityScreen'),
});

const keys = createRoute({
  getParentRoute: () => shell,
  path: '/admin/keys',
  component: lazyRouteComponent(() => import('../identity/api-keys/ApiKeysScreen.tsx'), 'ApiKeysScreen'),
});

const operators = createRoute({
  getParentRoute: () => shell,
  path: '/admin/operators',
  validateSearch: textSearch('stay', 'show'),
  component: lazyRouteComponent(
    () => import('../identity/operator/admin/OperatorAccessScreen.tsx'),
    'OperatorAccessScreen',
  ),
});

const liveDocuments = createRoute({
  getParentRoute: () => shell,
  path: '/admin/live-documents',
  validateSearch: textSearch('search', 'sort'),
  component: lazyRouteComponent(() => import('../collaboration/LiveDocumentsScreen.tsx'), 'LiveDocumentsScreen'),
});

const settings = createRoute({
  getParentRoute: () => shell,
  path: '/settings',
  component: lazyRouteComponent(() => import('../identity/SettingsScreen.tsx'), 'SettingsScreen'),
});

export const routeTree = root.addChildren([
  signIn,
  forgotPassword,
  resetPassword,
  acceptInvitation,
  operator,
  confirmed,
  shell.addChildren([
    dashboard,
    work,
    board,
    admin,
    people,
    roles,
    groups,
    locations,
    fields,
    audit,
    security,
    keys,
    liveDocuments,
    operators,
    settings,
  ]),
]);
