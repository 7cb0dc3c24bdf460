export class Bag {
  static readonly size = 1;
}
