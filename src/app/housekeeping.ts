import { forgetExpired } from '../domain/accounts/actions.ts'
import { forgetFiles } from '../domain/imports/actions/forget.ts'
import type { Backstage } from '../domain/long-work/actions.ts'
import { eachCompany } from '../domain/long-work/actions.ts'
import { forgetTrail } from '../domain/retention/actions/trail.ts'
import { forgetDeliveries } from '../domain/shops/actions/deliveries.ts'
import { forgetOldKeys, forgetOldUserKeys } from '../platform/http/idempotency.ts'
import type { Jobs } from '../platform/jobs/jobs.ts'

export const FORGET_JOB = 'forget'

/** Every night, forgets what nobody can still need: ended sessions, spent links, old idempotency keys. */
export const handleHousekeeping = (jobs: Jobs, backstage: Backstage) =>
  jobs.handle(FORGET_JOB, async () => {
    await forgetExpired(backstage.database.pool)
    await forgetTrail(backstage.database.ownerUrl)
    await backstage.database.shared(forgetOldUserKeys)
    await eachCompany(backstage, FORGET_JOB, forgetOldKeys)
    await eachCompany(backstage, FORGET_JOB, forgetFiles)
    await eachCompany(backstage, FORGET_JOB, forgetDeliveries)
  })
