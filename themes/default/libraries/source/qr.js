// What a QR code needs of others: the smallest build, for addresses have nothing but ASCII letters.
export { generate } from "lean-qr/nano";
