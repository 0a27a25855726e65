import { audit } from './contract/audit.ts'
import { companies } from './contract/companies.ts'
import { session, setup } from './contract/entrance.ts'
import { keys } from './contract/keys.ts'
import { users } from './contract/users.ts'

/** Spread into the router: `setup.status`, `session.me`, `users.invite`… */
export const accountsContract = { setup, session, companies, users, keys, audit }
