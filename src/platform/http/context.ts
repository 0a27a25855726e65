import type { Language } from '../../values/labels.ts'
import type { Database, Db } from '../db/database.ts'
import type { Event, Reaction } from './reaction.ts'
import type { Say } from './refusal.ts'

/** The person or key that acts; `initials` stamp what they write (VG). */
export type Actor = { userId: string; name: string; email: string; initials: string; via: 'session' | 'key' | 'local' }

export type Company = { id: string; slug: string; name: string; timeZone: string }

/** One record written by an operation, for the audit trail: `from` null when created, `to` null when deleted. */
export type Change = {
  record: string
  id: string
  from: Record<string, unknown> | null
  to: Record<string, unknown> | null
}

/** All that an operation of a company receives: one transaction scoped to the company, and who, when, where. */
export type Ctx = {
  db: Db
  /** `YYYY-MM-DD` in the company's time zone. */
  today: string
  actor: Actor
  company: Company
  rights: ReadonlySet<string>
  language: Language
  record(change: Change): void
  /** Does last, before the transaction commits, what holds a lock that others wait for. */
  atEnd(act: () => Promise<void>): void
  /** Does a part that may fail by itself: what it wrote is taken back when it throws, and the rest goes on. */
  attempt<T>(act: (part: Ctx) => Promise<T>): Promise<T>
  /** Tells the slices below; their reactions run in this transaction. */
  happened<Facts>(event: Event<Facts>, facts: Facts): Promise<void>
}

/** What an operation of a company receives that waits for another server: no transaction of its own, but short ones when it asks. */
export type Conversing = Pick<Ctx, 'company' | 'language'> & {
  /** Runs `act` in one transaction of the company, with the audit entries of what it changed. */
  inTransaction<T>(act: (ctx: Ctx) => Promise<T>): Promise<T>
}

/** All that an operation of a user, outside any company, receives. */
export type UserCtx = { db: Db; actor: Actor; language: Language; headers: Headers }
export type AnyoneCtx = { db: Db; language: Language; headers: Headers }

export type Entrance = { actor: Actor; company: Company | null; rights: ReadonlySet<string> }

/** Who may enter; the accounts slice implements it and the server assembles it. */
export type Gate = {
  /** The actor of the request and the company it names, or null when nobody is signed in. */
  enter(headers: Headers): Promise<Entrance | null>
  /** Writes the audit entries of one operation in its transaction. */
  audit(ctx: Ctx, operation: string, changes: readonly Change[]): Promise<void>
}

export type Outer = {
  database: Database
  gate: Gate
  headers: Headers
  language: Language
  requestId: string
  say: Say
  /** Database constraints and the refusals they mean. */
  constraints: Record<string, { code: string; field?: string }>
  reactions: readonly Reaction[]
  today(timeZone: string): string
  log: { error(details: object, message: string): void }
}
