import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import '@mantine/notifications/styles.css';
import './frame/console.css';
import 'dayjs/locale/vi';
import { StrictMode } from 'react';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import dayjs from 'dayjs';
import customParseFormat from 'dayjs/plugin/customParseFormat';
import { createRoot } from 'react-dom/client';
import { problemIn, UNREACHED } from './api/problem';
import { session, takeTokenFromAddress } from './api/session';
import { DatesLanguage } from './frame/dates-language';
import { startLanguage } from './frame/language';
import { readableGreys, theme } from './frame/theme';
import { router } from './routes';

const FRESH_MS = 3_000;
const AWAY = 503;

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: FRESH_MS,
      // What was refused is refused again; only what did not answer is worth a second question.
      retry: (count, error) => count < 2 && [UNREACHED, AWAY].includes(problemIn(error).status),
    },
  },
});

// What one account has seen is not for the next one.
session.subscribe(() => queries.clear());
dayjs.extend(customParseFormat);
takeTokenFromAddress();
await startLanguage();

const place = document.getElementById('console');
if (place === null) throw new Error('The page has no place for the console.');
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <MantineProvider theme={theme} cssVariablesResolver={readableGreys} defaultColorScheme="auto">
        <DatesLanguage>
          <Notifications position="bottom-right" limit={3} />
          <RouterProvider router={router} />
        </DatesLanguage>
      </MantineProvider>
    </QueryClientProvider>
  </StrictMode>,
);
