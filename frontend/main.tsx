import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { startTexts } from './i18n.ts';
import { keepPageOnDrop } from './keep-page.ts';

// The content security policy forbids code made at run time, which zod would otherwise try as soon as it is loaded.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

keepPageOnDrop();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no root');

startTexts().then(() =>
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  ),
);
