import type { Random } from '../Random.ts';
import type { BoardTheme } from './theme.ts';

const tasks: readonly (readonly [title: string, text: string])[] = [
  ['Swap Saturday with Jasmine', 'She takes the 22nd, I take the 29th.'],
  ['Write down how we split long-distance loads', 'New dispatchers ask every time. One page is enough.'],
  ['Ask Walter about truck 14', 'Is it back before the weekend?'],
  ['Check who has class 3 licences', 'Two run out this winter.'],
  ['List of buildings with difficult elevators', 'Yaletown and Metrotown first.'],
  ['Call back the strata of the tower on Homer Street', 'They want a certificate for every move.'],
  ['Book first-aid refresher', 'Twelve people, a morning in January.'],
  ['Order hand warmers', 'For the crews, before the first frost.'],
  ['Prepare my review with Rasoul', 'Overtime, the Sunday question, a raise.'],
  ['Try the new board for the yard', 'Ask the drivers what they need to see on the screen.'],
  ['Clean up recurring jobs', 'Three customers have left.'],
  ['Thank-you cards for the peak crew', 'Everybody who worked on the long weekend.'],
];

/** Somebody's own list of things to do. */
export const desk: BoardTheme = {
  columns: [
    { name: 'Today', wipLimit: 5, share: 3 },
    { name: 'This week', share: 4 },
    { name: 'Some day', share: 4 },
    { name: 'Done', share: 4 },
  ],
  labels: { Crew: 'blue', Paper: 'grey', Me: 'pink' },
  draft: (random: Random, index) => {
    const [title, text] = tasks[index % tasks.length] ?? random.pick(tasks);
    return {
      title,
      description: [text],
      labels: random.chance(0.6) ? [random.pick(['Crew', 'Paper', 'Me'])] : [],
      checklist: [],
      comments: [],
    };
  },
};
