import { expect, type Page, test } from '@playwright/test';
import { newId } from '../../../apps/server/src/core/identifiers.ts';
import { devices, faultsInThemes } from '../../support/accessibility.ts';
import { companies, person } from '../../support/fixtures.ts';
import { openStand, type Stand } from '../sign-in/stand.ts';

const locationId = newId();

let stand: Stand;

test.beforeAll(async ({ browser }) => {
  stand = await openStand(browser);
  await stand.database.query(
    `insert into location (tenant_id, id, name, time_zone, ownership, address, trucks)
     values ($1, $2, 'Burnaby', 'America/Vancouver', 'corporate', '4700 Kingsway, Burnaby', 6)`,
    [companies.north.id, locationId],
  );
});

test.afterAll(async () => stand.stop());

interface Panel {
  path: string;
  /** Leads to it from its page, and waits until it shows. */
  open: (page: Page) => Promise<void>;
  /** What floats over a part of a cell leaves less of it to press; then only what floats is looked at. */
  within?: string;
}

const click = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
const someone = `/admin/people?person=${person('manager').id}`;

const panels: Record<string, Panel> = {
  'a location': {
    path: `/admin/locations?location=${locationId}`,
    open: (page) => expect(page.getByRole('dialog').getByText('Burnaby').first()).toBeVisible(),
  },
  'the rights of a person and the form of a grant': {
    path: someone,
    open: async (page) => {
      await page.getByRole('tab', { name: 'Rights' }).click();
      await click(page, /Give a permission|Give one/);
      await expect(page.getByLabel(/Reason|Why is it given/).first()).toBeVisible();
    },
  },
  'why a person can do something': {
    path: someone,
    open: async (page) => {
      await page.getByRole('tab', { name: 'Why?' }).click();
      await page.getByLabel(`Can ${person('manager').name} do this?`).click();
      await page.getByRole('option', { name: 'Create boards' }).click();
      await expect(page.getByRole('status').filter({ hasText: 'Yes' })).toBeVisible();
    },
  },
  'the cell of a role with a condition': {
    path: '/admin/roles',
    within: '[role=dialog]',
    open: async (page) => {
      await click(page, 'See boards, Viewer: Company');
      await click(page, 'Add a condition');
      await page.getByLabel('Comparison').click();
      await page.getByRole('option', { name: 'is one of' }).click();
      await expect(page.getByRole('button', { name: 'Team', exact: true })).toBeVisible();
    },
  },
  'a new role': { path: '/admin/roles', open: (page) => opened(page, 'New role') },
  'a new group': { path: '/admin/groups', open: (page) => opened(page, 'New group') },
  'an import': { path: '/admin/people', open: (page) => opened(page, 'Import') },
  'what is done with several people': {
    path: '/admin/people',
    open: async (page) => {
      await page.getByRole('checkbox', { name: `Select ${person('super_admin').name}` }).click();
      await click(page, 'Deactivate');
      await expect(page.getByText('You cannot switch off your own account.')).toBeVisible();
    },
  },
  'a new key': { path: '/admin/keys', open: (page) => opened(page, /New key|Make a key/) },
};

async function opened(page: Page, button: string | RegExp): Promise<void> {
  await click(page, button);
  await expect(page.getByRole('dialog').first()).toBeVisible();
}

for (const [device, viewport] of Object.entries(devices)) {
  for (const [name, { path, open, within }] of Object.entries(panels)) {
    test(`${name}: accessible ${device}`, async () => {
      const page = await stand.visit('super_admin', path, viewport);
      await open(page);
      expect(await faultsInThemes(page, { within })).toEqual([]);
    });
  }
}
