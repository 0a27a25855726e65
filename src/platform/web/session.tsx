import { createContext, type ReactNode, useContext } from 'react'

export type Company = { slug: string; name: string }
/** Who is signed in, where, and what they may do; `today` is the company's. */
export type Session = {
  user: { name: string; email: string; initials: string }
  companies: readonly Company[]
  company: Company | null
  rights: ReadonlySet<string>
  today: string
  signOut(): void
}

const nobody: Session = {
  user: { name: '', email: '', initials: '' },
  companies: [],
  company: null,
  rights: new Set(),
  today: new Date().toISOString().slice(0, 10),
  signOut() {},
}
const SessionContext = createContext<Session>(nobody)

/** Gives the session to everything under it. */
export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>
}

export const useSession = (): Session => useContext(SessionContext)

/** Whether the user has the right, or none is asked. */
export function useMay(): (right: string | undefined) => boolean {
  const { rights } = useSession()
  return right => right === undefined || rights.has(right)
}
