/** Tables that hold no row of a company's business, and why each is shared. */
export const SHARED_TABLES: Record<string, string> = {
  companies: 'what companies are told apart by',
  users: 'a person signs in once and works in several companies',
  sessions: 'found by their token, before any company is known',
  sign_ins: 'passwords belong to the person',
  verifications: 'a link to set a password is followed by somebody not signed in',
  attempts: 'counted before anybody is known',
  memberships: 'the gate reads which companies a user may enter',
  user_idempotency_keys: 'what a user asks outside any company',
  api_keys: 'the gate finds the company by the key',
}
