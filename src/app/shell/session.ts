import { useQuery } from '@tanstack/react-query'
import { accountsContract } from '../../domain/accounts/contract.ts'
import { apiOf } from '../../platform/web/api.ts'
import { queryClient } from '../../platform/web/query-client.ts'
import type { Session } from '../../platform/web/session.tsx'

const api = apiOf('accounts', accountsContract)

/** Who is signed in, and in which companies. */
export const useMe = () => useQuery(api.session.me.queryOptions({ input: {}, staleTime: 60_000 }))
type Me = NonNullable<ReturnType<typeof useMe>['data']>

async function signOut() {
  await fetch('/api/auth/sign-out', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
  queryClient.clear()
  location.assign('/sign-in')
}

/** The session as the screens of a company need it; null when the user may not enter the company. */
export function sessionIn(slug: string, { user, companies }: Me): Session | null {
  const company = companies.find(one => one.slug === slug)
  if (!company) return null
  return {
    user: { ...user, initials: company.initials },
    companies,
    company,
    rights: new Set(company.rights),
    today: company.today,
    signOut: () => void signOut(),
  }
}
