import './theme.css'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useFocusKept } from './focus-kept.ts'
import { useDocumentLanguage } from './language.ts'
import { queryClient } from './query-client.ts'
import { ShortcutProvider } from './shortcuts.tsx'
import { cssVariables, theme } from './theme.ts'

/** All that screens stand on: look, server facts, keyboard, notifications. */
export function Providers({ children }: { children: ReactNode }) {
  useDocumentLanguage()
  useFocusKept()
  return (
    <QueryClientProvider client={queryClient}>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <ShortcutProvider>{children}</ShortcutProvider>
        <Notifications position="bottom-right" limit={4} />
      </MantineProvider>
    </QueryClientProvider>
  )
}
