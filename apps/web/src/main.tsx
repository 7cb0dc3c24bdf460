import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { isFinal } from './api/problem.js';
import { Look } from './frame/look.js';
import { SpeakLanguage } from './messages/language.js';
import { router } from './router.js';
import { askAhead } from './session/me.js';
import './styles/index.css';

const FRESH_MS = 15_000;
const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: FRESH_MS, retry: (count, error) => count < 2 && !isFinal(error) },
  },
});

askAhead(queries);

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
createRoot(root).render(
  <StrictMode>
    <SpeakLanguage>
      <Look>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </Look>
    </SpeakLanguage>
  </StrictMode>,
);
