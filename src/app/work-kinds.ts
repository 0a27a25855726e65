import { dispatchWork } from '../domain/dispatch/jobs.ts'

/** Every kind of long work a person can start. */
export const workKinds = [dispatchWork]
