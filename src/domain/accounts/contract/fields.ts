import { z } from 'zod'
import { id } from '../../../platform/http/contract.ts'
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH, RIGHTS, ROLES } from '../rules.ts'

export const name = z.string().trim().min(1).max(100)
export const slug = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .describe('its part of the address: editions-du-lac')
/** What better-auth accepts at sign-in. */
export const email = z.email().max(254).toLowerCase()
export const password = z.string().min(PASSWORD_MIN_LENGTH).max(PASSWORD_MAX_LENGTH)
export const initials = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^\p{L}[\p{L}\p{N}]{0,3}$/u)
  .describe('stamped on what the user writes: VG')
export const role = z.enum(ROLES)
export const right = z.enum(RIGHTS)
export const timeZone = z.string().max(60).refine(isTimeZone)
export const none = z.object({})
export const company = z.object({ id, slug: z.string(), name: z.string(), timeZone: z.string() })

function isTimeZone(text: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: text })) && /^[A-Za-z]/.test(text)
  } catch {
    return false
  }
}
