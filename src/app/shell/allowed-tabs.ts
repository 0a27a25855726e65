import type { ReactNode } from 'react'
import { useMay } from '../../platform/web/session.tsx'

type Tab = { key: string; label: string; content: ReactNode }

/** Of the tabs of a card, those whose slice the user may read. */
export function useAllowed() {
  const may = useMay()
  return (tabs: (Tab & { right: string })[]): Tab[] => tabs.filter(({ right }) => may(right))
}
