export { type AddressPlaces, addressPlaces } from './address-places.ts';
export {
  type Answer,
  type AnswerHeaders,
  accepted,
  contentDisposition,
  created,
  type FileContent,
  file,
  html,
  noContent,
  notModified,
  ok,
  redirect,
} from './answer.ts';
export { usualPatience } from './api-parts.ts';
export { apiReferencePage } from './api-reference-page.ts';
export { clientAddress, clientProtocol, limitKey } from './client-address.ts';
export type { ActorFor, AnyContext, Context } from './context.ts';
export { type Api, type ApiOptions, createApi } from './create-api.ts';
export { documentedAs, type JsonSchema } from './documented.ts';
export { endWhenStalled } from './end-when-stalled.ts';
export { etagOf, isUnchanged, requireMatch } from './etag.ts';
export { inTime } from './in-time.ts';
export { type InputFault, readInput } from './input-faults.ts';
export { joinOpenApi } from './join-open-api.ts';
export { inLocale, type Locale, type Localised, localeOf, locales } from './locale.ts';
export { companyName, personName } from './names.ts';
export type { OpenApiDocument, OpenApiOperation } from './open-api.ts';
export { decodeCursor, encodeCursor, idOfCursor, pageById, pageFrom, pageOf, pageQuery } from './pages.ts';
export { patience } from './patience.ts';
export { type Places, places } from './places.ts';
export { escapeHtml, plainPage, plainPageStyle, plainPageStylePath } from './plain-page.ts';
export {
  type FieldError,
  invalidRequest,
  invalidToken,
  notFound,
  Problem,
  type ProblemOptions,
  problem,
} from './problem.ts';
export { problemAnswer } from './problem-answer.ts';
export { queryBoolean, queryInteger, queryList } from './query-schemas.ts';
export { RequestAborted, smallBody } from './read-body.ts';
export { formBody, readForm } from './read-form.ts';
export { type Route, type RouteDefinition, route } from './route.ts';
export type { Method, RawBody, RawBodySpec, RequestSpec, ResponseSpec } from './route-spec.ts';
export {
  dateSchema,
  dateTime,
  emailSchema,
  idSchema,
  localeSchema,
  localisedInput,
  localisedText,
  moneySchema,
} from './schemas.ts';
export { sendAnswer } from './send-answer.ts';
export { createAppServer, type Listening, listenOn } from './server.ts';
export { sharedWhileAsked } from './shared-while-asked.ts';
export { noPlace, slowReason, tooSlow } from './slow-clients.ts';
export { lineText, longText, notPrintable, printedLine } from './texts.ts';
