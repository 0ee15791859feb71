import { expect, test } from 'vitest';
import { movingCompanyLocations } from './locations.ts';
import { Random } from './Random.ts';

const locations = movingCompanyLocations(new Random('test'), Date.UTC(2024, 0, 1));
const count = (accept: (location: (typeof locations)[number]) => boolean) => locations.filter(accept).length;

test('there are 43 branches: 8 corporate and 35 franchises, each once', () => {
  expect(locations).toHaveLength(43);
  expect(new Set(locations.map((location) => location.name)).size).toBe(43);
  expect(new Set(locations.map((location) => location.id)).size).toBe(43);
  expect(count((location) => location.ownership === 'corporate')).toBe(8);
  expect(count((location) => location.ownership === 'franchise')).toBe(35);
});

test('storage and customer care are spread as the company counts them', () => {
  expect(count((location) => location.storage === 'locker')).toBe(14);
  expect(count((location) => location.storage === 'pod')).toBe(9);
  expect(count((location) => location.storage === 'none')).toBe(20);
  expect(count((location) => location.customerCare)).toBe(34);
  expect(count((location) => !location.customerCare)).toBe(9);
});

test('the corporate branches have the contacts, trucks and storage that the company gives', () => {
  const corporate = locations.filter((location) => location.ownership === 'corporate');
  expect(corporate.map(({ name, contactName, trucks, storage }) => [name, contactName, trucks, storage])).toEqual([
    ['Burnaby', 'Shahbaz', 5, 'pod'],
    ['Downtown Toronto', 'Arshdeep', 6, 'pod'],
    ['Edmonton', 'Danylo', 4, 'locker'],
    ['Hamilton', 'Hakam', 5, 'pod'],
    ['Mississauga', 'Arshdeep', 3, 'pod'],
    ['Montreal', 'Bhanu', 4, 'locker'],
    ['North York (Toronto)', 'Ankit/Arshdeep', 7, 'pod'],
    ['Vancouver', 'Rasoul', 11, 'pod'],
  ]);
});

test('the franchises are those of the company’s list', () => {
  const listed =
    'ABBOTSFORD, COQUITLAM, KELOWNA, RICHMOND, SURREY, VICTORIA, CALGARY, LETHBRIDGE, REGINA, SASKATOON, WINNIPEG, ' +
    'AJAX, AURORA, BARRIE, BRAMPTON, MARKHAM, MILTON, OAKVILLE, OSHAWA, SCARBOROUGH, VAUGHAN, BRANTFORD, BURLINGTON, ' +
    'KINGSTON, LONDON, OTTAWA, PETERBOROUGH, ST CATHERINES, WATERLOO, WINDSOR, WOODSTOCK, FREDERICTON, MONCTON, SAINT JOHN, HALIFAX';
  const franchises = locations.filter((location) => location.ownership === 'franchise');
  expect(franchises.map((location) => location.name.toUpperCase())).toEqual(listed.split(', ').sort());
});

test('every branch has a clock, a contact and at least one truck', () => {
  const offset = (timeZone: string) =>
    new Intl.DateTimeFormat('en-CA', { timeZone, timeZoneName: 'shortOffset' })
      .formatToParts(Date.UTC(2026, 0, 15))
      .find((part) => part.type === 'timeZoneName')?.value;
  const hours = new Map(locations.map((location) => [location.name, offset(location.timeZone)]));
  expect([hours.get('Vancouver'), hours.get('Lethbridge'), hours.get('Regina')]).toEqual(['GMT-8', 'GMT-7', 'GMT-6']);
  expect([hours.get('Winnipeg'), hours.get('Ottawa'), hours.get('Moncton')]).toEqual(['GMT-6', 'GMT-5', 'GMT-4']);
  for (const location of locations) {
    expect(location.trucks).toBeGreaterThan(0);
    expect(location.contactName).not.toBe('');
    expect(location.address).toMatch(/^\d+ .+, .+, [A-Z]{2}$/);
  }
});
