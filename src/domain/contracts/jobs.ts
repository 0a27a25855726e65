import type { Jobs } from '../../platform/jobs/jobs.ts'
import { type Backstage, eachCompany } from '../long-work/actions.ts'
import { runContracts } from './actions/nightly.ts'

/** The job of the timetable, each night, of what contracts do by themselves. */
export const CONTRACTS_JOB = 'contracts.night'

/** Lets this server run contracts by itself. */
export const handleContracts = (jobs: Jobs, backstage: Backstage) =>
  jobs.handle(CONTRACTS_JOB, () => eachCompany(backstage, CONTRACTS_JOB, runContracts))
