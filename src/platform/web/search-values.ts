import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

type Values = Record<string, string | undefined>

/** What the address says after `?`, and how to change it. */
export function useSearchValues(): [Values, (change: Values) => void] {
  const values = useSearch({ strict: false }) as Values
  const navigate = useNavigate()
  const change = useCallback(
    (next: Values) =>
      void navigate({ to: '.', search: ((before: Values) => ({ ...before, ...next })) as never, replace: true }),
    [navigate],
  )
  return [values, change]
}
