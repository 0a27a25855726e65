/** What a signature of these links is good for. */
export const LINK_PURPOSE = 'tracking page of an order'

const BYTES_OF_TWO_IDS = 32

/** The company and the order, as the link of a customer says them. */
export const codeOf = (companyId: string, orderId: string): string =>
  Buffer.from((companyId + orderId).replaceAll('-', ''), 'hex').toString('base64url')

/** What a code says, or null when it is none of ours. */
export function readCode(code: string): { companyId: string; orderId: string } | null {
  const bytes = Buffer.from(code, 'base64url')
  if (bytes.length !== BYTES_OF_TWO_IDS || bytes.toString('base64url') !== code) return null
  const hex = bytes.toString('hex')
  return { companyId: uuid(hex.slice(0, 32)), orderId: uuid(hex.slice(32)) }
}

const uuid = (hex: string) => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
