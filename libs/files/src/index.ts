export { type ByteRange, parseRange } from './byte-range.ts';
export { createFileStore, type FileDescription, type FileStore, type StoredFile } from './file-store.ts';
export { type FileAnswer, type FileRequest, type FileSource, sendFile } from './send-file.ts';
export { signedUrl, verifySignedUrl } from './signed-url.ts';
