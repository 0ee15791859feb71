/** Family names of customers and applicants. */
export const surnames = (
  'Adeyemi Anderson Bailey Bélanger Bhatt Castellanos Chan Choi Cormier Desjardins Dubois Ellison Farahani Fournier ' +
  'Gauthier Grant Hamdan Hoang Ivanenko Johal Kapoor Koroma Lapointe Lee Lim MacDonald Mahmoud Martel McKenzie Moreau ' +
  'Nguyen Novak Olsen Osei Park Petrov Quesnel Reid Rivera Sidhu Sinclair Tan Thibault Vasquez Walsh Williams Yamamoto Zielinski'
).split(' ');

/** Given names of customers and applicants. */
export const givenNames = (
  'Ahmed Alicia Anika Ben Camille Carlos Dalia Devon Elise Felix Gabriela Hugo Imani Isaac Janelle Kofi Leah Luca Mei ' +
  'Mira Nathan Olivia Omar Paige Quinn Rania Rohan Sofia Theo Uma Victor Yara Zach'
).split(' ');

/** Neighbourhoods around Vancouver, where most of the hand-written jobs are. */
export const vancouverPlaces = (
  'Kitsilano, Mount Pleasant, Yaletown, Commercial Drive, Marpole, Kerrisdale, West End, Hastings-Sunrise, Burnaby Heights, ' +
  'Metrotown, Brentwood, New Westminster, Lonsdale, Deep Cove, Steveston, Guildford, Port Moody, Coquitlam Centre'
).split(', ');
