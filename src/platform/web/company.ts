import { useParams } from '@tanstack/react-router'

/** First words of a path that no company may take as its name. */
const reservedPaths = ['sign-in', 'welcome', 'companies', 'account', 'api', 'assets']

/** The slug of the company in the address, outside React. */
export function currentCompany(): string {
  const first = decodeURIComponent(location.pathname.split('/')[1] ?? '')
  return reservedPaths.includes(first) ? '' : first
}

/** The slug of the company in the address. */
export function useCompany(): string {
  const { company } = useParams({ strict: false }) as { company?: string }
  return company ?? ''
}

/** Makes paths inside the company of the address: `to('subscriptions')` is `/capital-social/subscriptions`. */
export function useCompanyPath(): (path: string) => string {
  const company = useCompany()
  return path => `/${company}/${path}`.replace(/\/$/, '')
}
