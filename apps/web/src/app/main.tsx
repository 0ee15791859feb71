import '../ui/base.css';
import '../core/appearance.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startTranslation } from '../core/translation.ts';
import { App } from './App.tsx';
import { catalogues } from './catalogues.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

await startTranslation(catalogues, ['app', 'ui']);
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
