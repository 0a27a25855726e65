import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { XmlDocument, XmlValidateError, XsdValidator } from 'libxml2-wasm'
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs'
import type { UblKind } from '../formats/read-ubl.ts'

/** Where the schemas of UBL 2.1 are: a folder beside this one, or another. */
const FOLDER = process.env.FACTEUR_UBL_SCHEMAS ?? '../shared/xsd/ubl'
const pathOf = (kind: UblKind) => join(FOLDER, 'maindoc', `UBL-${kind}-2.1.xsd`)
export const hasUblSchemas = existsSync(pathOf('Order'))

if (hasUblSchemas) xmlRegisterFsInputProviders()
const validators = new Map<UblKind, XsdValidator>()

function validatorOf(kind: UblKind): XsdValidator {
  const known = validators.get(kind)
  if (known) return known
  const path = pathOf(kind)
  const made = XsdValidator.fromDoc(XmlDocument.fromBuffer(readFileSync(path), { url: path }))
  validators.set(kind, made)
  return made
}

/** What the schema of the standard finds wrong with a document; nothing: it is valid. */
export function ublFaults(kind: UblKind, xml: string): string[] {
  using document = XmlDocument.fromString(xml)
  try {
    validatorOf(kind).validate(document)
    return []
  } catch (error) {
    if (error instanceof XmlValidateError) return error.details.map(({ message }) => message.trim())
    throw error
  }
}
