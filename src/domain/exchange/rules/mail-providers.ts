/** How a mailbox is opened: by its password, or by an access that its user gives where the mailbox is kept. Source: X-45. */
export const ACCESSES = ['password', 'microsoft', 'google', 'other'] as const
export type Access = (typeof ACCESSES)[number]

/** A program registered with who keeps the mailbox, and what it asks for. */
export type OAuth = { issuer: string; clientId: string; scope: string }

const GOOGLE = 'https://accounts.google.com'
const MICROSOFT = 'https://login.microsoftonline.com/'
const MICROSOFT_ISSUER = /^https:\/\/login\.microsoftonline\.com\/([^/]+)\/v2\.0$/

/** Where the mailboxes of a provider are reached. */
export const HOSTS = {
  microsoft: { imap: 'outlook.office365.com', pop3: 'outlook.office365.com' },
  google: { imap: 'imap.gmail.com', pop3: 'pop.gmail.com' },
} as const

export function accessOf(oauth: OAuth | null): Access {
  if (!oauth) return 'password'
  if (oauth.issuer === GOOGLE) return 'google'
  return MICROSOFT_ISSUER.test(oauth.issuer) ? 'microsoft' : 'other'
}

/** The directory of Microsoft that an issuer names; empty: it is none. */
export const tenantOf = (oauth: OAuth | null): string => MICROSOFT_ISSUER.exec(oauth?.issuer ?? '')?.[1] ?? ''

type Typed = {
  access: Access
  protocol: 'imap' | 'pop3'
  tenant: string
  issuer: string
  clientId: string
  scope: string
}

/** What is asked of a provider, from what is typed. Null: the mailbox has a password. */
export function oauthTyped({ access, protocol, tenant, issuer, clientId, scope }: Typed): OAuth | null {
  if (access === 'password') return null
  if (access === 'google') return { issuer: GOOGLE, clientId, scope: 'https://mail.google.com/' }
  if (access === 'other') return { issuer, clientId, scope }
  const right = protocol === 'imap' ? 'IMAP' : 'POP'
  return {
    issuer: tenant.trim() && `${MICROSOFT}${tenant.trim()}/v2.0`,
    clientId,
    scope: `https://outlook.office.com/${right}.AccessAsUser.All offline_access`,
  }
}
