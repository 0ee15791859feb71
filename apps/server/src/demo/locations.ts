import type { Random } from './Random.ts';

/** A branch as the demo knows it before it becomes a row. */
export interface Location {
  id: string;
  name: string;
  timeZone: string;
  address: string;
  ownership: 'corporate' | 'franchise';
  trucks: number;
  storage: 'pod' | 'locker' | 'none';
  contactName: string;
  customerCare: boolean;
}

type Entry = [name: string, contact: string, trucks: number, storage: Location['storage'], care: boolean];

/** The eight corporate branches, as the company's own list gives them. */
const corporate: Record<string, Entry[]> = {
  'America/Vancouver BC': [
    ['Burnaby', 'Shahbaz', 5, 'pod', true],
    ['Vancouver', 'Rasoul', 11, 'pod', true],
  ],
  'America/Edmonton AB': [['Edmonton', 'Danylo', 4, 'locker', true]],
  'America/Toronto ON': [
    ['Downtown Toronto', 'Arshdeep', 6, 'pod', true],
    ['Hamilton', 'Hakam', 5, 'pod', true],
    ['Mississauga', 'Arshdeep', 3, 'pod', true],
    ['North York (Toronto)', 'Ankit/Arshdeep', 7, 'pod', true],
  ],
  'America/Toronto QC': [['Montreal', 'Bhanu', 4, 'locker', true]],
};

/*
 * The franchises. The company's list names 11 in the west, 20 in the centre and 5 in the east, which makes 36 where it
 * counts 35: Montreal stands among the eastern ones although it is a corporate branch. It is kept once, as corporate
 * (with the contact, the trucks and the storage given there), and so there are 8 + 35 = 43.
 *
 * The list gives no storage, care, trucks or contact for a single franchise, only totals over all 43: LOCKER 14, POD 9,
 * none 20; customer care on at 34, off at 9. (Its percentages 24/22/54 belong to no such counts and are left aside.) The
 * corporate branches hold 6 pods and 2 lockers and all have customer care, so the franchises share 12 lockers, 3 pods
 * and 20 without storage, and 26 have customer care. Which ones, their trucks and their contacts are ours.
 */
const franchises: Record<string, Entry[]> = {
  'America/Vancouver BC': [
    ['Abbotsford', 'Gurpreet', 2, 'locker', true],
    ['Coquitlam', 'Elena', 3, 'pod', true],
    ['Kelowna', 'Brent', 3, 'locker', true],
    ['Richmond', 'Kevin', 3, 'none', true],
    ['Surrey', 'Manpreet', 4, 'pod', true],
    ['Victoria', 'Fiona', 2, 'locker', true],
  ],
  'America/Edmonton AB': [
    ['Calgary', 'Dmytro', 4, 'locker', true],
    ['Lethbridge', 'Carla', 1, 'none', false],
  ],
  'America/Regina SK': [
    ['Regina', 'Joel', 2, 'none', true],
    ['Saskatoon', 'Yusuf', 2, 'locker', true],
  ],
  'America/Winnipeg MB': [['Winnipeg', 'Hannah', 3, 'locker', true]],
  'America/Toronto ON': [
    ['Ajax', 'Nirmala', 2, 'none', true],
    ['Aurora', 'Steve', 1, 'none', true],
    ['Barrie', 'Kyle', 2, 'locker', true],
    ['Brampton', 'Navdeep', 4, 'none', true],
    ['Markham', 'Jun', 3, 'none', true],
    ['Milton', 'Sana', 2, 'none', true],
    ['Oakville', 'Peter', 2, 'locker', true],
    ['Oshawa', 'Chris', 2, 'none', true],
    ['Scarborough', 'Thivya', 4, 'pod', true],
    ['Vaughan', 'Marco', 3, 'none', true],
    ['Brantford', 'Shelley', 1, 'none', false],
    ['Burlington', 'Matt', 2, 'none', true],
    ['Kingston', 'Alison', 1, 'locker', true],
    ['London', 'Omar', 3, 'locker', true],
    ['Ottawa', 'Claire', 4, 'locker', true],
    ['Peterborough', 'Wayne', 1, 'none', false],
    ['St Catherines', 'Angela', 2, 'none', false],
    ['Waterloo', 'Rajesh', 2, 'none', true],
    ['Windsor', 'Nadia', 2, 'none', true],
    ['Woodstock', 'Trevor', 1, 'none', false],
  ],
  'America/Moncton NB': [
    ['Fredericton', 'Luc', 1, 'none', false],
    ['Moncton', 'Robert', 2, 'none', false],
    ['Saint John', 'Brenda', 1, 'none', false],
  ],
  'America/Halifax NS': [['Halifax', 'Craig', 2, 'locker', false]],
};

const streets = ['Industrial Avenue', 'Commerce Way', 'Station Street', 'Railway Avenue', 'Meridian Road', 'Kingsway'];

/** The 43 branches, by name. */
export function movingCompanyLocations(random: Random, foundedAt: number): Location[] {
  const all = [...toLocations(random, foundedAt, 'corporate', corporate)];
  all.push(...toLocations(random, foundedAt, 'franchise', franchises));
  return all.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Branches of one owner kind, from lists under "<IANA time zone> <province>". */
export function toLocations(
  random: Random,
  foundedAt: number,
  ownership: Location['ownership'],
  lists: Record<string, Entry[]>,
): Location[] {
  return Object.entries(lists).flatMap(([key, entries]) => {
    const [timeZone = '', province = ''] = key.split(' ');
    return entries.map(([name, contactName, trucks, storage, customerCare]) => {
      const own = random.stream(`location/${name}`);
      const address = `${own.integer(12, 9_800)} ${own.pick(streets)}, ${name.replace(/^Downtown | \(.*$/g, '')}, ${province}`;
      return { id: own.id(foundedAt), name, timeZone, address, ownership, trucks, storage, contactName, customerCare };
    });
  });
}
