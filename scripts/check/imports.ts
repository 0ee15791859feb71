/** Who may import whom: fails with the rule's reason, and also when it saw (nearly) nothing. */
import { repositoryRoot } from '../repository.ts';
import { surveyImports } from './import-breaches.ts';

/** Fewer modules than this means that the parser saw nothing, and every rule would pass. */
const FEWEST_MODULES = 50;

const folders = ['apps', 'packages', 'media-server', 'tests', 'scripts'];
const { modules, imports, breaches } = await surveyImports(repositoryRoot, folders);
for (const { from, to, rule, comment, circle } of breaches) {
  const through = circle.length > 0 ? ` (${circle.join(' → ')})` : '';
  console.error(`${from} → ${to}${through}\n  ${rule}: ${comment}`);
}
const blind = modules < FEWEST_MODULES || imports < modules;
if (blind) console.error('That is too few: the rules were not really checked.');
console.log(`${modules} modules, ${imports} imports, ${breaches.length} forbidden`);
process.exit(breaches.length > 0 || blind ? 1 : 0);
