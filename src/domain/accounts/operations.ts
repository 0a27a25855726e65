import { audit } from './operations/audit.ts'
import { companies } from './operations/companies.ts'
import { session, setup } from './operations/entrance.ts'
import { keys } from './operations/keys.ts'
import { users } from './operations/users.ts'

export const accountsOperations = { setup, session, companies, users, keys, audit }
