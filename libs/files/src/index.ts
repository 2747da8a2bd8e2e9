export { documentAddress } from './document-address.ts';
export { createFileStore, type FileStore } from './file-store.ts';
export { askedBy, sendFile } from './send-file.ts';
export { readSignedUrl, signedUrl, verifySignedUrl } from './signed-url.ts';
