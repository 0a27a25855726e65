import { Refusal } from '../../../platform/http/refusal.ts'

/** What our own rules refuse waits for somebody, as any other doubt; other errors are thrown on. */
export function refusedHere(error: unknown) {
  if (!(error instanceof Refusal)) throw error
  const values = Object.entries(error.values).map(([name, value]) => [name, String(value)])
  return {
    state: 'quarantined' as const,
    reason: error.code,
    values: Object.fromEntries(values) as Record<string, string>,
  }
}
